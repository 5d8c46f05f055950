"""`aws_msk_cluster` to a provisioned cluster."""

from __future__ import annotations

from mskguard.adapters.defaults import Defaults
from mskguard.adapters.terraform.blocks import Reader
from mskguard.adapters.terraform.resources.declared import Declared
from mskguard.adapters.terraform.values import (
    Any_,
)
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
    Names,
    Storage,
)
from mskguard.value import (
    Known,
    Value,
    distribute,
)

_BROKERS = "broker_node_group_info"
_EBS = (_BROKERS, "storage_info", "ebs_storage_info")
_CONNECTIVITY = (_BROKERS, "connectivity_info")
_VPC_CLIENTS = (*_CONNECTIVITY, "vpc_connectivity", "client_authentication")
_TRANSIT = ("encryption_info", "encryption_in_transit")
_PROMETHEUS = ("open_monitoring", "prometheus")


def msk_cluster(declared: Declared, facts: Facts) -> Cluster:
    """The cluster that an instance of the resource declares."""
    read = declared.read
    defaults = Defaults(facts, declared.address, read.text(_BROKERS, "instance_type"))
    return Cluster(
        **declared.common,
        name=read.text("cluster_name"),
        arn=declared.attribute("arn"),
        kafka_version=read.text("kafka_version"),
        brokers=_brokers(read, defaults),
        storage=_storage(read, defaults),
        rest=EncryptionAtRest(read.text("encryption_info", "encryption_at_rest_kms_key_arn")),
        transit=_transit(read, defaults),
        authentication=_authentication(read, defaults),
        configuration=ConfigurationReference(
            arn=read.text("configuration_info", "arn"),
            revision=read.number("configuration_info", "revision"),
        ),
        logs=_logs(read, defaults),
        monitoring=_monitoring(read, defaults),
        connectivity=_connectivity(read, defaults),
        rebalancing=read.text("rebalancing", "status"),
        tags=read.mapping("tags"),
        provider_tags=declared.provider.default_tags,
        lifecycle=_lifecycle(read),
    )


def _brokers(read: Reader, defaults: Defaults) -> Brokers:
    return Brokers(
        count=read.number("number_of_broker_nodes"),
        size=read.text(_BROKERS, "instance_type"),
        subnets=read.names(_BROKERS, "client_subnets"),
        security_groups=read.names(_BROKERS, "security_groups"),
        az_distribution=defaults.fill(
            "brokers.az_distribution", read.text(_BROKERS, "az_distribution")
        ),
    )


def _storage(read: Reader, defaults: Defaults) -> Storage:
    throughput = (*_EBS, "provisioned_throughput")
    return Storage(
        mode=defaults.fill("storage.mode", read.text("storage_mode")),
        volume_size=read.number(*_EBS, "volume_size"),
        throughput_enabled=defaults.fill(
            "storage.throughput_enabled", read.flag(*throughput, "enabled")
        ),
        throughput=read.number(*throughput, "volume_throughput"),
    )


def _transit(read: Reader, defaults: Defaults) -> EncryptionInTransit:
    return EncryptionInTransit(
        client_broker=defaults.fill("transit.client_broker", read.text(*_TRANSIT, "client_broker")),
        in_cluster=defaults.fill("transit.in_cluster", read.flag(*_TRANSIT, "in_cluster")),
    )


def _authentication(read: Reader, defaults: Defaults) -> Authentication:
    block = "client_authentication"
    authorities = read.names(block, "tls", "certificate_authority_arns")
    return Authentication(
        iam=defaults.fill("authentication.iam", read.flag(block, "sasl", "iam")),
        scram=defaults.fill("authentication.scram", read.flag(block, "sasl", "scram")),
        tls=defaults.fill("authentication.tls", _mutual_tls(authorities)),
        certificate_authorities=authorities,
        unauthenticated=read.flag(block, "unauthenticated"),
    )


def _mutual_tls(authorities: Names) -> Value[bool]:
    """Terraform's provider turns mutual TLS on just where authorities are listed."""

    def listed(it: Any_) -> Any_:
        if not isinstance(it, Known):
            return it
        return Known(len(it.it) > 0, it.span, it.origin, it.via, it.slot)

    return distribute(listed, authorities)


def _logs(read: Reader, defaults: Defaults) -> BrokerLogs:
    def destination(kind: str, name: str, target: str) -> LogDestination:
        path = ("logging_info", "broker_logs", kind)
        return LogDestination(
            enabled=defaults.fill(f"logging.{name}.enabled", read.flag(*path, "enabled")),
            target=read.text(*path, target),
            prefix=read.text(*path, "prefix"),
        )

    return BrokerLogs(
        cloudwatch=destination("cloudwatch_logs", "cloudwatch", "log_group"),
        firehose=destination("firehose", "firehose", "delivery_stream"),
        s3=destination("s3", "s3", "bucket"),
    )


def _monitoring(read: Reader, defaults: Defaults) -> Monitoring:
    def exporter(name: str) -> Value[bool]:
        written = read.flag(*_PROMETHEUS, name, "enabled_in_broker")
        return defaults.fill(f"monitoring.{name}", written)

    return Monitoring(
        level=defaults.fill("monitoring.level", read.text("enhanced_monitoring")),
        jmx_exporter=exporter("jmx_exporter"),
        node_exporter=exporter("node_exporter"),
    )


def _connectivity(read: Reader, defaults: Defaults) -> Connectivity:
    return Connectivity(
        public_access=defaults.fill(
            "connectivity.public_access", read.text(*_CONNECTIVITY, "public_access", "type")
        ),
        network_type=defaults.fill(
            "connectivity.network_type", read.text(*_CONNECTIVITY, "network_type")
        ),
        vpc_iam=defaults.fill("connectivity.vpc_iam", read.flag(*_VPC_CLIENTS, "sasl", "iam")),
        vpc_scram=defaults.fill(
            "connectivity.vpc_scram", read.flag(*_VPC_CLIENTS, "sasl", "scram")
        ),
        vpc_tls=defaults.fill("connectivity.vpc_tls", read.flag(*_VPC_CLIENTS, "tls")),
    )


def _lifecycle(read: Reader) -> Lifecycle:
    return Lifecycle(
        prevent_destroy=read.flag("lifecycle", "prevent_destroy"),
        ignored_changes=read.ignored_changes(),
    )
