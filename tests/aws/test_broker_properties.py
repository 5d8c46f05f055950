"""Which broker properties can be set on MSK, and what MSK sets them to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mskguard.aws.facts import Facts
from mskguard.aws.properties import PropertyType

FACTS = Facts()


def test_the_numbers_of_properties_are_those_of_the_guide() -> None:
    found = FACTS.broker_properties.values()
    assert sum(it.standard for it in found) == 49
    assert sum(it.express for it in found) == 27
    assert sum(it.express_dynamic for it in found) == 17


@pytest.mark.parametrize(
    ("name", "standard", "express"),
    [
        ("auto.create.topics.enable", True, True),
        ("custom.advertised.listeners", True, True),
        ("log.retention.hours", True, False),
        ("min.insync.replicas", True, False),
        ("unclean.leader.election.enable", True, False),
        ("zookeeper.session.timeout.ms", True, False),
        ("max.connections.per.ip", False, True),
        ("log.message.timestamp.before.max.ms", False, True),
        ("auto.leader.rebalance.enable", False, False),
        ("advertised.listeners", False, False),
        ("zookeeper.set.acl", False, False),
    ],
)
def test_a_documented_property_may_be_set_or_not(name: str, standard: bool, express: bool) -> None:
    found = FACTS.broker_properties[name]
    assert (found.standard, found.express) == (standard, express)
    assert FACTS.configurable_property(name) is (standard or express)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("min.insync.replica", "min.insync.replicas"),
        ("min_insync_replicas", "min.insync.replicas"),
        ("Min.Insync.Replicas", "min.insync.replicas"),
        ("log.retention.hour", "log.retention.hours"),
        ("num.partition", "num.partitions"),
        ("unclean.leader.election.enabled", "unclean.leader.election.enable"),
        ("auto.create.topic.enable", "auto.create.topics.enable"),
        ("auto.leader.rebalance.enable", None),
        ("listener.name.client_iam.max.connections", None),
        ("log.dirs", None),
        ("log.cleaner.enable", None),
        ("foo", None),
        ("", None),
    ],
)
def test_an_unsupported_property_has_a_near_one_or_none(name: str, meant: str | None) -> None:
    assert not FACTS.configurable_property(name)
    assert FACTS.nearest_property(name) == meant


@given(st.text())
def test_any_text_can_be_asked_for(name: str) -> None:
    assert FACTS.configurable_property(name) == (
        name in FACTS.broker_properties and FACTS.broker_properties[name].configurable
    )
    near = FACTS.nearest_property(name)
    assert near is None or FACTS.configurable_property(near)


@pytest.mark.parametrize(
    ("name", "zones", "tiered", "value"),
    [
        ("default.replication.factor", 3, False, "3"),
        ("default.replication.factor", 2, True, "2"),
        ("default.replication.factor", 1, False, None),
        ("default.replication.factor", 4, False, None),
        ("min.insync.replicas", 3, True, "2"),
        ("min.insync.replicas", 2, False, "1"),
        ("unclean.leader.election.enable", 3, False, "true"),
        ("unclean.leader.election.enable", 2, True, "false"),
        ("auto.create.topics.enable", 3, False, "false"),
        ("allow.everyone.if.no.acl.found", 2, True, "true"),
        ("log.segment.bytes", 3, False, "1073741824"),
        ("log.segment.bytes", 3, True, "134217728"),
        ("num.io.threads", 3, False, "8"),
        ("num.io.threads", 3, True, None),
        ("num.network.threads", 3, False, "5"),
        ("num.replica.fetchers", 3, False, "2"),
        ("num.replica.fetchers", 3, True, None),
        ("num.partitions", 3, False, "1"),
        ("replica.lag.time.max.ms", 3, False, "30000"),
        ("remote.storage.enable", 3, True, None),
        ("offsets.topic.replication.factor", 3, False, None),
        ("no.such.property", 3, False, None),
    ],
)
def test_defaults_of_standard_brokers(
    name: str, zones: int, tiered: bool, value: str | None
) -> None:
    assert FACTS.default_of_property(name, zones, tiered) == value


def test_types_and_ranges() -> None:
    found = FACTS.broker_properties
    lag = found["replica.lag.time.max.ms"]
    assert (lag.type, lag.minimum, lag.maximum) == (PropertyType.LONG, 10000, 30000)
    session = found["zookeeper.session.timeout.ms"]
    assert (session.minimum, session.maximum) == (6000, 18000)
    policy = found["log.cleanup.policy"]
    assert (policy.type, set(policy.choices)) == (PropertyType.LIST, {"delete", "compact"})
    assert found["unclean.leader.election.enable"].type is PropertyType.BOOLEAN
    assert found["log.retention.hours"].minimum is None


def test_no_two_defaults_of_a_property_hold_at_once() -> None:
    for it in FACTS.broker_properties.values():
        for zones in (1, 2, 3):
            for tiered in (False, True):
                assert sum(default.holds(zones, tiered) for default in it.defaults) <= 1
