"""What rules ask about tiered topics: whether a topic is one, and what its brokers add to it."""

from __future__ import annotations

from mskguard.aws.property_types import whole
from mskguard.model.cluster import Cluster
from mskguard.model.configuration import Configuration
from mskguard.model.graph import Relation
from mskguard.model.topic import Topic
from mskguard.rule.judging import Context
from mskguard.value import Tri, Unknown, Value, some

SWITCH = "remote.storage.enable"
"""The topic property that turns tiered storage on."""

__all__ = ["SWITCH", "inherited", "is_infinite", "is_read", "is_tiered", "is_true", "storage_modes"]


def is_true(text: str) -> bool:
    """Whether Kafka reads a text as true."""
    return text.strip().lower() == "true"


def is_infinite(text: str) -> bool:
    """Whether a retention is without end."""
    return (whole(text) or 0) < 0


def is_read(topic: Topic) -> bool:
    """Whether the topic's properties are known, if not all of their values."""
    return topic.properties.satisfies(lambda _: True) is not Tri.UNKNOWN


def storage_modes(ctx: Context, topic: Topic) -> list[Value[str]]:
    """The storage modes of the clusters that a topic is known to belong to."""
    clusters = ctx.graph.targets(topic, Relation.BELONGS_TO, Cluster).nodes
    return [cluster.storage.mode for cluster in clusters]


def is_tiered(ctx: Context, topic: Topic) -> Tri:
    """Whether a topic has tiered storage.

    Where nothing is written and its cluster has tiered storage it is unknown: the guide's table of
    defaults says true, Apache's documentation false.
    """
    switch = topic.property(SWITCH)
    if switch.given is not Tri.NO:
        return switch.satisfies(is_true)
    if some(*(mode.equals("TIERED") for mode in storage_modes(ctx, topic))) is Tri.NO:
        return Tri.NO
    Unknown[str](switch.span, f"whether {SWITCH} is on where it is not written is disputed").now()
    return Tri.UNKNOWN


def inherited(ctx: Context, topic: Topic, key: str, of_brokers: str) -> Value[str]:
    """What a topic sets `key` to, else what its cluster's configuration sets `of_brokers` to.

    Absent where neither does; unknown where the cluster, or its configuration, was not read.
    """
    own = topic.property(key)
    if own.given is not Tri.NO:
        return own
    clusters = ctx.graph.targets(topic, Relation.BELONGS_TO, Cluster)
    for cluster in clusters.nodes:
        used = ctx.graph.targets(cluster, Relation.CONFIGURED_BY, Configuration)
        if used.nodes:
            return used.nodes[0].property(of_brokers)
        if used.why:
            return Unknown(cluster.configuration.arn.span, used.why)
        return own
    why = clusters.why or f"{topic.address} belongs to no cluster that was read"
    return Unknown(topic.cluster.span, why)
