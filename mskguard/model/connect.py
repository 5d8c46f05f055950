"""MSK Connect: connectors, their plugins and worker configurations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mskguard.model.cluster import BrokerLogs, ConfigurationReference, Names
from mskguard.model.configuration import Properties, property_in
from mskguard.model.node import Node
from mskguard.record import record
from mskguard.value import Absent, Known, Tri, Unknown, Value

_SOURCES = ("io.debezium.connector.",)
"""Classes that begin so are sources, whatever they are called."""


@record(frozen=True, slots=True, eq=False)
class Autoscaling:
    """Capacity that follows the load."""

    present: Value[bool]
    mcu_count: Value[int]
    """MSK Connect Units for each worker; one is 1 vCPU and 4 GiB of memory."""
    min_workers: Value[int]
    max_workers: Value[int]
    scale_in_cpu: Value[int]
    """Percent of CPU utilization below which workers are removed."""
    scale_out_cpu: Value[int]
    """Percent of CPU utilization above which workers are added."""


@record(frozen=True, slots=True, eq=False)
class Provisioned:
    """Capacity that stays as it is."""

    present: Value[bool]
    mcu_count: Value[int]
    """MSK Connect Units for each worker; one is 1 vCPU and 4 GiB of memory."""
    workers: Value[int]


@record(frozen=True, slots=True, eq=False)
class Capacity:
    """How many workers of what size a connector has: autoscaled or provisioned."""

    autoscaling: Autoscaling
    provisioned: Provisioned


@record(frozen=True, slots=True, eq=False)
class ConnectedCluster:
    """The Kafka cluster that a connector works with, and how it gets in."""

    bootstrap_servers: Value[str]
    subnets: Names
    security_groups: Names
    authentication: Value[str]
    """`NONE` or `IAM`."""
    encryption: Value[str]
    """`PLAINTEXT` or `TLS`."""


@record(frozen=True, slots=True, eq=False)
class PluginReference:
    """A custom plugin in the revision that a connector runs."""

    arn: Value[str]
    revision: Value[int]


@record(frozen=True, slots=True, eq=False, kw_only=True)
class Connector(Node):
    """An MSK Connect connector (`aws_mskconnect_connector`)."""

    name: Value[str]
    arn: Value[str]
    description: Value[str]
    connect_version: Value[str]
    """The version of Kafka Connect."""
    configuration: Value[Mapping[str, Value[str]]]
    """The connector's properties by key."""
    capacity: Capacity
    cluster: ConnectedCluster
    logs: BrokerLogs
    """Where the workers' logs go."""
    plugins: Value[tuple[PluginReference, ...]]
    worker_configuration: ConfigurationReference
    """Absent where MSK Connect's default worker configuration applies."""
    role: Value[str]
    """The ARN of the service execution role."""
    tags: Value[Mapping[str, Value[str]]]

    @property
    def is_source(self) -> Tri:
        """Whether it reads from elsewhere into Kafka, as the name of its class says."""
        name = self.property("connector.class")
        if name.satisfies(lambda it: "Sink" in it) is Tri.YES:
            return Tri.NO
        found = name.satisfies(lambda it: "Source" in it or it.startswith(_SOURCES))
        if found is Tri.NO:
            Unknown[str](name.span, "its class does not say whether it is a source").now()
        return found | Tri.UNKNOWN

    def property(self, key: str) -> Value[str]:
        """What the connector configuration sets `key` to; absent where it leaves it out."""
        now = self.configuration.now()
        if isinstance(now, Known):
            return now.it.get(key) or Absent(now.span, now.slot)
        return Absent(now.span, now.slot) if isinstance(now, Absent) else _unread(now)


def _unread(value: Unknown[Any]) -> Unknown[str]:
    return Unknown(value.span, value.why, roots=value.roots, via=value.via)


@record(frozen=True, slots=True, eq=False, kw_only=True)
class CustomPlugin(Node):
    """A plugin's code in S3 (`aws_mskconnect_custom_plugin`)."""

    name: Value[str]
    arn: Value[str]
    latest_revision: Value[int]
    description: Value[str]
    content_type: Value[str]
    """`ZIP` or `JAR`."""
    bucket: Value[str]
    """The bucket's ARN."""
    file_key: Value[str]
    object_version: Value[str]
    tags: Value[Mapping[str, Value[str]]]


@record(frozen=True, slots=True, eq=False, kw_only=True)
class WorkerConfiguration(Node):
    """Properties of Connect workers (`aws_mskconnect_worker_configuration`)."""

    name: Value[str]
    arn: Value[str]
    latest_revision: Value[int]
    description: Value[str]
    properties: Value[Properties]
    tags: Value[Mapping[str, Value[str]]]

    def property(self, key: str) -> Value[str]:
        """What this configuration sets `key` to; absent where it leaves it to the default."""
        return property_in(self.properties, key)
