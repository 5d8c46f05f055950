"""Topics."""

from __future__ import annotations

from typing import Any

from mskguard.adapters.kafka_properties import properties_of
from mskguard.adapters.shapes.base64 import as_given
from mskguard.adapters.shapes.declared import Declared
from mskguard.adapters.topic_configs import properties_of_base64
from mskguard.aws.facts import Facts
from mskguard.model.topic import Topic
from mskguard.value import Value, distribute


def topic(declared: Declared, _: Facts) -> Topic:
    """A topic; its `Configs` are properties in Base64."""
    read = declared.read
    configs = read.text("Configs")
    return Topic(
        **declared.common,
        cluster=read.text("ClusterArn"),
        name=read.text("TopicName"),
        arn=declared.attribute("TopicArn"),
        partitions=read.number("PartitionCount"),
        replication_factor=read.number("ReplicationFactor"),
        configs=configs,
        properties=distribute(_properties, configs),
    )


def _properties(configs: Value[Any]) -> Value[Any]:
    given = as_given(configs)
    return properties_of_base64(configs) if given is None else distribute(properties_of, given)
