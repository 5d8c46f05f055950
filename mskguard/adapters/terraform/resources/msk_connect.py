"""Resources of MSK Connect to connectors, plugins and worker configurations."""

from __future__ import annotations

from typing import Any

from mskguard.adapters.base64_text import decoded, is_encoded
from mskguard.adapters.kafka_properties import properties_of
from mskguard.adapters.repeated import each
from mskguard.adapters.shapes.base64 import as_given
from mskguard.adapters.terraform.blocks import Reader
from mskguard.adapters.terraform.resources.declared import Declared
from mskguard.adapters.terraform.resources.log_delivery import log_delivery
from mskguard.aws.facts import Facts
from mskguard.model.cluster import ConfigurationReference
from mskguard.model.connect import (
    Autoscaling,
    Capacity,
    ConnectedCluster,
    Connector,
    CustomPlugin,
    PluginReference,
    Provisioned,
    WorkerConfiguration,
)
from mskguard.value import Known, Value, distribute

_CONTENT = "properties_file_content"
_CLUSTER = ("kafka_cluster", "apache_kafka_cluster")
_AUTOSCALING = ("capacity", "autoscaling")
_PROVISIONED = ("capacity", "provisioned_capacity")


def mskconnect_connector(declared: Declared, _: Facts) -> Connector:
    """A connector."""
    read = declared.read
    return Connector(
        **declared.common,
        name=read.text("name"),
        arn=declared.attribute("arn"),
        description=read.text("description"),
        connect_version=read.text("kafkaconnect_version"),
        configuration=read.mapping("connector_configuration"),
        capacity=_capacity(read),
        cluster=_cluster(read),
        logs=log_delivery(read, "log_delivery", "worker_log_delivery"),
        plugins=each(_plugin, read.blocks("plugin")),
        worker_configuration=ConfigurationReference(
            arn=read.text("worker_configuration", "arn"),
            revision=read.number("worker_configuration", "revision"),
        ),
        role=read.text("service_execution_role_arn"),
        tags=read.mapping("tags"),
    )


def _capacity(read: Reader) -> Capacity:
    cpu = "cpu_utilization_percentage"
    return Capacity(
        autoscaling=Autoscaling(
            present=read.present(*_AUTOSCALING),
            mcu_count=read.number(*_AUTOSCALING, "mcu_count"),
            min_workers=read.number(*_AUTOSCALING, "min_worker_count"),
            max_workers=read.number(*_AUTOSCALING, "max_worker_count"),
            scale_in_cpu=read.number(*_AUTOSCALING, "scale_in_policy", cpu),
            scale_out_cpu=read.number(*_AUTOSCALING, "scale_out_policy", cpu),
        ),
        provisioned=Provisioned(
            present=read.present(*_PROVISIONED),
            mcu_count=read.number(*_PROVISIONED, "mcu_count"),
            workers=read.number(*_PROVISIONED, "worker_count"),
        ),
    )


def _cluster(read: Reader) -> ConnectedCluster:
    return ConnectedCluster(
        bootstrap_servers=read.text(*_CLUSTER, "bootstrap_servers"),
        subnets=read.names(*_CLUSTER, "vpc", "subnets"),
        security_groups=read.names(*_CLUSTER, "vpc", "security_groups"),
        authentication=read.text("kafka_cluster_client_authentication", "authentication_type"),
        encryption=read.text("kafka_cluster_encryption_in_transit", "encryption_type"),
    )


def _plugin(read: Reader) -> PluginReference:
    return PluginReference(
        arn=read.text("custom_plugin", "arn"), revision=read.number("custom_plugin", "revision")
    )


def mskconnect_custom_plugin(declared: Declared, _: Facts) -> CustomPlugin:
    """A custom plugin."""
    read = declared.read
    return CustomPlugin(
        **declared.common,
        name=read.text("name"),
        arn=declared.attribute("arn"),
        latest_revision=declared.attribute("latest_revision"),
        description=read.text("description"),
        content_type=read.text("content_type"),
        bucket=read.text("location", "s3", "bucket_arn"),
        file_key=read.text("location", "s3", "file_key"),
        object_version=read.text("location", "s3", "object_version"),
        tags=read.mapping("tags"),
    )


def mskconnect_worker_configuration(declared: Declared, _: Facts) -> WorkerConfiguration:
    """A worker configuration."""
    read = declared.read
    return WorkerConfiguration(
        **declared.common,
        name=read.text("name"),
        arn=declared.attribute("arn"),
        latest_revision=declared.attribute("latest_revision"),
        description=read.text("description"),
        properties=distribute(_properties, read.text(_CONTENT)),
        tags=read.mapping("tags"),
    )


def _properties(written: Value[Any]) -> Value[Any]:
    """The provider takes them as they are, and in Base64.

    Source: aws provider, resource aws_mskconnect_worker_configuration, properties_file_content,
    https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/mskconnect_worker_configuration.
    """
    plain = as_given(written)
    if plain is None and isinstance(written, Known) and written.it and is_encoded(written.it):
        plain = decoded(written, _CONTENT)
    return properties_of(written if plain is None else plain)
