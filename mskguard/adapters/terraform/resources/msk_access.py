"""What lets others into a cluster: SCRAM secrets, its policy and VPC connections."""

from __future__ import annotations

from mskguard.adapters.policies import policy_of
from mskguard.adapters.repeated import single
from mskguard.adapters.terraform.resources.declared import Declared
from mskguard.aws.facts import Facts
from mskguard.model.cluster_policy import ClusterPolicy
from mskguard.model.scram import ExclusiveScramAssociation, ScramAssociation
from mskguard.model.vpc_connection import VpcConnection


def msk_scram_secret_association(declared: Declared, _: Facts) -> ExclusiveScramAssociation:
    """All secrets of a cluster."""
    return ExclusiveScramAssociation(
        **declared.common,
        cluster=declared.read.text("cluster_arn"),
        secrets=declared.read.names("secret_arn_list"),
    )


def msk_single_scram_secret_association(declared: Declared, _: Facts) -> ScramAssociation:
    """One secret of a cluster, beside others."""
    return ScramAssociation(
        **declared.common,
        cluster=declared.read.text("cluster_arn"),
        secrets=single(declared.read.text("secret_arn")),
    )


def msk_cluster_policy(declared: Declared, _: Facts) -> ClusterPolicy:
    """The policy of a cluster."""
    return ClusterPolicy(
        **declared.common,
        cluster=declared.read.text("cluster_arn"),
        policy=policy_of(declared.read.text("policy")),
    )


def msk_vpc_connection(declared: Declared, _: Facts) -> VpcConnection:
    """A managed VPC connection."""
    read = declared.read
    return VpcConnection(
        **declared.common,
        arn=declared.attribute("arn"),
        cluster=read.text("target_cluster_arn"),
        authentication=read.text("authentication"),
        vpc=read.text("vpc_id"),
        subnets=read.names("client_subnets"),
        security_groups=read.names("security_groups"),
        tags=read.mapping("tags"),
    )
