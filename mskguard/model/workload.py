"""The load that a team declares for a cluster, and whether brokers carry it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from mskguard.record import record

if TYPE_CHECKING:
    from mskguard.aws.brokers import BrokerKind
    from mskguard.aws.facts import Facts
    from mskguard.aws.table import Citation

MIB = 2**20
MB = 10**6
GIB = 2**30


@record(frozen=True, slots=True)
class Workload:
    """What a cluster is to carry at its peak, replication not counted."""

    ingress: float
    """MB/s that producers write to the whole cluster."""
    egress: float
    """MB/s that consumers read from it."""
    retention_hours: float | None = None
    """How long records are kept on the brokers' volumes."""
    replication: int = 3
    partitions: int = 0
    """Of all topics, replicas not counted; 0 where that is not said."""
    growth: float = 0.0
    """Percent by which all of it is expected to grow."""

    @property
    def factor(self) -> float:
        return 1 + self.growth / 100


@record(frozen=True, slots=True)
class Workloads:
    """The declared load of every cluster, and of some by their name."""

    common: Workload | None = None
    by_name: Mapping[str, Workload] = field(default_factory=dict)

    def of(self, name: str | None) -> Workload | None:
        return self.by_name.get(name or "", self.common)


@record(frozen=True, slots=True)
class Brokers:
    """Brokers as far as their capacity goes."""

    size: str
    count: int
    volume_gib: int | None = None
    """Of each broker; None where it is not known or where there is none."""
    throughput: int | None = None
    """Provisioned MiB/s of each volume; None where none is provisioned."""


@record(frozen=True, slots=True)
class Measure:
    """One thing that brokers have to carry: how much of it each has, and how much it sustains."""

    name: str
    needed: float
    sustained: float
    unit: str
    formula: str
    sources: tuple[Citation, ...]

    @property
    def share(self) -> float:
        """Of what is sustained; above 1 it is too much."""
        return self.needed / self.sustained if self.sustained else float("inf")


def measures(workload: Workload, brokers: Brokers, facts: Facts) -> Iterator[Measure]:
    """What the workload asks of each broker; nothing for what no fact is known of."""
    from mskguard.aws.brokers import BrokerKind  # runs without a workload save its import

    size = facts.broker_size(brokers.size)
    limits = facts.sizing.throughput.get(brokers.size)
    if size is None or brokers.count <= 0:
        return
    if limits is not None and size.kind is BrokerKind.EXPRESS:
        cited = (limits.cited(),)
        for name, all_of_it, one in (
            ("ingress", workload.ingress, limits.ingress),
            ("egress", workload.egress, limits.egress),
        ):
            needed = all_of_it * workload.factor / brokers.count
            yield Measure(name, needed, one, "MB/s", f"{name} / brokers", cited)
    elif limits is not None:
        yield _standard_ingress(workload, brokers, facts)
    if workload.partitions:
        replicas = workload.partitions * workload.factor * workload.replication / brokers.count
        formula = "partitions x replication / brokers"
        cited = (size.cited("partitions_recommended"),)
        most = float(size.partitions_recommended)
        yield Measure("partitions", replicas, most, "replicas", formula, cited)
    if size.kind is BrokerKind.STANDARD and brokers.volume_gib and workload.retention_hours:
        yield _storage(workload, brokers, facts, brokers.volume_gib)


def _standard_ingress(workload: Workload, brokers: Brokers, facts: Facts) -> Measure:
    """What a Standard broker takes in, bound by its volume or its network."""
    limits, number = facts.sizing.throughput[brokers.size], facts.sizing.number
    volume = min(limits.volume, number("volume_without_provisioning"))
    if brokers.throughput is not None:
        volume = min(limits.volume, float(brokers.throughput))
    fan_out = workload.egress / workload.ingress if workload.ingress else 0.0
    by_volume = volume / number("volume_per_ingress")
    per_ingress = number("network_per_egress") * fan_out + number("network_per_ingress")
    sustained = min(by_volume, limits.network / per_ingress) * MIB / MB
    needed = workload.ingress * workload.factor / brokers.count
    formula = (
        f"min({volume:g} / {number('volume_per_ingress'):g}, {limits.network:g} / "
        f"({number('network_per_egress'):g} x fan-out {fan_out:.2g} + "
        f"{number('network_per_ingress'):g})) MiB/s"
    )
    named = ("volume_per_ingress", "network_per_ingress", "volume_without_provisioning")
    cited = tuple(facts.sizing.numbers[name].cited() for name in named)
    sources = tuple(dict.fromkeys((limits.cited(), *cited)))
    return Measure("ingress", needed, sustained, "MB/s", formula, sources)


def _storage(workload: Workload, brokers: Brokers, facts: Facts, volume: int) -> Measure:
    written = workload.ingress * MB * workload.factor * workload.replication
    kept = written * (workload.retention_hours or 0) * 3600 / brokers.count / GIB
    share = facts.sizing.number("disk_share")
    formula = f"ingress x retention x replication / brokers, in {share:.0%} of {volume} GiB"
    cited = (facts.sizing.numbers["disk_share"].cited(),)
    return Measure("storage", kept, volume * share, "GiB", formula, cited)


def smallest(
    workload: Workload, kind: BrokerKind, zones: int, facts: Facts
) -> tuple[Brokers, tuple[Measure, ...]] | None:
    """The smallest brokers of a kind that carry the workload: the least vCPUs, then the fewest.

    Sizes without figures for their throughput, and the older of two families of one size, are left
    out. None where not even the most brokers of the largest size do.
    """
    most = facts.limit("brokers_on_kraft_maximum")
    found: list[tuple[int, int, Brokers, tuple[Measure, ...]]] = []
    for size in facts.broker_sizes.values():
        if (
            size.kind is not kind
            or size.family != "m7g"
            or size.name not in facts.sizing.throughput
        ):
            continue
        for count in range(zones, most + 1, zones):
            brokers = Brokers(size.name, count)
            asked = tuple(measures(workload, brokers, facts))
            if all(one.share <= 1 for one in asked):
                found.append((size.vcpu * count, count, brokers, asked))
                break
    if not found:
        return None
    _, _, brokers, asked = min(found, key=lambda one: one[:2])
    return brokers, asked
