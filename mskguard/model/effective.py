"""The broker properties that a cluster runs with, whoever set them."""

from __future__ import annotations

from mskguard.aws.facts import Facts
from mskguard.model.cluster import Cluster
from mskguard.model.configuration import Configuration
from mskguard.model.graph import Graph, Relation
from mskguard.value import Absent, Known, Origin, Unknown, Value


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
    subnets, mode = cluster.brokers.subnets.now(), cluster.storage.mode.now()
    least, most = facts.limit("client_subnets_minimum"), facts.limit("client_subnets_maximum")
    zones = {len(subnets.it)} if isinstance(subnets, Known) else set(range(least, most + 1))
    tiers = {mode.it == "TIERED"} if isinstance(mode, Known) else {False, True}
    found = {facts.default_of_property(key, n, tiered) for n in zones for tiered in tiers}
    if None in found:
        return Unknown(cluster.span, f"no default of {key} is documented")
    if len(found) == 1:
        return Known(str(found.pop()), cluster.span, Origin.DEFAULT)
    cause = subnets if isinstance(subnets, Unknown) else mode
    why = cause.why if isinstance(cause, Unknown) else "the storage mode is not written"
    return Unknown(cause.span, f"the default of {key} depends on it: {why}")
