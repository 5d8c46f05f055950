"""Corners of the availability rules: other kinds of broker, other zones, unknown neighbours."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.asking import ask, cluster, told

EXPRESS = '"express.m7g.large"'
TWO = '["a", "b"]'
UNKNOWN = "var.mystery"


def provider(region: str) -> str:
    return f'provider "aws" {{\n  region = {region}\n}}\n'


@pytest.mark.parametrize(
    ("subnets", "region", "violated"),
    [
        (TWO, '"eu-west-1"', True),
        (TWO, '"us-west-1"', False),
        (TWO, UNKNOWN, True),
        ('["a"]', '"eu-west-1"', True),
        ("[]", '"eu-west-1"', False),
        ('["a", "b", "c"]', '"eu-west-1"', False),
        ('["", ""]', '"eu-west-1"', False),
    ],
)
def test_two_zones_are_few_outside_of_us_west_1(
    subnets: str, region: str, violated: bool, tmp_path: Path
) -> None:
    text = cluster(subnets=subnets, more=provider(region))
    assert bool(ask("two-zone-cluster", text, tmp_path).violated) is violated


@pytest.mark.parametrize(
    ("subnets", "size", "region", "message"),
    [
        ('["a", "b", "c"]', '"kafka.m7g.large"', '"us-west-1"', "is 3, us-west-1 takes 2"),
        (TWO, '"kafka.m7g.large"', '"us-west-1"', ""),
        (TWO, EXPRESS, '"eu-west-1"', "is 2, Express brokers take 3"),
        ('["a", "b", "c"]', EXPRESS, '"eu-west-1"', ""),
        ('["a", "b", "c", "d"]', UNKNOWN, UNKNOWN, "is 4, 2 to 3 are taken"),
        ('["a"]', '"kafka.m7g.large"', '"eu-west-1"', "is 1, 2 to 3 are taken"),
        ('[""]', '"kafka.m7g.large"', '"eu-west-1"', ""),
        ("[]", '"kafka.m7g.large"', '"eu-west-1"', ""),
    ],
)
def test_how_many_subnets_a_cluster_takes(
    subnets: str, size: str, region: str, message: str, tmp_path: Path
) -> None:
    text = cluster(subnets=subnets, size=size, more=provider(region))
    judged = ask("wrong-subnet-count", text, tmp_path)
    assert [one.message for one in judged.violated] == (
        [f"aws_msk_cluster.c: the number of client_subnets {message}"] if message else []
    )
    assert not judged.undetermined


def test_two_subnets_may_be_too_few_for_an_unknown_kind_of_broker(tmp_path: Path) -> None:
    judged = ask("wrong-subnet-count", cluster(subnets=TWO, size=UNKNOWN), tmp_path)
    assert not judged.violated
    assert len(judged.undetermined) == 1


@pytest.mark.parametrize(
    ("brokers", "version", "state"),
    [
        ("30", '"3.8.x"', ""),
        ("31", '"3.8.x"', "violated"),
        ("60", '"3.9.x.kraft"', ""),
        ("61", '"3.9.x.kraft"', "violated"),
        ("60", '"4.9.x.kraft"', ""),
        ("30", UNKNOWN, ""),
        ("31", UNKNOWN, "undetermined"),
        ("61", UNKNOWN, "violated"),
        ("31", '"3.77.0"', "undetermined"),
    ],
)
def test_the_quota_of_brokers_goes_by_the_metadata_mode(
    brokers: str, version: str, state: str, tmp_path: Path
) -> None:
    text = cluster(brokers=brokers, version=version)
    judged = ask("too-many-brokers", text, tmp_path)
    assert [one.state.value for one in judged.findings] == ([state] if state else [])


@pytest.mark.parametrize(
    ("factor", "size", "subnets", "found"),
    [
        ("1", '"kafka.m7g.large"', TWO, ["high 1"]),
        ("2", '"kafka.m7g.large"', TWO, []),
        ("2", '"kafka.m7g.large"', '["a", "b", "c"]', ["medium 2"]),
        ("2", UNKNOWN, '["a", "b", "c"]', ["medium 2"]),
        ("1", EXPRESS, '["a", "b", "c"]', []),
        ("3", '"kafka.m7g.large"', '["a", "b", "c"]', []),
        ("1_000", '"kafka.m7g.large"', TWO, []),
        ("9" * 5000, '"kafka.m7g.large"', TWO, []),
    ],
)
def test_the_default_replication_is_held_against_the_zones(
    factor: str, size: str, subnets: str, found: list[str], tmp_path: Path
) -> None:
    text = cluster(f"default.replication.factor = {factor}", size=size, subnets=subnets)
    judged = ask("unreplicated-default", text, tmp_path)
    assert told(judged) == found
    assert not judged.undetermined


def test_an_unknown_number_of_zones_leaves_two_replicas_open(tmp_path: Path) -> None:
    text = cluster("default.replication.factor = 2", subnets=UNKNOWN)
    judged = ask("unreplicated-default", text, tmp_path)
    assert not judged.violated
    assert "var.mystery" in str(judged.undetermined[0].reasons)


def test_each_replication_factor_is_held_against_the_brokers(tmp_path: Path) -> None:
    lines = """
        default.replication.factor = 3
        offsets.topic.replication.factor = 2
        transaction.state.log.replication.factor = 4
    """
    text = cluster(lines, brokers="2")
    assert told(ask("replication-exceeds-brokers", text, tmp_path)) == ["high 3", "high 4"]
    text = cluster(lines, brokers="2", size=EXPRESS)
    assert not ask("replication-exceeds-brokers", text, tmp_path).findings
    text = cluster("num.partitions = 3", brokers=UNKNOWN)
    assert not ask("replication-exceeds-brokers", text, tmp_path).findings


@pytest.mark.parametrize(
    ("lines", "subnets", "size", "found"),
    [
        ("min.insync.replicas = 1", '["a", "b", "c"]', '"kafka.m7g.large"', ["medium 1"]),
        ("min.insync.replicas = 1", TWO, '"kafka.m7g.large"', []),
        ("min.insync.replicas = 1", '["a", "b", "c"]', EXPRESS, []),
        ("min.insync.replicas = 2", '["a", "b", "c"]', '"kafka.m7g.large"', []),
        ("default.replication.factor = 3", TWO, '"kafka.m7g.large"', ["medium 3"]),
        ("default.replication.factor = 3", '["a", "b", "c"]', '"kafka.m7g.large"', []),
        (
            "min.insync.replicas = 1\ndefault.replication.factor = 2",
            '["a", "b", "c"]',
            '"kafka.m7g.large"',
            [],
        ),
    ],
)
def test_one_replica_in_sync_is_held_against_what_is_kept(
    lines: str, subnets: str, size: str, found: list[str], tmp_path: Path
) -> None:
    judged = ask("min-isr-of-one", cluster(lines, subnets=subnets, size=size), tmp_path)
    assert told(judged) == found
    assert not judged.undetermined


@pytest.mark.parametrize(
    ("lines", "subnets", "found"),
    [
        ("offsets.topic.replication.factor = 2", TWO, []),
        ("offsets.topic.replication.factor = 2", '["a", "b", "c"]', ["high 2"]),
        ("offsets.topic.replication.factor = 1", TWO, ["high 1"]),
        ("transaction.state.log.min.isr = 1", '["a", "b", "c"]', ["medium 1"]),
        (
            "transaction.state.log.min.isr = 1\ntransaction.state.log.replication.factor = 2",
            TWO,
            [],
        ),
    ],
)
def test_internal_topics_want_a_replica_in_each_zone(
    lines: str, subnets: str, found: list[str], tmp_path: Path
) -> None:
    judged = ask("unreplicated-internal-topics", cluster(lines, subnets=subnets), tmp_path)
    assert told(judged) == found
    assert not judged.undetermined
