"""Plans that are none, in part or at all: a problem with a place, never a traceback."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mskguard.adapters.load import Inputs, Loaded, load
from mskguard.adapters.terraform_plan.document import NoPlan, Plan
from mskguard.adapters.terraform_plan.load import Loader
from mskguard.adapters.terraform_plan.secrets import hide_sensitive
from mskguard.aws.facts import Facts
from mskguard.model.cluster import Cluster
from mskguard.model.graph import Graph
from mskguard.source import Fate, SourceFile
from mskguard.value import Unknown

FIXTURES = Path(__file__).parents[3] / "fixtures"
PLAN = json.loads((FIXTURES / "parity" / "provisioned-iam" / "plan.json").read_text("utf-8"))


def read(name: str, monkeypatch: pytest.MonkeyPatch) -> Loaded:
    monkeypatch.chdir(FIXTURES / "broken")
    return load(Inputs([Path(name)]), Facts())


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("plan-truncated.json", ["1:219 this string is never closed"]),
        ("plan-huge-number.json", ["1:98 this number is larger than any that is used"]),
    ],
)
def test_what_is_wrong_has_its_place(
    name: str, places: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = read(name, monkeypatch)
    assert [f"{one.span.line}:{one.span.column} {one.message}" for one in loaded.problems] == places
    assert [one.fate for one in loaded.files] == [Fate.UNREADABLE]


def test_what_has_the_wrong_type_is_told_and_the_rest_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loaded = read("plan-wrong-types.json", monkeypatch)
    lines = {one.span.line for one in loaded.problems}
    assert {7, 8, 9, 10, 26, 30, 31, 32} <= lines
    assert len(set(loaded.problems)) == len(loaded.problems)
    (cluster,) = loaded.graph.nodes(Cluster)
    odd = (
        cluster.name, cluster.brokers.count, cluster.brokers.size, cluster.tags,
        cluster.transit.client_broker, cluster.authentication.iam,
    )  # fmt: skip
    assert all(isinstance(value, Unknown) for value in odd)


@pytest.mark.parametrize("name", ["plan-from-the-future.json", "state-not-plan.json"])
def test_another_kind_of_file_is_skipped_with_its_reason(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (account,) = read(name, monkeypatch).files
    assert account.fate is Fate.SKIPPED
    assert account.why


def places_in(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    if isinstance(value, (dict, list)):
        for name, inner in value.items() if isinstance(value, dict) else enumerate(value):
            found += places_in(inner, (*path, name))
    return found


PLACES = places_in(PLAN)
JUNK: list[Any] = [
    None,
    True,
    7,
    -1.5,
    1e300,
    "",
    "text",
    [],
    {},
    [[]],
    [None],
    [{}],
    {"a": {}},
    [True],
]


@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(JUNK)), min_size=1, max_size=4))
def test_no_wrong_type_anywhere_ends_in_a_traceback(
    changes: list[tuple[tuple[Any, ...], Any]],
) -> None:
    content = json.loads(json.dumps(PLAN))
    for path, junk in changes:
        holder = content
        try:
            for step in path[:-1]:
                holder = holder[step]
            holder[path[-1]] = deepcopy(junk)
        except (KeyError, IndexError, TypeError):
            continue
    source = SourceFile("plan.json", json.dumps(content))
    try:
        plan = Plan(source)
    except NoPlan:
        return
    assert plan.root is not None
    hide_sensitive(plan.root)
    graph = Graph()
    Loader(plan, None, graph, Facts()).load()
    for node in graph:
        assert 0 <= node.span.start <= node.span.end <= len(source.text)
