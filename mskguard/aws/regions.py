"""Regions that are known to have a family of brokers."""

from __future__ import annotations

from functools import cache

from mskguard.aws.table import Fact, table
from mskguard.record import record


@record(frozen=True, slots=True, kw_only=True)
class Region(Fact):
    """A region that has M7g brokers."""

    region: str


@cache
def regions_with_graviton() -> dict[str, Region]:
    """Those that are known to have M7g brokers; others may have them."""
    rows = table("graviton_regions")
    found = (Region(row=row, region=row.need("region", str)) for row in rows)
    return {it.region: it for it in found}
