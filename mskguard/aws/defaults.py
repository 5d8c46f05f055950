"""What MSK does where an argument of a cluster is absent."""

from __future__ import annotations

from functools import cache

from mskguard.aws.brokers import BrokerKind
from mskguard.aws.table import Fact, Row, table
from mskguard.record import record

Default = str | bool


@record(frozen=True, slots=True, kw_only=True)
class ClusterDefault(Fact):
    """The default of one argument of a provisioned cluster, or why none is claimed."""

    argument: str
    """Dotted, as the model names it: `transit.client_broker`."""
    standard: Default | None
    express: Default | None
    why: str
    """Why there is no default; empty where there is one for both kinds of broker."""

    def of(self, kind: BrokerKind | None) -> Default | None:
        """The default for a kind of broker; for an unknown kind, only what both have."""
        match kind:
            case BrokerKind.STANDARD:
                return self.standard
            case BrokerKind.EXPRESS:
                return self.express
            case _:
                return self.standard if self.standard == self.express else None


@cache
def cluster_defaults() -> dict[str, ClusterDefault]:
    """All defaults by argument."""
    defaults = (_default(row) for row in table("cluster_defaults"))
    return {it.argument: it for it in defaults}


def _default(row: Row) -> ClusterDefault:
    return ClusterDefault(
        row=row,
        argument=row.need("argument", str),
        standard=row.text_or_truth("standard"),
        express=row.text_or_truth("express"),
        why=row.get("why", str) or "",
    )
