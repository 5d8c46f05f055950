"""Networks that connectors cannot reach beyond their VPC."""

from __future__ import annotations

from functools import cache

from mskguard.aws.table import Fact, table
from mskguard.record import record


@record(frozen=True, slots=True, kw_only=True)
class ConnectNetwork(Fact):
    """A block of addresses. Source: Developer Guide, "Connecting from connectors"."""

    cidr: str


@cache
def connect_networks() -> dict[str, ConnectNetwork]:
    """All blocks by their text."""
    return {
        row.need("cidr", str): ConnectNetwork(row=row, cidr=row.need("cidr", str))
        for row in table("connect_networks")
    }
