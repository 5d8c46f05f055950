"""Answers on what flows: replicators and topics."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from mskguard.adapters.aws_cli.resources import Resource, known_as, of, untold
from mskguard.adapters.aws_cli.trees import Any_, items, pick, with_members, word
from mskguard.value import Known

_TOPIC = re.compile(r"(?P<stem>arn:[^/]*):topic/(?P<cluster>[^/]+/[^/]+)/.+")


def replicator(answer: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`describe-replicator`. Its ends go by aliases, in requests by ARNs."""
    arn = pick(answer, "ReplicatorArn")
    clusters = {word(pick(one, "KafkaClusterAlias")): one for one in items(_clusters(answer))}
    listed = pick(answer, "ReplicationInfoList")
    flows = tuple(_flow(one, clusters) for one in items(listed))
    tree = with_members(
        answer,
        {
            "Description": pick(answer, "ReplicatorDescription"),
            "ReplicationInfoList": Known(flows, listed.span) if listed is not None else None,
        },
    )
    attributes = known_as(arn, "Arn", "Ref", "ReplicatorArn")
    name = of("replicator", pick(answer, "ReplicatorName"))
    yield Resource("AWS::MSK::Replicator", name, tree, attributes, word(arn))


def _clusters(answer: Any_) -> Any_ | None:
    return pick(answer, "KafkaClusters")


def _flow(flow: Any_, clusters: dict[str, Any_]) -> Any_:
    members: dict[str, Any_ | None] = {}
    for end in ("Source", "Target"):
        cluster = clusters.get(word(pick(flow, f"{end}KafkaClusterAlias")))
        members[f"{end}KafkaClusterArn"] = pick(cluster, "AmazonMskCluster", "MskClusterArn")
        members[f"{end}KafkaClusterId"] = pick(
            cluster, "ApacheKafkaCluster", "ApacheKafkaClusterId"
        )
    return with_members(flow, members)


def topics(answer: Any_, about: Any_ | None) -> Iterator[Resource]:
    """`list-topics`, which leaves out the topics' properties."""
    for one in items(pick(answer, "Topics")):
        yield from topic(with_members(one, {"Configs": untold(one)}), about)


def topic(answer: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`describe-topic`."""
    arn = pick(answer, "TopicArn")
    tree = with_members(answer, {"ClusterArn": cluster_of(arn)})
    name = of("topic", pick(answer, "TopicName"))
    yield Resource("AWS::MSK::Topic", name, tree, known_as(arn, "TopicArn", "Ref"), word(arn))


def cluster_of(arn: Any_ | None) -> Any_ | None:
    """The ARN of a topic's cluster, which the topic's own ARN tells."""
    found = _TOPIC.fullmatch(word(arn))
    if found is None or not isinstance(arn, Known):
        return None
    text = f"{found['stem']}:cluster/{found['cluster']}"
    known: Known[Any] = Known(text, arn.span, arn.origin)
    return known
