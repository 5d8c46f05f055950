"""The resource policy of a cluster."""

from __future__ import annotations

from mskguard.model.node import Node
from mskguard.model.policy import Policy
from mskguard.record import record
from mskguard.value import Value


@record(frozen=True, slots=True, eq=False, kw_only=True)
class ClusterPolicy(Node):
    """The policy that a cluster carries itself (`aws_msk_cluster_policy`)."""

    cluster: Value[str]
    """The cluster's ARN."""
    policy: Policy
