"""Every table of facts is well-formed, dated and cited."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pytest

from mskguard.aws.acls import acl_operations
from mskguard.aws.arns import iam_arns
from mskguard.aws.brokers import broker_sizes
from mskguard.aws.cloudformation import references
from mskguard.aws.connect import connect_versions, worker_properties
from mskguard.aws.connect_networks import connect_networks
from mskguard.aws.connectivity import first_versions
from mskguard.aws.defaults import cluster_defaults
from mskguard.aws.facts import Facts
from mskguard.aws.iam import iam_actions, iam_managed_policies, iam_role_needs
from mskguard.aws.limits import limits_in
from mskguard.aws.monitoring import monitoring_levels, watched_metrics
from mskguard.aws.ports import ports
from mskguard.aws.properties import broker_properties
from mskguard.aws.regions import regions_with_graviton
from mskguard.aws.replacement import migrations, replacements
from mskguard.aws.replication import replicator_throughput
from mskguard.aws.serverless import serverless_regions, serverless_topic_properties
from mskguard.aws.sizing import broker_throughput, sizing_numbers
from mskguard.aws.table import DATA, Confidence, Fact, Row, table, table_names
from mskguard.aws.thread_defaults import thread_defaults
from mskguard.aws.topic_properties import topic_properties
from mskguard.aws.tuning import broker_tuning, regions_without_autoscaling
from mskguard.aws.version_notes import family_versions, kafka_issues, uncreatable_versions
from mskguard.aws.versions import kafka_versions

READERS: Mapping[str, Callable[[], Mapping[Any, Fact]]] = {
    "broker_properties": broker_properties,
    "autoscaling_regions": regions_without_autoscaling,
    "broker_sizes": broker_sizes,
    "broker_tuning": broker_tuning,
    "broker_throughput": broker_throughput,
    "family_versions": family_versions,
    "graviton_regions": regions_with_graviton,
    "kafka_issues": kafka_issues,
    "replicator_throughput": replicator_throughput,
    "thread_defaults": thread_defaults,
    "uncreatable_versions": uncreatable_versions,
    "sizing_model": sizing_numbers,
    "cluster_defaults": cluster_defaults,
    "connect_versions": connect_versions,
    "worker_properties": worker_properties,
    "cloudformation_references": references,
    "connectivity_versions": first_versions,
    "iam_actions": iam_actions,
    "kafka_acls": acl_operations,
    "iam_arns": iam_arns,
    "iam_managed_policies": iam_managed_policies,
    "iam_role_needs": iam_role_needs,
    "kafka_versions": kafka_versions,
    "monitoring_levels": monitoring_levels,
    "kraft_migrations": migrations,
    "connect_networks": connect_networks,
    "ports": ports,
    "replacement": replacements,
    "serverless_regions": serverless_regions,
    "serverless_topic_properties": serverless_topic_properties,
    "topic_properties": topic_properties,
    "watched_metrics": watched_metrics,
    **{name: partial(limits_in, name) for name in table_names() if name.startswith("limits")},
}
EVERY_TABLE = pytest.mark.parametrize("name", READERS)


def raw(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text("utf-8"))
    return content


def citations(content: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        *content.get("columns", {}).values(),
        *content["rows"],
        *(it for row in content["rows"] for it in row.get("except", {}).values()),
    ]


def test_every_table_has_a_reader() -> None:
    assert table_names() == sorted(READERS)


@EVERY_TABLE
def test_a_table_is_named_titled_and_dated(name: str) -> None:
    found = table(name)
    assert found.name == name
    assert found.title
    assert dt.date(2026, 1, 1) <= found.as_of <= dt.date(2027, 12, 31)
    assert len(list(found)) == len(raw(name)["rows"])


@EVERY_TABLE
def test_every_source_is_public_dated_and_used(name: str) -> None:
    found = table(name)
    for source in found.sources.values():
        assert source.title
        assert source.url.startswith("https://")
        assert source.date <= found.as_of
    assert {it["source"] for it in citations(raw(name))} == set(found.sources)


@EVERY_TABLE
def test_every_fact_names_its_source_and_confidence(name: str) -> None:
    words = {it.value for it in Confidence}
    for citation in citations(raw(name)):
        assert citation["confidence"] in words
    for row in table(name).rows:
        for column in row.columns:
            assert row.cited(column).source.url


@EVERY_TABLE
def test_a_weak_fact_says_why(name: str) -> None:
    for row in table(name).rows:
        for column in row.columns:
            cited = row.cited(column)
            if cited.confidence in (Confidence.LOW, Confidence.UNCONFIRMED):
                assert cited.note or row.get("why", str), (column, row.cited())


@EVERY_TABLE
def test_no_row_stands_twice_and_no_column_goes_unread(name: str) -> None:
    facts = READERS[name]()
    assert len(facts) == len(table(name).rows)
    attributes = {it.name for fact in facts.values() for it in dataclasses.fields(fact)}
    for fact in facts.values():
        assert fact.row.columns <= attributes
    for content in raw(name)["rows"]:
        assert set(content.get("except", {})) <= set(content) | {"defaults"}


@EVERY_TABLE
def test_no_path_of_a_machine_is_in_the_data(name: str) -> None:
    text = (DATA / f"{name}.json").read_text("utf-8")
    assert "file:" not in text
    assert not re.search(r"(?<![\w./:])/\w+/", text)


def test_a_fact_is_cited_by_attribute() -> None:
    size = broker_sizes()["kafka.m5.24xlarge"]
    assert size.cited().confidence is Confidence.HIGH
    assert size.cited("partitions_max").confidence is Confidence.LOW
    assert "4000" in size.cited("partitions_max").note
    assert str(size.cited("throughput_max")).startswith("MSK Developer Guide, ")


def test_a_cell_of_another_type_is_refused() -> None:
    row = Row({"name": 7, "truth": "maybe"}, {})
    with pytest.raises(TypeError):
        row.get("name", str)
    with pytest.raises(KeyError):
        row.need("absent", str)
    with pytest.raises(KeyError):
        row.tri("truth")


def test_facts_hold_for_the_day_of_their_table() -> None:
    assert Facts().day_of("kafka_versions") == dt.date(2026, 11, 20)


def test_nothing_is_read_before_it_is_asked_for() -> None:
    program = (
        "import sys, mskguard.aws.facts as f; facts = f.Facts()\n"
        "assert 'mskguard.aws.table' not in sys.modules\n"
        "facts.limit('end_of_support_notice')\n"
        "assert 'mskguard.aws.brokers' not in sys.modules\n"
        "facts.offers_broker_size('m5.large')\n"
        "assert 'difflib' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_limits_are_numbers_with_units() -> None:
    facts = Facts()
    assert facts.limit("provisioned_throughput_minimum") == 250
    assert facts.limit("provisioned_throughput_volume_minimum") == 10
    assert facts.limit("end_of_support_notice") == 6
    assert {it.unit for it in limits_in("limits").values()} == {"MiB/s", "GiB", "months", "subnets"}
    with pytest.raises(KeyError):
        facts.limit("no_such_limit")
