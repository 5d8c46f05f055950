"""What AWS advises by broker size, and where storage does not scale by itself."""

from __future__ import annotations

from functools import cache

from mskguard.aws.table import Fact, table
from mskguard.record import record


@record(frozen=True, slots=True, kw_only=True)
class BrokerTuning(Fact):
    """The broker properties advised for a size; None where there is no advice."""

    name: str
    io_threads: int
    """`num.io.threads`."""
    network_threads: int
    """`num.network.threads`."""
    fetchers: int | None
    """`num.replica.fetchers` with provisioned storage throughput."""


@record(frozen=True, slots=True, kw_only=True)
class AutoscalingRegion(Fact):
    """A region that lacks storage autoscaling."""

    region: str


@cache
def broker_tuning() -> dict[str, BrokerTuning]:
    """By size."""
    found = (
        BrokerTuning(
            row=row,
            name=row.need("name", str),
            io_threads=row.need("io_threads", int),
            network_threads=row.need("network_threads", int),
            fetchers=row.get("fetchers", int),
        )
        for row in table("broker_tuning")
    )
    return {it.name: it for it in found}


@cache
def regions_without_autoscaling() -> dict[str, AutoscalingRegion]:
    """All of them by name."""
    found = (
        AutoscalingRegion(row=row, region=row.need("region", str))
        for row in table("autoscaling_regions")
    )
    return {it.region: it for it in found}
