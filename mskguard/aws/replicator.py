"""Where MSK Replicator is not offered."""

from __future__ import annotations

from mskguard.aws.table import Fact, table
from mskguard.record import record


@record(frozen=True, slots=True, kw_only=True)
class ReplicatorRegion(Fact):
    """A region that is known to lack MSK Replicator."""

    region: str


def regions_without_replicator() -> dict[str, ReplicatorRegion]:
    """All of them by name."""
    found = (
        ReplicatorRegion(row=row, region=row.need("region", str))
        for row in table("replicator_regions")
    )
    return {it.region: it for it in found}
