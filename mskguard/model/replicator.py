"""MSK Replicator: what it copies from which cluster to which."""

from __future__ import annotations

from collections.abc import Mapping

from mskguard.model.cluster import BrokerLogs, Names
from mskguard.model.node import Node
from mskguard.record import record
from mskguard.value import Tri, Value


@record(frozen=True, slots=True, eq=False)
class ReplicatedCluster:
    """A cluster that a replicator has to do with, and how it reaches it."""

    arn: Value[str]
    """Of an MSK cluster; absent for any other."""
    kafka_id: Value[str]
    """Kafka's own `cluster.id` of a cluster outside MSK."""
    bootstrap_servers: Value[str]
    """Of a cluster outside MSK."""
    subnets: Names
    security_groups: Names
    scram_mechanism: Value[str]
    """`SHA256` or `SHA512`; outside MSK only."""
    scram_secret: Value[str]
    """The ARN of the secret with the SCRAM credentials; outside MSK only."""
    tls_secret: Value[str]
    """The ARN of the secret with key and certificate for mutual TLS; outside MSK only."""
    root_certificate: Value[str]
    """The ARN of the secret with a root CA certificate of its own; outside MSK only."""


@record(frozen=True, slots=True, eq=False)
class End:
    """One end of a replication."""

    arn: Value[str]
    """Of an MSK cluster; absent for any other."""
    kafka_id: Value[str]
    """Kafka's own `cluster.id` of a cluster outside MSK."""
    alias: Value[str]


@record(frozen=True, slots=True, eq=False)
class TopicReplication:
    """Which topics are copied, and what of them."""

    include: Names
    """Regular expressions."""
    exclude: Names
    """Regular expressions."""
    copy_acls: Value[bool]
    copy_configurations: Value[bool]
    detect_new: Value[bool]
    starting_position: Value[str]
    """`LATEST` or `EARLIEST`."""
    naming: Value[str]
    """`PREFIXED_WITH_SOURCE_CLUSTER_ALIAS` or `IDENTICAL`."""


@record(frozen=True, slots=True, eq=False)
class GroupReplication:
    """Which consumer groups are copied, and whether their offsets are."""

    include: Names
    """Regular expressions."""
    exclude: Names
    """Regular expressions."""
    detect_new: Value[bool]
    synchronise_offsets: Value[bool]
    offset_mode: Value[str]
    """`LEGACY` or `ENHANCED`."""


@record(frozen=True, slots=True, eq=False, kw_only=True)
class Replicator(Node):
    """An MSK replicator (`aws_msk_replicator`)."""

    name: Value[str]
    arn: Value[str]
    description: Value[str]
    role: Value[str]
    """The ARN of the service execution role."""
    clusters: Value[tuple[ReplicatedCluster, ...]]
    source: End
    target: End
    compression: Value[str]
    """Of records written to the target: `NONE`, `GZIP`, `SNAPPY`, `LZ4` or `ZSTD`."""
    topics: TopicReplication
    groups: GroupReplication
    logs: BrokerLogs
    """Where the replicator's own logs go."""
    tags: Value[Mapping[str, Value[str]]]

    @property
    def keeps_names(self) -> Tri:
        """Whether topics are called at the target as at the source."""
        return self.topics.naming.equals("IDENTICAL")
