"""What brokers of each size sustain, and the numbers of the formula that tells it."""

from __future__ import annotations

from functools import cache, cached_property

from mskguard.aws.table import Fact, table
from mskguard.record import record


@record(frozen=True, slots=True, kw_only=True)
class BrokerThroughput(Fact):
    """The load that a broker of a size sustains.

    `volume` and `network` are a Standard broker's ceilings in MiB/s, `ingress` and `egress` an
    Express broker's sustained figures in MB/s; 0 for those of the other kind.
    """

    name: str
    volume: float
    network: float
    ingress: float
    egress: float


@record(frozen=True, slots=True, kw_only=True)
class SizingNumber(Fact):
    """One number of the formula."""

    name: str
    value: float
    unit: str


@cache
def broker_throughput() -> dict[str, BrokerThroughput]:
    """By size, the smallest of each family first."""
    found = (
        BrokerThroughput(
            row=row,
            name=row.need("name", str),
            volume=row.number("volume") or 0.0,
            network=row.number("network") or 0.0,
            ingress=row.number("ingress") or 0.0,
            egress=row.number("egress") or 0.0,
        )
        for row in table("broker_throughput")
    )
    return {it.name: it for it in found}


@cache
def sizing_numbers() -> dict[str, SizingNumber]:
    """All of them by name."""
    found = (
        SizingNumber(
            row=row,
            name=row.need("name", str),
            value=row.number("value") or 0.0,
            unit=row.need("unit", str),
        )
        for row in table("sizing_model")
    )
    return {it.name: it for it in found}


class Sizing:
    """The questions that sizing asks."""

    @cached_property
    def throughput(self) -> dict[str, BrokerThroughput]:
        return broker_throughput()

    @cached_property
    def numbers(self) -> dict[str, SizingNumber]:
        return sizing_numbers()

    def number(self, name: str) -> float:
        return self.numbers[name].value
