"""Managed VPC connections to a cluster."""

from __future__ import annotations

from collections.abc import Mapping

from mskguard.model.cluster import Names
from mskguard.model.node import Node
from mskguard.record import record
from mskguard.value import Value


@record(frozen=True, slots=True, eq=False, kw_only=True)
class VpcConnection(Node):
    """A client VPC's private link to a cluster (`aws_msk_vpc_connection`)."""

    arn: Value[str]
    cluster: Value[str]
    """The ARN of the cluster that it leads to."""
    authentication: Value[str]
    """`SASL_IAM`, `SASL_SCRAM` or `TLS`."""
    vpc: Value[str]
    subnets: Names
    security_groups: Names
    tags: Value[Mapping[str, Value[str]]]
