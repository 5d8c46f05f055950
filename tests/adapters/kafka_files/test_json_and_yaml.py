"""Connectors, AlterConfigs requests and Prometheus jobs."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from mskguard.adapters.load import Loaded
from mskguard.model.connect import Connector
from mskguard.model.dynamic_configuration import DynamicConfiguration
from mskguard.model.scrape import PrometheusScrape
from mskguard.value import Absent, Known, Origin, Tri, Unknown

Read = Callable[[dict[str, str]], Loaded]

BROKER = "b-1.orders.abc.c2.kafka.eu-west-1.amazonaws.com"
SINK = {"connector.class": "a.B", "tasks.max": 2, "database.hostname": f"{BROKER}:9098"}


@pytest.mark.parametrize(
    ("content", "name"), [({"name": "sink", "config": SINK}, "sink"), ({**SINK, "name": "x"}, "x")]
)
def test_a_connector_in_json_is_read(content: object, name: str, read: Read) -> None:
    (one,) = read({"sink.json": json.dumps(content)}).graph.nodes(Connector)
    assert one.name.equals(name) is Tri.YES
    assert isinstance(one.configuration, Known)
    assert one.configuration.it["tasks.max"].equals("2") is Tri.YES


def test_a_connector_of_other_brokers_is_silent(read: Read) -> None:
    content = {"name": "sink", "config": {"connector.class": "a.B", "x": "broker:9092"}}
    assert not list(read({"sink.json": json.dumps(content)}).graph)


@pytest.mark.parametrize("kind", [4, "BROKER"])
@pytest.mark.parametrize(("name", "broker"), [("", None), ("2", "2")])
def test_an_alter_configs_request_is_a_change_to_brokers(
    kind: object, name: str, broker: str | None, read: Read
) -> None:
    entry = {"name": "listener.name.client_iam.max.connections", "value": "5000"}
    content = {"resources": [{"resourceType": kind, "resourceName": name, "configs": [entry]}]}
    (one,) = read({"alter.json": json.dumps(content)}).graph.nodes(DynamicConfiguration)
    assert one.property(entry["name"]).equals("5000") is Tri.YES
    assert isinstance(one.broker, Absent) is (broker is None)
    assert one.broker.otherwise(None) == broker


def test_a_request_that_alters_topics_is_none_to_brokers(read: Read) -> None:
    entry = {"name": "listener.name.x.max.connections", "value": "5000"}
    content = {"resources": [{"resourceType": 2, "resourceName": "t", "configs": [entry]}]}
    assert not list(read({"alter.json": json.dumps(content)}).graph)


def prometheus(job: str, top: str = "") -> str:
    return f"{top}scrape_configs:\n  - job_name: broker\n{job}"


STATIC = f"    static_configs:\n      - targets: ['{BROKER}:11001']\n"


@pytest.mark.parametrize(
    ("top", "own", "seconds"),
    [
        ("global:\n  scrape_interval: 15s\n", "", 15),
        ("global:\n  scrape_interval: 15s\n", "    scrape_interval: 1m30s\n", 90),
        ("", "    scrape_interval: 500ms\n", 0),
    ],
)
def test_a_jobs_own_interval_goes_before_the_usual_one(
    top: str, own: str, seconds: int, read: Read
) -> None:
    (one,) = read({"prometheus.yml": prometheus(own + STATIC, top)}).graph.nodes(PrometheusScrape)
    assert one.interval.equals(seconds) is Tri.YES
    assert one.interval.span.text.endswith("s")


def test_without_any_interval_prometheus_takes_its_default(read: Read) -> None:
    (one,) = read({"prometheus.yml": prometheus(STATIC)}).graph.nodes(PrometheusScrape)
    assert isinstance(one.interval, Known)
    assert (one.interval.it, one.interval.origin) == (60, Origin.DEFAULT)


def test_an_interval_that_is_none_is_unknown(read: Read) -> None:
    text = prometheus("    scrape_interval: ${INTERVAL}\n" + STATIC)
    (one,) = read({"prometheus.yml": text}).graph.nodes(PrometheusScrape)
    assert isinstance(one.interval, Unknown)


def test_targets_are_found_in_the_file_beside(read: Read) -> None:
    job = "    file_sd_configs:\n      - files: ['targets.json', '../x.json', '*.yml']\n"
    targets = json.dumps([{"labels": {"job": "node"}, "targets": [f"{BROKER}:11002"]}])
    loaded = read({"prometheus.yml": prometheus(job), "targets.json": targets})
    (one,) = loaded.graph.nodes(PrometheusScrape)
    assert isinstance(one.targets, Known)
    assert [value.span.file.path for value in one.targets.it] == ["targets.json"]


@pytest.mark.parametrize("target", ["localhost:9090", f"{BROKER}:9094", "example.com:11001"])
def test_other_targets_are_nobodys_business(target: str, read: Read) -> None:
    job = f"    static_configs:\n      - targets: ['{target}']\n"
    assert not list(read({"prometheus.yml": prometheus(job)}).graph)
