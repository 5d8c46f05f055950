"""The broker properties that a cluster runs with, whoever set them."""

from __future__ import annotations

from mskguard.aws.facts import Facts
from mskguard.model.cluster import Cluster
from mskguard.model.configuration import Configuration
from mskguard.model.graph import Graph, Relation
from mskguard.value import Absent, Known, Origin, Unknown, Value, lift


def effective_property(graph: Graph, facts: Facts, cluster: Cluster, key: str) -> Value[str]:
    """What `key` is on the cluster's brokers: set by its configuration, else MSK's default.

    Standard brokers only: for others, and where the configuration was not read, it is unknown.
    """
    related = graph.targets(cluster, Relation.CONFIGURED_BY, Configuration)
    for configuration in related.nodes:
        value = configuration.property(key).now()
        if not isinstance(value, Absent):
            return value
    if not related.nodes and related.why:
        return Unknown(cluster.configuration.arn.span, related.why)
    return _default(facts, cluster, key)


def _default(facts: Facts, cluster: Cluster, key: str) -> Value[str]:
    size = cluster.brokers.size.now()
    if not isinstance(size, Known) or not size.it.startswith("kafka."):
        return Unknown(size.span, f"the default of {key} is known for standard brokers only")
    found = lift(
        lambda subnets, mode: facts.default_of_property(key, len(subnets), mode == "TIERED"),
        cluster.brokers.subnets,
        cluster.storage.mode,
    ).now()
    if isinstance(found, Known) and found.it is not None:
        return Known(found.it, cluster.span, Origin.DEFAULT)
    if isinstance(found, Unknown):
        return Unknown(found.span, found.why, roots=found.roots, via=found.via)
    return Unknown(cluster.span, f"no default of {key} is documented for this cluster")
