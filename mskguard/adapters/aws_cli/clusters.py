"""Answers on clusters, provisioned and serverless."""

from __future__ import annotations

from collections.abc import Iterator

from mskguard.adapters.aws_cli.resources import Resource, known_as, of
from mskguard.adapters.aws_cli.trees import Any_, items, opened, pick, shaped, with_members, word

_ALWAYS_TOLD = ("BrokerNodeGroupInfo", "EncryptionInfo", "NumberOfBrokerNodes")
"""What every whole answer on a provisioned cluster has; a filter of the CLI may leave it out."""


def described(answer: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`describe-cluster` and `describe-cluster-v2`."""
    info = pick(answer, "ClusterInfo")
    if info is not None:
        yield _cluster(info)


def listed(answer: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`list-clusters` and `list-clusters-v2`, which tell as much as the answers on one cluster."""
    yield from map(_cluster, items(pick(answer, "ClusterInfoList")))


def bare(info: Any_, _: Any_ | None) -> Iterator[Resource]:
    """What stands in `ClusterInfo`, without that."""
    yield _cluster(info)


def _cluster(info: Any_) -> Resource:
    arn = pick(info, "ClusterArn")
    attributes = {
        **known_as(arn, "Arn", "Ref"),
        **known_as(pick(info, "CurrentVersion"), "CurrentVersion"),
    }
    serverless = pick(info, "Serverless")
    kind = "AWS::MSK::Cluster" if serverless is None else "AWS::MSK::ServerlessCluster"
    tree = provisioned(info) if serverless is None else alike(info, serverless)
    if serverless is None and not all(pick(tree, name) for name in _ALWAYS_TOLD):
        tree = opened(tree, "the answer is cut short")
    name = of("cluster", pick(info, "ClusterName"), word(arn))
    return Resource(kind, name, tree, attributes, word(arn))


def alike(info: Any_, inner: Any_) -> Any_:
    """The members of the kind of cluster, beside those that every cluster has."""
    return with_members(
        inner, {"ClusterName": pick(info, "ClusterName"), "Tags": pick(info, "Tags")}
    )


def provisioned(info: Any_) -> Any_:
    """A provisioned cluster's properties: version and configuration stand elsewhere in answers."""
    inner = pick(info, "Provisioned")
    tree = info if inner is None else alike(info, inner)
    software = pick(tree, "CurrentBrokerSoftwareInfo")
    if software is None:
        return tree
    configuration = shaped(
        software,
        {
            "Arn": pick(software, "ConfigurationArn"),
            "Revision": pick(software, "ConfigurationRevision"),
        },
    )
    return with_members(
        tree,
        {
            "KafkaVersion": pick(software, "KafkaVersion"),
            "ConfigurationInfo": configuration if pick(configuration, "Arn") else None,
        },
    )
