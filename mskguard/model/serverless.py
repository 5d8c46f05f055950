"""The serverless MSK cluster."""

from __future__ import annotations

from collections.abc import Mapping

from mskguard.model.cluster import Names
from mskguard.model.node import Node
from mskguard.record import record
from mskguard.value import Value


@record(frozen=True, slots=True, eq=False)
class VpcPlacement:
    """One VPC that clients reach the cluster from: its subnets and security groups."""

    subnets: Names
    security_groups: Names


@record(frozen=True, slots=True, eq=False, kw_only=True)
class ServerlessCluster(Node):
    """A serverless cluster (`aws_msk_serverless_cluster`)."""

    name: Value[str]
    arn: Value[str]
    iam: Value[bool]
    """IAM access control, the only way in that serverless offers."""
    vpcs: Value[tuple[VpcPlacement, ...]]
    tags: Value[Mapping[str, Value[str]]]
