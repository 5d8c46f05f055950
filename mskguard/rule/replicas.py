"""What rules ask about the replicas that the declared topics put on brokers."""

from __future__ import annotations

from collections.abc import Callable

from mskguard.aws.brokers import BrokerSize
from mskguard.aws.property_types import whole
from mskguard.model.cluster import Cluster
from mskguard.model.graph import Relation
from mskguard.model.topic import Topic
from mskguard.record import record
from mskguard.rule.judging import Context
from mskguard.value import Known, Tri, Value, answers, some

__all__ = ["Replicas", "replicas_of"]


@record(frozen=True, slots=True)
class Replicas:
    """Of the topics that are declared for a cluster."""

    known: int
    """How many there are at least."""
    topics: tuple[Topic, ...]
    """The one with the most first."""
    unread: tuple[Value[int], ...]
    """The figures that are not known, so that there may be more."""

    def exceed(self, ctx: Context, cluster: Cluster, limit: Callable[[BrokerSize], int]) -> Tri:
        """Whether there are more on each broker, on average, than its size has as a limit."""

        def exceeds(count: int, name: str) -> Tri:
            size = ctx.facts.broker_size(name)
            return Tri.UNKNOWN if size is None else Tri.of(self.known > limit(size) * count)

        size, count = cluster.brokers.size, cluster.brokers.count
        too_many = answers(
            exceeds, count, size, why=f"{size} is no broker size that the facts know"
        )
        return some(too_many, *(it.satisfies(lambda _: False) for it in self.unread))

    def on_each(self, cluster: Cluster) -> int:
        """How many each broker has on average, for messages; all of them where that is unknown."""
        return -(-self.known // max(cluster.brokers.count.otherwise(1), 1))


def replicas_of(ctx: Context, cluster: Cluster) -> Replicas:
    """The replicas of the topics declared for a cluster; others may exist, and only add to them."""
    topics = ctx.graph.sources(cluster, Relation.BELONGS_TO, Topic).nodes
    counted = [(topic, *_counted(ctx, cluster, topic)) for topic in topics]
    largest = sorted(counted, key=lambda one: -one[1])
    return Replicas(
        known=sum(count for _, count, _ in counted),
        topics=tuple(topic for topic, _, _ in largest),
        unread=tuple(value for _, _, unread in largest for value in unread),
    )


def _counted(ctx: Context, cluster: Cluster, topic: Topic) -> tuple[int, list[Value[int]]]:
    """How many replicas a topic has at least, and which figures of it are not known."""
    partitions, factor = topic.partitions, topic.replication_factor
    if cluster.is_express is Tri.YES:
        copies: int | None = ctx.facts.limit("express_replicas")
    elif isinstance(factor.now(), Known) and factor.satisfies(lambda it: it >= 1) is Tri.YES:
        copies = factor.otherwise(1)
    else:
        default = ctx.effective(cluster, "default.replication.factor")
        copies = whole(default.otherwise("")) if factor.equals(-1) is Tri.YES else None
    known = partitions.otherwise(0)
    unread = [] if isinstance(partitions.now(), Known) else [partitions]
    return known * (copies or 1), unread if copies is not None else [*unread, factor]
