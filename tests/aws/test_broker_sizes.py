"""Which broker sizes MSK offers, and their figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mskguard.aws.brokers import BrokerKind
from mskguard.aws.facts import Facts
from mskguard.value import Tri

FACTS = Facts()

M5 = ["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "24xlarge"]
M7G = M5[:-1]
OFFERED = {
    "kafka.t3.small",
    *(f"kafka.m5.{size}" for size in M5),
    *(f"kafka.m7g.{size}" for size in M7G),
    *(f"express.m7g.{size}" for size in M7G),
}


def test_the_offered_sizes_are_those_of_the_guide() -> None:
    assert set(FACTS.broker_sizes) == OFFERED
    assert all(FACTS.offers_broker_size(name) is Tri.YES for name in OFFERED)


@pytest.mark.parametrize(
    "name",
    [
        "kafka.m8g.large",
        "kafka.m8g.24xlarge",
        "express.m8g.large",
        "express.m9g.large",
        "kafka.m8i.xlarge",
        "kafka.m8i-flex.large",
        "kafka.m10g.large",
        "kafka.r8g.large",
        "kafka.c8g.4xlarge",
        "kafka.t4g.small",
        "express.r8g.large",
    ],
)
def test_a_newer_generation_than_the_facts_is_unknown(name: str) -> None:
    assert FACTS.offers_broker_size(name) is Tri.UNKNOWN
    assert FACTS.broker_size(name) is None


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("kafka.m6g.large", "kafka.m7g.large"),
        ("kafka.m6i.large", "kafka.m5.large"),
        ("kafka.m7i.large", "kafka.m7g.large"),
        ("kafka.m7.large", "kafka.m7g.large"),
        ("kafka.m4.large", "kafka.m5.large"),
        ("kafka.m7g.24xlarge", "kafka.m7g.4xlarge"),
        ("kafka.c5.large", "kafka.m5.large"),
        ("kafka.r5.large", "kafka.m5.large"),
        ("kafka.r7g.large", "kafka.m7g.large"),
        ("kafka.t3.medium", "kafka.t3.small"),
        ("kafka.t2.small", "kafka.t3.small"),
        ("kafka.t3.smal", "kafka.t3.small"),
        ("t3.small", "kafka.t3.small"),
        ("m5.large", "kafka.m5.large"),
        ("m7g.xlarge", "kafka.m7g.xlarge"),
        ("kafka.m5.Large", "kafka.m5.large"),
        ("KAFKA.M5.LARGE", "kafka.m5.large"),
        ("kafka.m5.larg", "kafka.m5.large"),
        ("kafka-m5-large", "kafka.m5.large"),
        ("kafka.m5large", "kafka.m5.large"),
        ("kafka.m7g.4xl", "kafka.m7g.4xlarge"),
        ("express.m5.large", "express.m7g.large"),
        ("express.m7g.24xlarge", "express.m7g.4xlarge"),
        ("db.r5.large", None),
        ("serverless", None),
        ("express.t3.small", None),
        ("cache.t3.micro", None),
        ("", None),
    ],
)
def test_a_wrong_size_is_wrong_and_the_nearest_is_offered(name: str, meant: str | None) -> None:
    assert FACTS.offers_broker_size(name) is Tri.NO
    assert FACTS.nearest_broker_size(name) == meant


@pytest.mark.parametrize(
    "name",
    [
        "kafka.m8g.huge",
        "kafka.m8g",
        "kafka.m08g.large",
        "kafka.m8g.large ",
        "kafka.m8g.large\n",
        "msk.m8g.large",
        "kafka.m\u0668g.large",
    ],
)
def test_a_malformed_name_is_not_newer(name: str) -> None:
    assert FACTS.offers_broker_size(name) is Tri.NO


@given(
    st.text()
    | st.from_regex(
        r"(kafka|express)\.[a-z]{1,2}[0-9]{1,3}[a-z]?\.[0-9]{0,2}x?large", fullmatch=True
    )
    | st.sampled_from(sorted(OFFERED))
)
def test_only_an_offered_size_is_offered(name: str) -> None:
    assert (FACTS.offers_broker_size(name) is Tri.YES) == (name in OFFERED)
    FACTS.nearest_broker_size(name)


@pytest.mark.parametrize(
    ("name", "vcpu", "recommended", "most"),
    [
        ("kafka.t3.small", 2, 300, 300),
        ("kafka.m5.large", 2, 1000, 1500),
        ("kafka.m7g.xlarge", 4, 1000, 1500),
        ("kafka.m5.2xlarge", 8, 2000, 3000),
        ("kafka.m7g.4xlarge", 16, 4000, 6000),
        ("kafka.m5.24xlarge", 96, 4000, 6000),
        ("express.m7g.large", 2, 1000, 1500),
        ("express.m7g.xlarge", 4, 1000, 2000),
        ("express.m7g.2xlarge", 8, 2500, 4000),
        ("express.m7g.16xlarge", 64, 20000, 32000),
    ],
)
def test_partition_figures(name: str, vcpu: int, recommended: int, most: int) -> None:
    size = FACTS.broker_sizes[name]
    assert (size.vcpu, size.partitions_recommended, size.partitions_max) == (
        vcpu,
        recommended,
        most,
    )


def test_provisioned_throughput_is_for_large_standard_brokers() -> None:
    figures = {it.name: it.throughput_max for it in FACTS.broker_sizes.values()}
    assert {name: most for name, most in figures.items() if most is not None} == {
        "kafka.m5.4xlarge": 593,
        "kafka.m5.8xlarge": 850,
        "kafka.m5.12xlarge": 1000,
        "kafka.m5.16xlarge": 1000,
        "kafka.m5.24xlarge": 1000,
        "kafka.m7g.2xlarge": 312.5,
        "kafka.m7g.4xlarge": 625,
        "kafka.m7g.8xlarge": 1000,
        "kafka.m7g.12xlarge": 1000,
        "kafka.m7g.16xlarge": 1000,
    }


def test_what_a_size_cannot_do() -> None:
    small = FACTS.broker_sizes["kafka.t3.small"]
    assert {small.tiered_storage, small.multi_vpc, small.dual_stack, small.replicator} == {Tri.NO}
    large = FACTS.broker_sizes["kafka.m7g.large"]
    assert {large.tiered_storage, large.multi_vpc, large.dual_stack, large.replicator} == {Tri.YES}
    for size in FACTS.broker_sizes.values():
        if size.kind is BrokerKind.EXPRESS:
            assert size.tiered_storage is Tri.NO
            assert size.multi_vpc is Tri.UNKNOWN


def test_a_size_is_named_by_its_kind_family_and_size() -> None:
    prefix = {BrokerKind.STANDARD: "kafka", BrokerKind.EXPRESS: "express"}
    for name, size in FACTS.broker_sizes.items():
        assert name == f"{prefix[size.kind]}.{size.family}.{size.size}"
        assert BrokerKind.of(name) is size.kind
    assert BrokerKind.of("m5.large") is None
