"""Which Kafka versions MSK offers, and until when."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mskguard.aws.facts import Facts
from mskguard.aws.versions import MetadataMode
from mskguard.value import Tri

FACTS = Facts()

OFFERED = {
    "1.1.1",
    "2.1.0",
    "2.2.1",
    "2.3.1",
    "2.4.1",
    "2.4.1.1",
    "2.5.1",
    "2.6.0",
    "2.6.1",
    "2.6.2",
    "2.6.3",
    "2.7.0",
    "2.7.1",
    "2.7.2",
    "2.8.0",
    "2.8.1",
    "2.8.2.tiered",
    "3.1.1",
    "3.2.0",
    "3.3.1",
    "3.3.2",
    "3.4.0",
    "3.5.1",
    "3.6.0",
    "3.7.x",
    "3.7.x.kraft",
    "3.8.x",
    "3.8.x.kraft",
    "3.9.x",
    "3.9.x.kraft",
    "4.0.x.kraft",
    "4.1.x.kraft",
    "4.2.x.kraft",
}


def test_the_offered_versions_are_those_of_the_guide() -> None:
    assert set(FACTS.kafka_versions) == OFFERED
    assert all(FACTS.offers_kafka_version(text) is Tri.YES for text in OFFERED)


@pytest.mark.parametrize("text", ["4.3.x.kraft", "4.10.x.kraft", "5.0.x.kraft", "10.0.x.kraft"])
def test_a_newer_version_in_the_form_of_msk_is_unknown(text: str) -> None:
    assert FACTS.offers_kafka_version(text) is Tri.UNKNOWN
    assert FACTS.kafka_version(text) is None
    assert FACTS.end_of_support(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("3.7.0", "3.7.x"),
        ("3.7.1", "3.7.x"),
        ("3.7", "3.7.x"),
        ("v3.7.x", "3.7.x"),
        ("3.7.1.kraft", "3.7.x.kraft"),
        ("3.8.0", "3.8.x"),
        ("3.9.0", "3.9.x"),
        ("3.9.1", "3.9.x"),
        ("3.9.X", "3.9.x"),
        ("3.9.x.zk", "3.9.x"),
        ("3.9.x-kraft", "3.9.x.kraft"),
        ("3.9.x.KRaft", "3.9.x.kraft"),
        ("4.0.x", "4.0.x.kraft"),
        ("4.0.0", "4.0.x.kraft"),
        ("4.1.x", "4.1.x.kraft"),
        ("4.1.0", "4.1.x.kraft"),
        ("4.2.0", "4.2.x.kraft"),
        ("2.8.2-tiered", "2.8.2.tiered"),
        ("2.8.2", "2.8.2.tiered"),
        ("2.8.tiered", "2.8.2.tiered"),
        ("3.6.x", "3.6.0"),
        ("3.6.1", "3.6.0"),
        ("3.5.0", "3.5.1"),
        ("2.6", "2.6.0"),
        ("3,7.x", "3.7.x"),
        ("3.10.x", None),
        ("3.10.x.kraft", None),
        ("3.0.0", None),
        ("2.9.x.kraft", None),
        ("4.3.x", None),
        ("4.3.0", None),
        ("9.9.9", None),
        ("3", None),
        ("latest", None),
        ("String", None),
        ("", None),
    ],
)
def test_a_wrong_version_is_wrong_and_the_nearest_is_offered(text: str, meant: str | None) -> None:
    assert FACTS.offers_kafka_version(text) is Tri.NO
    assert FACTS.nearest_kafka_version(text) == meant


@pytest.mark.parametrize(
    "text", ["04.3.x.kraft", "4.03.x.kraft", "4.3.x.kraft\n", "4.3.x.kraft ", "\u0664.3.x.kraft"]
)
def test_a_malformed_version_is_not_newer(text: str) -> None:
    assert FACTS.offers_kafka_version(text) is Tri.NO


@given(
    st.text()
    | st.from_regex(r"[0-9]{1,5}\.[0-9]{1,5}\.(x|[0-9])(\.kraft|\.tiered)?", fullmatch=True)
    | st.sampled_from(sorted(OFFERED))
)
def test_only_an_offered_version_is_offered(text: str) -> None:
    assert (FACTS.offers_kafka_version(text) is Tri.YES) == (text in OFFERED)
    FACTS.nearest_kafka_version(text)


def test_a_version_of_very_many_digits_is_no_trouble() -> None:
    assert FACTS.offers_kafka_version("9" * 5000 + ".0.x.kraft") is Tri.NO
    assert FACTS.nearest_kafka_version("9" * 5000 + ".0.x.kraft") is None


@pytest.mark.parametrize(
    ("text", "released", "ends"),
    [
        ("1.1.1", None, "2024-06-05"),
        ("2.2.1", "2019-07-31", "2024-06-08"),
        ("2.8.1", "2022-10-28", "2024-09-11"),
        ("2.8.2.tiered", "2022-10-28", "2025-01-14"),
        ("3.3.2", "2023-03-02", "2024-09-11"),
        ("3.4.0", "2023-05-04", "2025-08-04"),
        ("3.5.1", "2023-09-26", "2025-10-23"),
        ("3.6.0", "2023-11-16", "2026-06-01"),
        ("3.7.x", "2024-05-29", "2026-09-01"),
        ("3.7.x.kraft", "2024-05-29", "2026-09-01"),
        ("3.8.x", "2025-02-20", None),
        ("3.9.x.kraft", "2025-04-21", None),
        ("4.0.x.kraft", "2025-05-16", None),
        ("4.1.x.kraft", "2025-10-15", None),
        ("4.2.x.kraft", "2026-07-15", None),
    ],
)
def test_dates(text: str, released: str | None, ends: str | None) -> None:
    version = FACTS.kafka_versions[text]
    assert version.released == (released and dt.date.fromisoformat(released))
    assert FACTS.end_of_support(text) == (ends and dt.date.fromisoformat(ends))


def test_on_the_day_of_the_facts_everything_before_3_8_is_past_its_support() -> None:
    ended = {
        it.text
        for it in FACTS.kafka_versions.values()
        if it.end_of_support is not None and it.end_of_support < FACTS.day_of("kafka_versions")
    }
    supported = ["3.8.x", "3.8.x.kraft", "3.9.x", "3.9.x.kraft"]
    assert ended == OFFERED - {*supported, "4.0.x.kraft", "4.1.x.kraft", "4.2.x.kraft"}


def test_the_two_modes_of_one_release_share_its_dates() -> None:
    for version in FACTS.kafka_versions.values():
        kraft = version.text.endswith(".kraft")
        assert version.metadata_mode is (MetadataMode.KRAFT if kraft else MetadataMode.ZOOKEEPER)
        twin = FACTS.kafka_version(version.text.removesuffix(".kraft"))
        if twin is not None:
            assert twin.release == version.release
            assert twin.released == version.released
            assert twin.end_of_support == version.end_of_support
            assert twin.tiered_storage is version.tiered_storage


def test_what_runs_where() -> None:
    versions = FACTS.kafka_versions
    express = {text for text, it in versions.items() if it.express is Tri.YES}
    assert express == {"3.6.0", "3.8.x", "3.9.x.kraft", "4.2.x.kraft"}
    assert {text for text, it in versions.items() if it.standard is not Tri.YES} == {"4.2.x.kraft"}
    tiered = {text for text, it in versions.items() if it.tiered_storage is Tri.YES}
    assert {"2.8.2.tiered", "3.6.0", "3.7.x.kraft", "4.1.x.kraft"} <= tiered
    assert versions["3.5.1"].tiered_storage is Tri.NO
    assert versions["4.2.x.kraft"].tiered_storage is Tri.UNKNOWN
    assert {it.release for it in versions.values() if it.recommended} == {"3.9.x"}
