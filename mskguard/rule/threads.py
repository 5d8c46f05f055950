"""What rules ask about the threads that brokers run with."""

from __future__ import annotations

from mskguard.aws.property_types import whole
from mskguard.model.cluster import Cluster
from mskguard.model.configuration import Configuration
from mskguard.model.graph import Relation
from mskguard.model.node import Node
from mskguard.rule.judging import Context
from mskguard.value import Known, Origin, Tri, Value

FETCHERS = "num.replica.fetchers"
IO = "num.io.threads"
NETWORK = "num.network.threads"

__all__ = ["FETCHERS", "IO", "NETWORK", "default_threads", "is_below", "place_of", "threads"]


def threads(ctx: Context, cluster: Cluster, key: str) -> Value[str]:
    """What a threads property is on the cluster's brokers, by its configuration or by default."""
    for configuration in ctx.graph.targets(cluster, Relation.CONFIGURED_BY, Configuration).nodes:
        written = configuration.property(key)
        if written.given is not Tri.NO:
            return written
    return _by_size(ctx, cluster, key) or ctx.effective(cluster, key)


def default_threads(ctx: Context, cluster: Cluster, key: str) -> int | None:
    """What MSK would set it to on the cluster's brokers; None where that is not known."""
    found = _by_size(ctx, cluster, key)
    if found is not None:
        return whole(found.it)
    local = cluster.storage.mode.equals("LOCAL") is Tri.YES and cluster.is_standard is Tri.YES
    zones = cluster.brokers.subnets.map(len).otherwise(0)
    return whole(ctx.facts.default_of_property(key, zones, tiered=False) or "") if local else None


def _by_size(ctx: Context, cluster: Cluster, key: str) -> Known[str] | None:
    """The default of brokers with tiered storage, which grows with their size."""
    if cluster.storage.mode.equals("TIERED") is not Tri.YES:
        return None
    found = ctx.facts.tiered_threads(cluster.brokers.size.otherwise(""), key)
    return None if found is None else Known(str(found), cluster.span, Origin.DEFAULT)


def is_below(text: str, least: int) -> bool:
    """Whether a property's text is a number below another."""
    found = whole(text)
    return found is not None and found < least


def place_of(ctx: Context, cluster: Cluster, value: Value[str]) -> Value[str] | Node:
    """Where a property is written, else where it could be: the configuration, or the cluster."""
    if value.given is not Tri.NO:
        return value
    used = ctx.graph.targets(cluster, Relation.CONFIGURED_BY, Configuration).nodes
    return used[0] if used else cluster
