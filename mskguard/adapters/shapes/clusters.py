"""Provisioned and serverless clusters."""

from __future__ import annotations

from typing import Any

from mskguard.adapters.defaults import Defaults
from mskguard.adapters.repeated import each
from mskguard.adapters.shapes.declared import Declared
from mskguard.adapters.shapes.fields import FieldReader
from mskguard.adapters.shapes.pairs import tags_of
from mskguard.aws.facts import Facts
from mskguard.model.cluster import (
    Authentication,
    BrokerLogs,
    Brokers,
    Cluster,
    ConfigurationReference,
    Connectivity,
    EncryptionAtRest,
    EncryptionInTransit,
    Lifecycle,
    LogDestination,
    Monitoring,
    Storage,
)
from mskguard.model.node import Dialect
from mskguard.model.serverless import ServerlessCluster, VpcPlacement
from mskguard.value import Absent, Known, Unknown, Value, distribute

_BROKERS = "BrokerNodeGroupInfo"
_EBS = (_BROKERS, "StorageInfo", "EBSStorageInfo")
_CONNECTIVITY = (_BROKERS, "ConnectivityInfo")
_VPC_CLIENTS = (*_CONNECTIVITY, "VpcConnectivity", "ClientAuthentication")
_CLIENTS = "ClientAuthentication"
_TRANSIT = ("EncryptionInfo", "EncryptionInTransit")


def cluster(declared: Declared, facts: Facts) -> Cluster:
    """A provisioned cluster."""
    read = declared.read
    defaults = Defaults(facts, declared.address, read.text(_BROKERS, "InstanceType"))
    return Cluster(
        **declared.common,
        name=read.text("ClusterName"),
        arn=declared.attribute("Arn"),
        kafka_version=read.text("KafkaVersion"),
        brokers=_brokers(read, defaults),
        storage=_storage(read, defaults),
        rest=EncryptionAtRest(
            read.text("EncryptionInfo", "EncryptionAtRest", "DataVolumeKMSKeyId")
        ),
        transit=EncryptionInTransit(
            client_broker=defaults.fill(
                "transit.client_broker", read.text(*_TRANSIT, "ClientBroker")
            ),
            in_cluster=defaults.fill("transit.in_cluster", read.flag(*_TRANSIT, "InCluster")),
        ),
        authentication=_authentication(read, defaults),
        configuration=ConfigurationReference(
            arn=read.text("ConfigurationInfo", "Arn"),
            revision=read.number("ConfigurationInfo", "Revision"),
        ),
        logs=_logs(read, defaults),
        monitoring=_monitoring(read, defaults),
        connectivity=_connectivity(read, defaults),
        rebalancing=read.text("Rebalancing", "Status"),
        tags=tags_of(read),
        lifecycle=_lifecycle(declared),
    )


def _brokers(read: FieldReader, defaults: Defaults) -> Brokers:
    return Brokers(
        count=read.number("NumberOfBrokerNodes"),
        size=read.text(_BROKERS, "InstanceType"),
        subnets=read.names(_BROKERS, "ClientSubnets"),
        security_groups=read.names(_BROKERS, "SecurityGroups"),
        az_distribution=defaults.fill(
            "brokers.az_distribution", read.text(_BROKERS, "BrokerAZDistribution")
        ),
    )


def _storage(read: FieldReader, defaults: Defaults) -> Storage:
    throughput = (*_EBS, "ProvisionedThroughput")
    return Storage(
        mode=defaults.fill("storage.mode", read.text("StorageMode")),
        volume_size=read.number(*_EBS, "VolumeSize"),
        throughput_enabled=defaults.fill(
            "storage.throughput_enabled", read.flag(*throughput, "Enabled")
        ),
        throughput=read.number(*throughput, "VolumeThroughput"),
    )


def _authentication(read: FieldReader, defaults: Defaults) -> Authentication:
    authorities = read.names(_CLIENTS, "Tls", "CertificateAuthorityArnList")
    tls = distribute(_mutual_tls, read.flag(_CLIENTS, "Tls", "Enabled"), authorities)

    def sasl(method: str) -> Value[bool]:
        return read.flag(_CLIENTS, "Sasl", method, "Enabled")

    return Authentication(
        iam=defaults.fill("authentication.iam", sasl("Iam")),
        scram=defaults.fill("authentication.scram", sasl("Scram")),
        tls=defaults.fill("authentication.tls", tls),
        certificate_authorities=authorities,
        unauthenticated=read.flag(_CLIENTS, "Unauthenticated", "Enabled"),
    )


def _mutual_tls(enabled: Value[Any], authorities: Value[Any]) -> Value[Any]:
    """What turns mutual TLS on; no source says what a list of authorities alone does."""
    listed = not isinstance(authorities, Known) or bool(authorities.it)
    if not isinstance(enabled, Absent) or isinstance(authorities, Absent) or not listed:
        return enabled
    why = "Tls lists certificate authorities and does not say whether it is enabled"
    return Unknown(authorities.span, why, slot=enabled.slot)


def _logs(read: FieldReader, defaults: Defaults) -> BrokerLogs:
    def destination(kind: str, name: str, target: str) -> LogDestination:
        path = ("LoggingInfo", "BrokerLogs", kind)
        return LogDestination(
            enabled=defaults.fill(f"logging.{name}.enabled", read.flag(*path, "Enabled")),
            target=read.text(*path, target),
            prefix=read.text(*path, "Prefix"),
        )

    return BrokerLogs(
        cloudwatch=destination("CloudWatchLogs", "cloudwatch", "LogGroup"),
        firehose=destination("Firehose", "firehose", "DeliveryStream"),
        s3=destination("S3", "s3", "Bucket"),
    )


def _monitoring(read: FieldReader, defaults: Defaults) -> Monitoring:
    def exporter(name: str, member: str) -> Value[bool]:
        written = read.flag("OpenMonitoring", "Prometheus", member, "EnabledInBroker")
        return defaults.fill(f"monitoring.{name}", written)

    return Monitoring(
        level=defaults.fill("monitoring.level", read.text("EnhancedMonitoring")),
        jmx_exporter=exporter("jmx_exporter", "JmxExporter"),
        node_exporter=exporter("node_exporter", "NodeExporter"),
    )


def _connectivity(read: FieldReader, defaults: Defaults) -> Connectivity:
    def enabled(name: str, *method: str) -> Value[bool]:
        written = read.flag(*_VPC_CLIENTS, *method, "Enabled")
        return defaults.fill(f"connectivity.{name}", written)

    return Connectivity(
        public_access=defaults.fill(
            "connectivity.public_access", read.text(*_CONNECTIVITY, "PublicAccess", "Type")
        ),
        network_type=defaults.fill(
            "connectivity.network_type", read.text(*_CONNECTIVITY, "NetworkType")
        ),
        vpc_iam=enabled("vpc_iam", "Sasl", "Iam"),
        vpc_scram=enabled("vpc_scram", "Sasl", "Scram"),
        vpc_tls=enabled("vpc_tls", "Tls"),
    )


def _lifecycle(declared: Declared) -> Lifecycle:
    """What stands beside a template's resource; requests and answers have nothing of the kind."""
    nothing: Absent[Any] = Absent(declared.header)
    if declared.unit.dialect is not Dialect.CLOUDFORMATION:
        return Lifecycle(prevent_destroy=nothing, ignored_changes=nothing)
    return Lifecycle(
        prevent_destroy=nothing,
        ignored_changes=nothing,
        deletion_policy=declared.attribute("DeletionPolicy"),
        update_replace_policy=declared.attribute("UpdateReplacePolicy"),
    )


def serverless_cluster(declared: Declared, _: Facts) -> ServerlessCluster:
    """A serverless cluster."""
    read = declared.read
    return ServerlessCluster(
        **declared.common,
        name=read.text("ClusterName"),
        arn=declared.attribute("Arn"),
        iam=read.flag(_CLIENTS, "Sasl", "Iam", "Enabled"),
        vpcs=each(_placement, read.blocks("VpcConfigs")),
        tags=tags_of(read),
    )


def _placement(read: FieldReader) -> VpcPlacement:
    return VpcPlacement(
        subnets=read.names("SubnetIds"), security_groups=read.names("SecurityGroups")
    )
