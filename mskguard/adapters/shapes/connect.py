"""Connectors, plugins and worker configurations of MSK Connect."""

from __future__ import annotations

from mskguard.adapters.kafka_properties import properties_of
from mskguard.adapters.repeated import each
from mskguard.adapters.shapes.base64 import text_in
from mskguard.adapters.shapes.declared import Declared
from mskguard.adapters.shapes.fields import FieldReader
from mskguard.adapters.shapes.log_delivery import log_delivery
from mskguard.adapters.shapes.pairs import tags_of
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
from mskguard.value import distribute

_CLUSTER = ("KafkaCluster", "ApacheKafkaCluster")
_AUTOSCALING = ("Capacity", "AutoScaling")
_PROVISIONED = ("Capacity", "ProvisionedCapacity")
_REVISION = "Revision"


def connector(declared: Declared, _: Facts) -> Connector:
    """A connector."""
    read = declared.read
    return Connector(
        **declared.common,
        name=read.text("ConnectorName"),
        arn=declared.attribute("ConnectorArn"),
        description=read.text("ConnectorDescription"),
        connect_version=read.text("KafkaConnectVersion"),
        configuration=read.mapping("ConnectorConfiguration"),
        capacity=_capacity(read),
        cluster=_cluster(read),
        logs=log_delivery(read, "LogDelivery", "WorkerLogDelivery"),
        plugins=each(_plugin, read.blocks("Plugins")),
        worker_configuration=ConfigurationReference(
            arn=read.text("WorkerConfiguration", "WorkerConfigurationArn"),
            revision=read.number("WorkerConfiguration", _REVISION),
        ),
        role=read.text("ServiceExecutionRoleArn"),
        tags=tags_of(read),
    )


def _capacity(read: FieldReader) -> Capacity:
    cpu = "CpuUtilizationPercentage"
    return Capacity(
        autoscaling=Autoscaling(
            present=read.present(*_AUTOSCALING),
            mcu_count=read.number(*_AUTOSCALING, "McuCount"),
            min_workers=read.number(*_AUTOSCALING, "MinWorkerCount"),
            max_workers=read.number(*_AUTOSCALING, "MaxWorkerCount"),
            scale_in_cpu=read.number(*_AUTOSCALING, "ScaleInPolicy", cpu),
            scale_out_cpu=read.number(*_AUTOSCALING, "ScaleOutPolicy", cpu),
        ),
        provisioned=Provisioned(
            present=read.present(*_PROVISIONED),
            mcu_count=read.number(*_PROVISIONED, "McuCount"),
            workers=read.number(*_PROVISIONED, "WorkerCount"),
        ),
    )


def _cluster(read: FieldReader) -> ConnectedCluster:
    return ConnectedCluster(
        bootstrap_servers=read.text(*_CLUSTER, "BootstrapServers"),
        subnets=read.names(*_CLUSTER, "Vpc", "Subnets"),
        security_groups=read.names(*_CLUSTER, "Vpc", "SecurityGroups"),
        authentication=read.text("KafkaClusterClientAuthentication", "AuthenticationType"),
        encryption=read.text("KafkaClusterEncryptionInTransit", "EncryptionType"),
    )


def _plugin(read: FieldReader) -> PluginReference:
    return PluginReference(
        arn=read.text("CustomPlugin", "CustomPluginArn"),
        revision=read.number("CustomPlugin", _REVISION),
    )


def custom_plugin(declared: Declared, _: Facts) -> CustomPlugin:
    """A custom plugin."""
    read = declared.read
    place = ("Location", "S3Location")
    return CustomPlugin(
        **declared.common,
        name=read.text("Name"),
        arn=declared.attribute("CustomPluginArn"),
        latest_revision=declared.attribute(_REVISION),
        description=read.text("Description"),
        content_type=read.text("ContentType"),
        bucket=read.text(*place, "BucketArn"),
        file_key=read.text(*place, "FileKey"),
        object_version=read.text(*place, "ObjectVersion"),
        tags=tags_of(read),
    )


def worker_configuration(declared: Declared, _: Facts) -> WorkerConfiguration:
    """A worker configuration, whose properties are written in Base64."""
    read = declared.read
    content = "PropertiesFileContent"
    return WorkerConfiguration(
        **declared.common,
        name=read.text("Name"),
        arn=declared.attribute("WorkerConfigurationArn"),
        latest_revision=declared.attribute(_REVISION),
        description=read.text("Description"),
        properties=distribute(properties_of, text_in(read.text(content), content)),
        tags=tags_of(read),
    )
