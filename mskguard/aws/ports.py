"""The ports that the parts of a cluster answer on."""

from __future__ import annotations

from functools import cache

from mskguard.aws.table import Fact, table
from mskguard.record import record


@record(frozen=True, slots=True, kw_only=True)
class Port(Fact):
    """One port, or a range of them. Source: Developer Guide, "Port information"."""

    name: str
    scheme: str
    """What is spoken on it: `PLAINTEXT`, `TLS`, `SCRAM` or `IAM`; `ANY` where it may be each."""
    network: str
    """Who it is for: `private` and `ipv6` clients in the VPC, `public` ones, `multi-vpc` ones,
    `zookeeper` and `monitoring` ones."""
    first: int
    last: int

    @property
    def shown(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


@cache
def ports() -> dict[str, Port]:
    """All ports by name."""
    return {
        row.need("name", str): Port(
            row=row,
            name=row.need("name", str),
            scheme=row.need("scheme", str),
            network=row.need("network", str),
            first=row.need("first", int),
            last=row.need("last", int),
        )
        for row in table("ports")
    }
