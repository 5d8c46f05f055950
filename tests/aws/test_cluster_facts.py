"""Connectivity, monitoring and serverless clusters as the facts have them."""

from __future__ import annotations

import pytest

from mskguard.aws.connectivity import is_older
from mskguard.aws.facts import Facts
from mskguard.value import Tri

FACTS = Facts()


@pytest.mark.parametrize(
    ("version", "first", "older"),
    [
        ("2.5.1", "2.6.0", Tri.YES),
        ("2.6.0", "2.6.0", Tri.NO),
        ("2.10.0", "2.6.0", Tri.NO),
        ("3.5.x", "3.5.1", Tri.NO),
        ("2.8.2.tiered", "3.6.0", Tri.YES),
        ("2.8.2-tiered", "2.8.0", Tri.NO),
        ("3.7.x.kraft", "3.6.0", Tri.NO),
        ("3.6", "3.6.0", Tri.NO),
        ("latest", "3.6.0", Tri.UNKNOWN),
        ("", "3.6.0", Tri.UNKNOWN),
        ("3.6.0; drop", "3.6.0", Tri.UNKNOWN),
    ],
)
def test_versions_are_compared_by_their_numbers(version: str, first: str, older: Tri) -> None:
    assert is_older(version, first) is older


def test_each_kind_of_connectivity_has_a_first_version() -> None:
    first = {
        it: FACTS.first_version_with(it) for it in ("public-access", "multi-vpc", "dual-stack")
    }
    assert first == {"public-access": "2.6.0", "multi-vpc": "2.7.1", "dual-stack": "3.6.0"}
    with pytest.raises(KeyError):
        FACTS.first_version_with("teleport")


def test_levels_go_from_coarse_to_fine() -> None:
    assert FACTS.monitoring_levels == (
        "DEFAULT",
        "PER_BROKER",
        "PER_TOPIC_PER_BROKER",
        "PER_TOPIC_PER_PARTITION",
    )


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("per_broker", "PER_BROKER"),
        ("PER-BROKER", "PER_BROKER"),
        ("PER_TOPIC_PARTITION", "PER_TOPIC_PER_PARTITION"),
        ("OFF", None),
    ],
)
def test_a_level_that_does_not_exist_has_a_near_one_or_none(text: str, meant: str | None) -> None:
    assert FACTS.nearest_monitoring_level(text) == meant


def test_metrics_of_disks_cpu_and_partitions_are_worth_an_alarm() -> None:
    assert {"KafkaDataLogsDiskUsed", "CpuUser", "OfflinePartitionsCount"} <= FACTS.watched_metrics
    assert "BytesInPerSec" not in FACTS.watched_metrics


@pytest.mark.parametrize(
    ("region", "offered"),
    [("eu-west-1", Tri.YES), ("us-west-1", Tri.NO), ("sa-east-1", Tri.UNKNOWN), ("", Tri.UNKNOWN)],
)
def test_a_region_of_one_list_alone_is_unknown(region: str, offered: Tri) -> None:
    assert FACTS.offers_serverless(region) is offered


def test_serverless_topics_set_seven_properties() -> None:
    found = FACTS.serverless_topic_properties
    assert sum(it.settable for it in found.values()) == 7
    assert found["max.message.bytes"].maximum == 8 * 1024 * 1024
    assert found["retention.bytes"].maximum == 250 * 1024**3
    assert found["retention.ms"].maximum is None
    assert not found["segment.bytes"].settable


def test_the_numbers_of_the_guide() -> None:
    assert FACTS.limit("scram_secrets_per_request") == 10
    assert FACTS.limit("scram_secrets_per_cluster") == 1000
    assert FACTS.limit("serverless_partitions") == 2400
    assert FACTS.limit("serverless_compacted_partitions") == 120
    assert FACTS.limit("serverless_vpcs_maximum") == 5
    assert FACTS.limit("scrape_interval_minimum") == 60
