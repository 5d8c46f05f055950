"""What a change of a resource can do: which make it anew, and which MSK can carry out."""

from __future__ import annotations

from functools import cache

from mskguard.aws.table import Fact, table
from mskguard.record import record


@record(frozen=True, slots=True, kw_only=True)
class Replacement(Fact):
    """An attribute of the model, and in which languages its change replaces the resource."""

    attribute: str
    """Type and path: `Cluster.brokers.subnets`."""
    kind: str
    """The model's type."""
    path: str
    """The attribute within it."""
    terraform: bool
    cloudformation: bool


@cache
def replacements() -> dict[str, Replacement]:
    """All of them, by type and path."""
    return {
        row.need("attribute", str): Replacement(
            row=row,
            attribute=row.need("attribute", str),
            kind=row.need("kind", str),
            path=row.need("path", str),
            terraform=row.need("terraform", bool),
            cloudformation=row.need("cloudformation", bool),
        )
        for row in table("replacement")
    }


@record(frozen=True, slots=True, kw_only=True)
class Migration(Fact):
    """A way from ZooKeeper to KRaft that MSK offers."""

    version: str
    target: str


@cache
def migrations() -> dict[tuple[str, str], Migration]:
    """All of them, by version and target."""
    found = (
        Migration(row=row, version=row.need("version", str), target=row.need("target", str))
        for row in table("kraft_migrations")
    )
    return {(it.version, it.target): it for it in found}
