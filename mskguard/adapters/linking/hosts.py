"""Finds which cluster a bootstrap string names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from mskguard.aws.broker_hosts import BrokerHost, broker_hosts
from mskguard.model.node import Node
from mskguard.source import Span
from mskguard.value import Choice, Known, Value, distribute

_CLUSTERS = ("Cluster", "ServerlessCluster")
_TOLD = ("BootstrapBrokers", "BrokerNode")
"""Types of what tells the hosts of clusters that run."""


class Named(NamedTuple):
    """A cluster that a bootstrap string names, whether it does, and what says so beside it."""

    cluster: Node
    holds: Value[bool]
    because: Span


class Hosts:
    """The clusters by the hosts of their brokers.

    Hosts that AWS told name their cluster anywhere. Others name the cluster of the unit that is
    called so, if no other one there may be it: MSK cuts long names short, and takes hyphens out.
    """

    def __init__(self, nodes: Iterable[Node], twins: dict[int, Node]) -> None:
        self._clusters: list[Any] = []
        seen: list[Any] = []
        for node in nodes:
            kind = type(node).__name__
            if kind in _CLUSTERS:
                self._clusters.append(node)
            elif kind in _TOLD:
                seen.append(node)
        self._told: dict[str, list[Named]] = {}
        self._settled: set[Node] = set()
        by_arn = {id(one): self._of_arn(one) for one in seen}
        for one in sorted(seen, key=lambda it: not by_arn[id(it)]):
            owners = by_arn[id(one)] or [it.cluster for it in self.named_by(one.cluster, one)]
            for cluster in owners:
                self._tell(one, cluster)
                if id(cluster) in twins:
                    self._tell(one, twins[id(cluster)])

    def named_by(self, reference: Value[Any], source: Node) -> list[Named]:
        """The clusters that one case of a reference names by hosts; none where it is no such."""
        hosts = _hosts(reference)
        domains = {host.domain for host in hosts}
        if len(domains) != 1:
            return []
        told = self._told.get(hosts[0].domain)
        return told if told is not None else self._named_alike(hosts[0], source.unit.name)

    def _tell(self, one: Any, cluster: Node) -> None:
        self._settled.add(cluster)
        for server in one.servers.it if isinstance(one.servers, Known) else ():
            for host in _hosts(server):
                named = Named(cluster, Known(True, server.span), server.span)
                known = self._told.setdefault(host.domain, [])
                if all(cluster is not other.cluster for other in known):
                    known.append(named)

    def _of_arn(self, one: Any) -> list[Node]:
        """The clusters whose ARN an answer names, or its file's name."""
        if not isinstance(one.cluster, Known):
            return []
        return [it for it in self._clusters if _is(it.arn, one.cluster.it)]

    def _named_alike(self, host: BrokerHost, unit: str) -> list[Named]:
        if not host.cluster:
            return []
        there = [one for one in self._clusters if one.unit.name == unit]
        candidates = [one for one in there if self._may_be(one, host)]
        if len(candidates) != 1:
            return []
        [cluster] = candidates
        name: Value[Any] = cluster.name
        holds = distribute(lambda it: Known(_called(it, host), it.span), name)
        if not any(isinstance(it, Known) and it.it for it in _leaves(holds)):
            return []
        return [Named(cluster, holds, name.span)]

    def _may_be(self, cluster: Any, host: BrokerHost) -> bool:
        """Whether a cluster may have a host: as far as its type, region, hosts and name say."""
        if type(cluster).__name__ != "Cluster" or cluster in self._settled:
            return False
        region = cluster.region
        if isinstance(region, Known) and region.it != host.region:
            return False
        return any(
            not isinstance(name, Known) or _plain(name.it).startswith(_plain(host.cluster))
            for name in _leaves(cluster.name)
        )


def _hosts(reference: Value[Any]) -> tuple[BrokerHost, ...]:
    if isinstance(reference, Known) and isinstance(reference.it, str):
        return broker_hosts(reference.it)
    return ()


def _plain(name: str) -> str:
    return name.lower().replace("-", "")


def _called(name: Value[Any], host: BrokerHost) -> bool:
    return isinstance(name, Known) and name.it.lower() == host.cluster


def _is(value: Value[Any], text: str) -> bool:
    return isinstance(value, Known) and value.it == text


def _leaves(value: Value[Any]) -> Iterator[Value[Any]]:
    if isinstance(value, Choice):
        yield from _leaves(value.yes)
        yield from _leaves(value.no)
    else:
        yield value
