"""Lambda functions that read from Kafka."""

from __future__ import annotations

from mskguard.model.cluster import Names
from mskguard.model.node import Node
from mskguard.record import record
from mskguard.value import Value


@record(frozen=True, slots=True, eq=False)
class SourceAccess:
    """One way in which a function's event source gets in, or where it runs."""

    type: Value[str]
    """Such as `SASL_SCRAM_512_AUTH`, `CLIENT_CERTIFICATE_TLS_AUTH` or `VPC_SUBNET`."""
    uri: Value[str]
    """The ARN of a secret, or the id of a subnet or security group."""


@record(frozen=True, slots=True, eq=False, kw_only=True)
class EventSourceMapping(Node):
    """What invokes a function (`aws_lambda_event_source_mapping`)."""

    function: Value[str]
    """The function's name or ARN."""
    source: Value[str]
    """The ARN of what it reads from: the cluster; absent where bootstrap servers name it."""
    bootstrap_servers: Names
    """The bootstrap servers of what it reads from, each a host or several with commas between."""
    topics: Names
    starting_position: Value[str]
    """`TRIM_HORIZON`, `LATEST` or `AT_TIMESTAMP`."""
    consumer_group: Value[str]
    access: Value[tuple[SourceAccess, ...]]
    enabled: Value[bool]
