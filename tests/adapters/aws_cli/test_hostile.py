"""Whatever a file holds, it is read or told, and every place lies inside of its file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mskguard.adapters.load import STDIN, Inputs, load
from mskguard.aws.facts import Facts
from mskguard.survey import attributes
from mskguard.survey.cases import places
from tests.adapters.aws_cli import test_snapshots
from tests.adapters.aws_cli.answers import BROKERS, CLUSTER, CLUSTER_V2, DESCRIBED, revision
from tests.adapters.aws_cli.test_requests import CREATE, CREATE_V2, UPDATE

SEEDS: list[Any] = [
    {"ClusterInfo": CLUSTER},
    {"ClusterInfo": CLUSTER_V2},
    BROKERS,
    DESCRIBED,
    revision(1, "a.b=1\nc.d=2"),
    CREATE,
    CREATE_V2,
    UPDATE,
    *test_snapshots.SNAPSHOT.values(),
]
FACTS = Facts()
ANYTHING: Any = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**30), 10**30),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(max_size=8),
        st.sampled_from(["arn:aws:kafka:::cluster/", "YQ==", "a=b", "{}", "%7B", "3.8.x"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["Arn", "Policy", "a", "Enabled", "Tags"]), inner),
    ),
    max_leaves=6,
)


def survives(text: str) -> None:
    """Load a text from standard input, and look at all that was read."""
    loaded = load(Inputs([STDIN], stdin=text.encode("utf-8", "surrogatepass")), FACTS)
    for problem in loaded.problems:
        span = problem.span
        assert 0 <= span.start <= span.end <= len(span.file.text)
        assert problem.message
    for node in loaded.graph:
        spans = [node.span, *(at for one in attributes(node) for at in places(one))]
        for span in spans:
            assert 0 <= span.start <= span.end <= len(span.file.text)


def paths(content: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a document."""
    keys: Any = ()
    if isinstance(content, dict):
        keys = content.items()
    elif isinstance(content, list):
        keys = enumerate(content)
    return [path, *(one for key, inner in keys for one in paths(inner, (*path, key)))]


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_member_may_be_anything(data: st.DataObject) -> None:
    content = json.loads(json.dumps(data.draw(st.sampled_from(SEEDS))))
    for _ in range(data.draw(st.integers(1, 3))):
        *above, last = data.draw(st.sampled_from([one for one in paths(content) if one]))
        holder = content
        for key in above:
            holder = holder[key]
        if isinstance(holder, dict) and data.draw(st.booleans()):
            del holder[last]
            if not content:
                break
        else:
            holder[last] = data.draw(ANYTHING)
    survives(json.dumps(content, indent=1))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(SEEDS), st.data())
def test_a_text_may_end_or_break_anywhere(seed: Any, data: st.DataObject) -> None:
    text = json.dumps(seed, indent=1)
    at = data.draw(st.integers(0, len(text)))
    filling = data.draw(st.sampled_from(["", '"', "}", "]", ",", "\\", "\x00", "NaN", "9" * 5000]))
    rest = data.draw(st.sampled_from([text[at:], text[at + 1 :], ""]))
    survives(text[:at] + filling + rest)


HOSTILE = {
    "deep lists": "[" * 5000,
    "deep objects": '{"ClusterInfo":' * 5000,
    "deep answers": '{"a":' * 150 + json.dumps({"ClusterInfo": CLUSTER}) + "}" * 150,
    "many clusters": json.dumps({"ClusterInfoList": [CLUSTER] * 500}),
    "a huge number": json.dumps(CREATE).replace('es": 3', 'es": ' + "9" * 100_000),
    "a huge exponent": json.dumps(CREATE).replace('es": 3', 'es": 1e999999999'),
    "a small exponent": json.dumps(CREATE).replace('es": 3', 'es": 1e-999999999'),
    "half of a pair": json.dumps(CREATE).replace('"orders"', '"\\ud800"'),
    "much base64": json.dumps(revision(1, "a.b=1\n" * 5_000)),
    "a long line": json.dumps(revision(1, "a.b=" + "\\\n" * 5_000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_ends_in_a_diagnostic_or_a_value(name: str) -> None:
    survives(HOSTILE[name])


def test_a_file_of_another_encoding_is_told(tmp_path: Path, monkeypatch: Any) -> None:
    text = json.dumps(CREATE).replace("orders", "k\u00e4se")
    raw = text.replace("\\u00e4", "\u00e4").encode("latin1")
    (tmp_path / "a.json").write_bytes(raw)
    monkeypatch.chdir(tmp_path)
    (problem,) = load(Inputs([Path()]), FACTS).problems
    assert problem.message == "byte 0xe4 is not UTF-8 text"
