"""What lets others into a cluster: SCRAM secrets, its policy and VPC connections."""

from __future__ import annotations

from mskguard.adapters.policies import policy_of
from mskguard.adapters.shapes.declared import Declared
from mskguard.adapters.shapes.pairs import tags_of
from mskguard.aws.facts import Facts
from mskguard.model.cluster_policy import ClusterPolicy
from mskguard.model.scram import ScramAssociation
from mskguard.model.vpc_connection import VpcConnection


def batch_scram_secret(declared: Declared, _: Facts) -> ScramAssociation:
    """Secrets of a cluster, beside others."""
    return ScramAssociation(
        **declared.common,
        cluster=declared.read.text("ClusterArn"),
        secrets=declared.read.names("SecretArnList"),
    )


def cluster_policy(declared: Declared, _: Facts) -> ClusterPolicy:
    """The policy of a cluster."""
    return ClusterPolicy(
        **declared.common,
        cluster=declared.read.text("ClusterArn"),
        policy=policy_of(declared.read.value("Policy")),
    )


def vpc_connection(declared: Declared, _: Facts) -> VpcConnection:
    """A managed VPC connection."""
    read = declared.read
    return VpcConnection(
        **declared.common,
        arn=declared.attribute("Arn"),
        cluster=read.text("TargetClusterArn"),
        authentication=read.text("Authentication"),
        vpc=read.text("VpcId"),
        subnets=read.names("ClientSubnets"),
        security_groups=read.names("SecurityGroups"),
        tags=tags_of(read),
    )
