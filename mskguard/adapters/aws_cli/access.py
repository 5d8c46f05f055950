"""Answers on who may reach a cluster: SCRAM secrets, cluster policies and VPC connections."""

from __future__ import annotations

from collections.abc import Iterator

from mskguard.adapters.aws_cli.resources import Resource, known_as, last_part, named_in, of
from mskguard.adapters.aws_cli.trees import Any_, pick, shaped, with_members, word
from mskguard.value import Unknown


def scram_secrets(answer: Any_, about: Any_ | None) -> Iterator[Resource]:
    """`list-scram-secrets`, which does not say of which cluster."""
    cluster = about or _unsaid(answer)
    tree = shaped(answer, {"ClusterArn": cluster, "SecretArnList": pick(answer, "SecretArnList")})
    yield Resource("AWS::MSK::BatchScramSecret", of("scram-secrets", None, named_in(about)), tree)


def cluster_policy(answer: Any_, about: Any_ | None) -> Iterator[Resource]:
    """`get-cluster-policy`, which does not say of which cluster."""
    tree = shaped(
        answer, {"ClusterArn": about or _unsaid(answer), "Policy": pick(answer, "Policy")}
    )
    yield Resource("AWS::MSK::ClusterPolicy", of("cluster-policy", None, named_in(about)), tree)


def vpc_connection(answer: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`describe-vpc-connection`."""
    arn = pick(answer, "VpcConnectionArn")
    tree = with_members(answer, {"ClientSubnets": pick(answer, "Subnets")})
    name = of("vpc-connection", None, last_part(arn))
    yield Resource("AWS::MSK::VpcConnection", name, tree, known_as(arn, "Arn", "Ref"), word(arn))


def _unsaid(answer: Any_) -> Any_:
    return Unknown(
        answer.span, "the answer does not say which cluster it is of; the file's name can"
    )
