"""MSK channels: a topic delivered to S3 or to an Iceberg table."""

from __future__ import annotations

from collections.abc import Mapping

from mskguard.model.cluster import BrokerLogs
from mskguard.model.node import Node
from mskguard.record import record
from mskguard.value import Value


@record(frozen=True, slots=True, eq=False)
class DeadLetters:
    """The bucket for records that could not be delivered."""

    bucket: Value[str]
    """The bucket's ARN."""
    prefix: Value[str]
    owner: Value[str]
    """The account that the bucket is expected to belong to."""


@record(frozen=True, slots=True, eq=False)
class Partitioning:
    """How a table's records are partitioned."""

    strategy: Value[str]
    """Such as `TIME_HOUR`."""
    sources: Value[tuple[Value[str], ...]]
    """The names of the columns that partitions are made from."""


@record(frozen=True, slots=True, eq=False)
class IcebergDestination:
    """An Apache Iceberg table that a channel writes to."""

    present: Value[bool]
    role: Value[str]
    """The ARN of the service execution role."""
    append_only: Value[bool]
    database: Value[str]
    table: Value[str]
    partitioning: Partitioning
    evolves_schema: Value[bool]
    creates_table: Value[bool]
    catalog: Value[str]
    """The ARN of the Glue Data Catalog."""
    warehouse: Value[str]
    """The ARN of the S3 Tables bucket."""
    compression: Value[str]
    freshness: Value[int]
    """Seconds that records wait at most before they are delivered."""
    dead_letters: DeadLetters


@record(frozen=True, slots=True, eq=False)
class S3Destination:
    """A bucket that a channel writes to."""

    present: Value[bool]
    role: Value[str]
    """The ARN of the service execution role."""
    bucket: Value[str]
    """The bucket's ARN."""
    owner: Value[str]
    """The account that the bucket is expected to belong to."""
    key_template: Value[str]
    prefix: Value[str]
    compression: Value[str]
    storage_class: Value[str]
    freshness: Value[int]
    """Seconds that records wait at most before they are delivered."""
    dead_letters: DeadLetters


@record(frozen=True, slots=True, eq=False, kw_only=True)
class Channel(Node):
    """An MSK channel (`aws_msk_channel`)."""

    name: Value[str]
    arn: Value[str]
    cluster: Value[str]
    """The cluster's ARN."""
    topic: Value[str]
    """The topic's ARN."""
    value_converter: Value[str]
    """`BYTE_ARRAY`, `STRING`, `JSON` or `JSON_SCHEMA_GSR`."""
    schema: Value[str]
    """The ARN of the Glue Schema Registry schema."""
    kms_key: Value[str]
    iceberg: IcebergDestination
    s3: S3Destination
    logs: BrokerLogs
    """Where the channel's own logs go."""
    tags: Value[Mapping[str, Value[str]]]
