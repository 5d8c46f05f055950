"""Single numbers that rules ask about."""

from __future__ import annotations

from functools import cache

from mskguard.aws.table import Fact, table, table_names
from mskguard.record import record


@record(frozen=True, slots=True, kw_only=True)
class Limit(Fact):
    """A number, and what it counts."""

    name: str
    value: int
    unit: str
    """As it is said in a message: `MiB/s`, `GiB`, `months`."""


@cache
def limits() -> dict[str, Limit]:
    """All numbers by name, from the tables whose names begin with `limits`."""
    tables = (name for name in table_names() if name.startswith("limits"))
    return {name: limit for it in tables for name, limit in limits_in(it).items()}


def limits_in(name: str) -> dict[str, Limit]:
    """The numbers of one table by name."""
    return {
        row.need("name", str): Limit(
            row=row,
            name=row.need("name", str),
            value=row.need("value", int),
            unit=row.need("unit", str),
        )
        for row in table(name)
    }
