"""How many partitions MSK Replicator needs for what it is to copy."""

from __future__ import annotations

from functools import cache

from mskguard.aws.table import Fact, table
from mskguard.record import record


@record(frozen=True, slots=True, kw_only=True)
class ReplicatorThroughput(Fact):
    """How many partitions a throughput takes."""

    throughput: int
    """MB/s."""
    partitions: int
    """The least that AWS advises."""


@cache
def replicator_throughput() -> dict[str, ReplicatorThroughput]:
    """By the throughput, the least first."""
    found = (
        ReplicatorThroughput(
            row=row,
            throughput=row.need("throughput", int),
            partitions=row.need("partitions", int),
        )
        for row in table("replicator_throughput")
    )
    return {str(it.throughput): it for it in found}


def partitions_for(throughput: float) -> int:
    """The least partitions for so many MB/s, by the row below it; 0 below the first row."""
    below = (it for it in replicator_throughput().values() if it.throughput <= throughput)
    return max((it.partitions for it in below), default=0)
