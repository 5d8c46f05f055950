"""Properties files: whose they are is told from their keys alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mskguard.adapters.load import Loaded
from mskguard.model.configuration import Configuration
from mskguard.model.connect import Connector, WorkerConfiguration
from mskguard.model.dynamic_configuration import DynamicConfiguration
from mskguard.model.node import Dialect
from mskguard.source import Fate
from mskguard.value import Absent, Known, Tri, Unknown

Read = Callable[[dict[str, str]], Loaded]

BROKER = "auto.create.topics.enable=false\nmin.insync.replicas = 2\n"


def test_properties_that_msk_opens_are_a_configuration(read: Read) -> None:
    (one,) = read({"server.properties": BROKER}).graph.nodes(Configuration)
    assert one.address == "server.properties"
    assert one.unit.dialect is Dialect.KAFKA
    found = one.property("min.insync.replicas")
    assert isinstance(found, Known)
    assert (found.it, str(found.span)) == ("2", "server.properties:2:23")
    assert isinstance(one.property("log.retention.hours"), Absent)
    assert isinstance(one.name, Unknown)
    assert one.unit.complete is Tri.UNKNOWN


OTHERS = {
    "a broker that is not MSK's": "broker.id=0\nlisteners=PLAINTEXT://:9092\n" + BROKER,
    "a Kafka client's properties": "bootstrap.servers=b-1:9092\nacks=1\ncompression.type=lz4\n",
    "a Kafka Connect worker that is not MSK's": (
        "bootstrap.servers=b-1:9092\nkey.converter=a.B\nvalue.converter=a.B\n"
    ),
    "a connector that nothing says is about MSK": "name=x\nconnector.class=a.B\ntasks.max=1\n",
    "no input that mskguard reads": (
        "server-port=25565\nenable-rcon=true\nquery.port=25565\nrcon.port=25575\nlevel-type=x\n"
    ),
}


@pytest.mark.parametrize("why", OTHERS)
def test_what_is_not_of_msk_is_silent_and_says_why(why: str, read: Read) -> None:
    loaded = read({"x.properties": OTHERS[why]})
    assert len(loaded.graph) == 0
    assert [(one.fate, one.why) for one in loaded.files] == [(Fate.SKIPPED, why)]
    assert not loaded.problems


def test_a_lone_key_that_clients_have_too_is_no_configuration(read: Read) -> None:
    assert not list(read({"x.properties": "compression.type=lz4\n"}).graph)


def test_a_placeholder_makes_its_value_unknown_and_nothing_else(read: Read) -> None:
    (one,) = read({"x.properties": BROKER + "log.retention.hours=${hours}\n"}).graph.nodes(
        Configuration
    )
    assert one.property("min.insync.replicas").equals("2") is Tri.YES
    hours = one.property("log.retention.hours")
    assert isinstance(hours, Unknown)
    assert str(hours.span) == "x.properties:3:21"


def test_a_template_that_chooses_lines_is_unknown_as_a_whole(read: Read) -> None:
    loaded = read({"x.properties": BROKER + "%{ if tiered }\nlog.retention.hours=1\n%{ endif }\n"})
    assert not loaded.problems
    assert not list(loaded.graph)
    assert [one.why for one in loaded.files] == ["a template that is not filled in"]


def test_a_reference_that_kafka_looks_up_is_a_value(read: Read) -> None:
    text = "key.converter=a.B\nvalue.converter=a.B\nproducer.acks=${file:/run/x:acks}\n"
    (one,) = read({"worker.properties": text}).graph.nodes(WorkerConfiguration)
    assert one.property("producer.acks").equals("${file:/run/x:acks}") is Tri.YES


def test_only_listener_keys_are_a_change_to_running_brokers(read: Read) -> None:
    text = "listener.name.client_iam.max.connections=4000\n"
    (one,) = read({"add.properties": text}).graph.nodes(DynamicConfiguration)
    assert one.property("listener.name.client_iam.max.connections").equals("4000") is Tri.YES


def test_a_connector_that_signs_in_to_msk_is_read(read: Read) -> None:
    text = (
        "name=sink\nconnector.class=a.B\nproducer.override.acks=1\n"
        "producer.override.sasl.mechanism=AWS_MSK_IAM\n"
    )
    (one,) = read({"sink.properties": text}).graph.nodes(Connector)
    assert one.address == "connector/sink"
    properties = one.configuration
    assert isinstance(properties, Known)
    acks = properties.it["producer.override.acks"]
    assert str(acks.span) == "sink.properties:3:24"
    assert isinstance(one.role, Unknown)


def test_a_file_that_terraform_reads_is_judged_there(read: Read) -> None:
    hcl = (
        'resource "aws_msk_configuration" "a" {\n  name = "a"\n'
        '  server_properties = file("${path.module}/server.properties")\n}\n'
    )
    loaded = read({"main.tf": hcl, "server.properties": BROKER})
    assert [one.unit.dialect for one in loaded.graph] == [Dialect.TERRAFORM]
    assert {one.fate for one in loaded.files} == {Fate.READ}
