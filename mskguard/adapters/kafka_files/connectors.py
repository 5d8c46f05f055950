"""Connectors as Kafka Connect's own REST interface and command line take them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mskguard.adapters.kafka_files.places import Any_, Sheet
from mskguard.model.cluster import BrokerLogs, ConfigurationReference, LogDestination
from mskguard.model.connect import (
    Autoscaling,
    Capacity,
    ConnectedCluster,
    Connector,
    Provisioned,
)
from mskguard.model.node import NOT_AMONG_PROPERTIES
from mskguard.source import Span
from mskguard.value import Known, Unknown, Value

Missing = Callable[[str], Unknown[Any]]


def connector(sheet: Sheet, name: Any_ | None, configuration: Value[Any], place: Span) -> Connector:
    """A connector of which nothing but its name and properties are known."""
    called = name.it if isinstance(name, Known) else _name_in(configuration)
    address = f"connector/{called or '?'}"

    def missing(attribute: str) -> Unknown[Any]:
        return sheet.unsaid(address, attribute, place, NOT_AMONG_PROPERTIES)

    return Connector(
        **sheet.common(address, place),
        name=name or missing("Name"),
        arn=missing("ConnectorArn"),
        description=missing("Description"),
        connect_version=missing("KafkaConnectVersion"),
        configuration=configuration,
        capacity=_capacity(missing),
        cluster=ConnectedCluster(
            bootstrap_servers=missing("BootstrapServers"),
            subnets=missing("Subnets"),
            security_groups=missing("SecurityGroups"),
            authentication=missing("AuthenticationType"),
            encryption=missing("EncryptionType"),
        ),
        logs=BrokerLogs(
            *(_destination(missing, kind) for kind in ("CloudWatch", "Firehose", "S3"))
        ),
        plugins=missing("Plugins"),
        worker_configuration=ConfigurationReference(
            arn=missing("WorkerConfigurationArn"), revision=missing("Revision")
        ),
        role=missing("ServiceExecutionRoleArn"),
        tags=missing("Tags"),
    )


def _name_in(configuration: Value[Mapping[str, Value[str]]]) -> str:
    own = configuration.it.get("name") if isinstance(configuration, Known) else None
    return own.it if isinstance(own, Known) else ""


def _capacity(missing: Missing) -> Capacity:
    workers, units = missing("WorkerCount"), missing("McuCount")
    return Capacity(
        Autoscaling(
            present=missing("AutoScaling"),
            mcu_count=units,
            min_workers=workers,
            max_workers=workers,
            scale_in_cpu=missing("ScaleInPolicy"),
            scale_out_cpu=missing("ScaleOutPolicy"),
        ),
        Provisioned(present=missing("ProvisionedCapacity"), mcu_count=units, workers=workers),
    )


def _destination(missing: Missing, kind: str) -> LogDestination:
    unknown = missing(f"{kind}Logs")
    return LogDestination(enabled=unknown, target=unknown, prefix=unknown)
