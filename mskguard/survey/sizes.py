"""Each cluster's brokers beside the load that is declared for it."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from mskguard.aws.brokers import BrokerKind
from mskguard.aws.facts import Facts
from mskguard.model.cluster import Cluster
from mskguard.model.graph import Graph
from mskguard.model.workload import Brokers, Measure, Workload, Workloads, measures, smallest
from mskguard.record import record
from mskguard.source import Span
from mskguard.value import Known, Undecided, World, reading


@record(frozen=True, slots=True)
class Choice:
    """The smallest brokers of one kind that carry the load."""

    kind: str
    brokers: Brokers
    measures: tuple[Measure, ...]


@record(frozen=True, slots=True)
class ClusterSize:
    """One cluster: its load, what its brokers make of it, and what would do."""

    address: str
    place: Span
    workload: Workload | None
    brokers: Brokers | None
    """None where their size or number is not known; `why` says so."""
    why: str
    measures: tuple[Measure, ...]
    choices: tuple[Choice, ...]


def cluster_sizes(graph: Graph, workloads: Workloads, facts: Facts) -> Iterator[ClusterSize]:
    """Every provisioned cluster of the graph."""
    for cluster in graph.nodes(Cluster):
        yield _size(cluster, workloads, facts)


def _size(cluster: Cluster, workloads: Workloads, facts: Facts) -> ClusterSize:
    workload = workloads.of(_known(cluster, "name"))
    size, count = _known(cluster, "brokers.size"), _known(cluster, "brokers.count")
    brokers, why = None, ""
    if size is None or count is None:
        why = "the size or the number of its brokers is not known"
    else:
        volume = _known(cluster, "storage.volume_size")
        brokers = Brokers(size, count, volume, _known(cluster, "storage.throughput"))
    found: tuple[Measure, ...] = ()
    choices: list[Choice] = []
    if workload is not None:
        found = tuple(measures(workload, brokers, facts)) if brokers else ()
        subnets = _known(cluster, "brokers.subnets") or ()
        zones = len(subnets) or facts.limit("client_subnets_maximum")
        for kind, of in ((BrokerKind.STANDARD, zones), (BrokerKind.EXPRESS, 0)):
            best = smallest(workload, kind, of or facts.limit("client_subnets_express"), facts)
            choices += [Choice(kind.value, *best)] if best else []
    return ClusterSize(cluster.address, cluster.span, workload, brokers, why, found, tuple(choices))


def _known(cluster: Cluster, path: str) -> Any:
    """An attribute that is known, whatever the conditions; None for any other."""
    with reading(World()):
        try:
            now = attrgetter(path)(cluster).now()
        except Undecided:
            return None
    return now.it if isinstance(now, Known) else None
