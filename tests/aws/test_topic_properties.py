"""What topics can be set to, and which texts Kafka takes for values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mskguard.aws.facts import Facts
from mskguard.aws.property_types import PropertyType, accepted, accepts, whole
from mskguard.value import Tri

FACTS = Facts()


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("log.retention.ms", "retention.ms"),
        ("message.max.bytes", "max.message.bytes"),
        ("log.roll.ms", "segment.ms"),
        ("retention_ms", "retention.ms"),
        ("Cleanup.Policy", "cleanup.policy"),
        ("retention.ms", None),
        ("colour", None),
        ("", None),
    ],
)
def test_a_topic_property_has_a_near_one_or_none(name: str, meant: str | None) -> None:
    assert FACTS.nearest_topic_property(name) == meant


def test_the_broker_property_of_each_topic_property_is_one_of_the_brokers() -> None:
    named = {it.broker for it in FACTS.topic_properties.values() if it.broker}
    assert named <= set(FACTS.broker_properties)
    assert len(named) == sum(bool(it.broker) for it in FACTS.topic_properties.values())


def test_topic_and_broker_property_of_one_meaning_have_one_type() -> None:
    for it in FACTS.topic_properties.values():
        if it.broker:
            assert it.type is FACTS.broker_properties[it.broker].type, it.name


@pytest.mark.parametrize(
    ("kind", "text", "taken"),
    [
        ("boolean", " True ", True),
        ("boolean", "1", False),
        ("short", "32767", True),
        ("short", "32768", False),
        ("int", "-2147483648", True),
        ("int", "-2147483649", False),
        ("long", "+9223372036854775807", True),
        ("long", "1e3", False),
        ("long", "", False),
        ("long", "٣", False),
        ("double", ".5", True),
        ("double", "5.", True),
        ("double", "1e-3d", True),
        ("double", "e", False),
        ("string", "", True),
        ("list", "", True),
    ],
)
def test_what_is_a_value_of_a_type(kind: str, text: str, taken: bool) -> None:
    assert accepts(PropertyType(kind), text, None, None, ()) is taken


@given(st.sampled_from(PropertyType), st.text())
def test_any_text_can_be_asked_of_any_type(kind: PropertyType, text: str) -> None:
    assert accepts(kind, text, -1, 5, ("a", "b")) in (True, False)
    assert accepted(kind, -1, 5, ("a", "b"))


@given(st.integers(-(10**20), 10**20))
def test_a_whole_number_is_read_as_it_is(number: int) -> None:
    assert whole(f" {number}\t") == number


@pytest.mark.parametrize("text", ["", "1.0", "0x1", "1_0", "9" * 5000, "one"])
def test_other_texts_are_no_whole_number(text: str) -> None:
    assert whole(text) is None


@pytest.mark.parametrize(
    ("name", "version", "lacks"),
    [
        ("replica.selector.class", "2.3.1", Tri.YES),
        ("replica.selector.class", "2.4.1", Tri.NO),
        ("replica.selector.class", "3.9.x.kraft", Tri.NO),
        ("replica.selector.class", "new", Tri.UNKNOWN),
        ("num.partitions", "1.1.1", Tri.NO),
        ("no.such.property", "3.9.x", Tri.UNKNOWN),
    ],
)
def test_which_kafka_has_a_broker_property(name: str, version: str, lacks: Tri) -> None:
    assert FACTS.lacks_property(name, version) is lacks
