"""Texts in Base64: what they hold is judged where it is written."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import pytest

from mskguard.model.configuration import Configuration
from mskguard.model.connect import WorkerConfiguration
from mskguard.model.topic import Topic
from mskguard.value import Absent, Known, Tri, Unknown

HEAD = "# AWS::MSK::\nParameters:\n  U: {Type: String}\nResources:\n  X:\n    Type: "
WRAPPED = "!Base64 |\n        a.b=1\n        c.d=2\n"
LITERAL = b64encode(b"a.b=1\nc.d=2\n").decode()


def the(loaded: Any, kind: Any) -> Any:
    (node,) = loaded.graph.nodes(kind)
    assert not loaded.problems
    return node


def configuration(read: Any, text: str) -> Configuration:
    body = f"AWS::MSK::Configuration\n    Properties:\n      ServerProperties: {text}\n"
    return the(read(HEAD + body), Configuration)  # type: ignore[no-any-return]  # one of the type


def test_plain_properties_are_not_encoded(read: Any) -> None:
    found = configuration(read, "a.b=1")
    assert isinstance(found.encoded, Absent)
    assert found.property("a.b").otherwise("") == "1"


@pytest.mark.parametrize("text", [WRAPPED, LITERAL])
def test_encoded_properties_are_said_to_be_and_read_all_the_same(read: Any, text: str) -> None:
    found = configuration(read, text)
    assert found.encoded.equals(True) is Tri.YES
    assert found.property("c.d").otherwise("") == "2"


def test_a_property_stands_at_its_line_inside_of_the_function(read: Any) -> None:
    value = configuration(read, WRAPPED).property("c.d").now()
    assert (value.span.line, value.span.text) == (10, "2")


def test_what_is_known_in_a_text_that_is_encoded_is_read(read: Any) -> None:
    found = configuration(read, '!Base64 {"Fn::Sub": "a.b=1\\nc.d=${U}"}')
    assert found.encoded.equals(True) is Tri.YES
    assert found.property("a.b").otherwise("") == "1"
    assert isinstance(found.property("c.d"), Unknown)


@pytest.mark.parametrize("text", ["delete", "log.retention.hours", "!Ref U", "{a: b}"])
def test_what_only_may_be_encoded_is_not_said_to_be(read: Any, text: str) -> None:
    assert isinstance(configuration(read, text).encoded, Absent)


def topic(read: Any, configs: str) -> Topic:
    body = f"AWS::MSK::Topic\n    Properties:\n      Configs: {configs}\n"
    return the(read(HEAD + body), Topic)  # type: ignore[no-any-return]  # one of the type


@pytest.mark.parametrize("configs", [WRAPPED, LITERAL])
def test_a_topics_configs_are_properties_in_base64(read: Any, configs: str) -> None:
    assert topic(read, configs).property("a.b").otherwise("") == "1"


@pytest.mark.parametrize("configs", ["cleanup.policy=compact", '"{}"'])
def test_configs_that_are_no_base64_are_kept_and_faulty(read: Any, configs: str) -> None:
    found = topic(read, configs)
    assert isinstance(found.property("cleanup.policy"), Unknown)
    properties = found.properties.now()
    assert isinstance(properties, Known)
    assert properties.it.fault == "it is no Base64 of a text"
    assert found.configs.otherwise("") == configs.strip('"')


def test_a_topic_without_configs_leaves_all_to_the_brokers(read: Any) -> None:
    text = f"{HEAD}AWS::MSK::Topic\n    Properties: {{TopicName: t, PartitionCount: '6'}}\n"
    found = the(read(text), Topic)
    assert isinstance(found.property("retention.ms"), Absent)
    assert found.partitions.otherwise(0) == 6


def worker(read: Any, content: str) -> WorkerConfiguration:
    body = f"""AWS::KafkaConnect::WorkerConfiguration
    Properties:
      Name: w
      Description: d
      Tags: [{{Key: a, Value: b}}]
      PropertiesFileContent: {content}
"""
    return the(read(HEAD + body), WorkerConfiguration)  # type: ignore[no-any-return]  # as above


@pytest.mark.parametrize("content", [WRAPPED, LITERAL])
def test_a_worker_configuration_holds_its_properties_in_base64(read: Any, content: str) -> None:
    found = worker(read, content)
    assert found.property("a.b").otherwise("") == "1"
    assert (found.name.otherwise(""), found.description.otherwise("")) == ("w", "d")
    assert found.tags.otherwise({})["a"].otherwise("") == "b"


def test_worker_properties_that_are_not_encoded_are_unknown(read: Any) -> None:
    found = worker(read, "key.converter=a").properties.now()
    assert isinstance(found, Unknown)
    assert found.why == "PropertiesFileContent is no Base64"
