"""What MSK measures of a cluster, and what of it is worth an alarm."""

from __future__ import annotations

from functools import cache

from mskguard.aws.nearest import nearest
from mskguard.aws.table import Fact, table
from mskguard.record import record

_LIKENESS = 0.6


@record(frozen=True, slots=True, kw_only=True)
class MonitoringLevel(Fact):
    """A level of enhanced monitoring."""

    level: str


@record(frozen=True, slots=True, kw_only=True)
class WatchedMetric(Fact):
    """A metric in CloudWatch's namespace `AWS/Kafka` that AWS advises to set an alarm on."""

    metric: str


@cache
def monitoring_levels() -> dict[str, MonitoringLevel]:
    """All levels by name, the coarsest first."""
    found = (
        MonitoringLevel(row=it, level=it.need("level", str)) for it in table("monitoring_levels")
    )
    return {it.level: it for it in found}


@cache
def watched_metrics() -> dict[str, WatchedMetric]:
    """All metrics by name."""
    rows = table("watched_metrics")
    found = (WatchedMetric(row=it, metric=it.need("metric", str)) for it in rows)
    return {it.metric: it for it in found}


def nearest_level(text: str) -> str | None:
    """The level that was probably meant; None where none is near."""
    levels = {it.lower(): it for it in monitoring_levels()}
    found = nearest(text.replace("-", "_"), levels, _LIKENESS)
    return levels[found] if found else None
