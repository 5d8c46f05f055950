"""Whatever a file of Kafka's holds, it is read or passed over, and every place is in its file."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mskguard.adapters.load import STDIN, Inputs, load
from mskguard.aws.facts import Facts
from mskguard.survey import attributes
from mskguard.survey.cases import places
from tests.adapters.kafka_files.test_json_and_yaml import STATIC, prometheus
from tests.adapters.kafka_files.test_outputs import ACLS, TOPICS
from tests.adapters.kafka_files.test_properties_files import BROKER

FACTS = Facts()
SEEDS = (
    TOPICS,
    *ACLS.values(),
    BROKER,
    "key.converter=a.B\nvalue.converter=a.B\nconnector.class=a.B\n",
    '{"name": "a", "config": {"connector.class": "a", "x": ".kafka.a.amazonaws.com"}}',
    '{"configs": [{"name": "listener.name.a", "value": "1"}]}',
    prometheus("    scrape_interval: 1m\n" + STATIC, "global:\n  scrape_interval: 15s\n"),
)
PIECES = [
    "",
    "\n",
    "\t",
    '"',
    "{",
    "}",
    "[",
    "=",
    "\\",
    "\\u",
    "${",
    "\x00",
    "- ",
    "&a",
    "*a",
    "9" * 400,
]


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(SEEDS), st.data())
def test_a_text_may_end_or_break_anywhere(seed: str, data: st.DataObject) -> None:
    text = seed
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        skip = data.draw(st.sampled_from([0, 0, 1, 5, len(text)]))
        text = text[:at] + data.draw(st.sampled_from(PIECES)) + text[at + skip :]
    loaded = load(Inputs([STDIN], stdin=text.encode()), FACTS)
    for node in loaded.graph:
        for span in (node.span, *(at for one in attributes(node) for at in places(one))):
            assert 0 <= span.start <= span.end <= len(span.file.text)
