"""Where MSK Serverless is, and what its topics may set."""

from __future__ import annotations

from functools import cache

from mskguard.aws.table import Fact, table
from mskguard.record import record


@record(frozen=True, slots=True, kw_only=True)
class ServerlessRegion(Fact):
    """A region of which it is known whether it has MSK Serverless."""

    region: str
    offered: bool


@record(frozen=True, slots=True, kw_only=True)
class ServerlessTopicProperty(Fact):
    """A topic property. Source: Developer Guide, "Configuration for serverless clusters"."""

    name: str
    settable: bool
    """Whether a topic may set it."""
    maximum: int | None
    """In the property's own unit; None where the guide names none."""


@cache
def serverless_regions() -> dict[str, ServerlessRegion]:
    """All regions of which it is known."""
    found = (
        ServerlessRegion(row=row, region=row.need("region", str), offered=row.need("offered", bool))
        for row in table("serverless_regions")
    )
    return {it.region: it for it in found}


@cache
def serverless_topic_properties() -> dict[str, ServerlessTopicProperty]:
    """Every property that the guide lists, by name; others cannot be set."""
    found = (
        ServerlessTopicProperty(
            row=row,
            name=row.need("name", str),
            settable=row.need("settable", bool),
            maximum=row.get("maximum", int),
        )
        for row in table("serverless_topic_properties")
    )
    return {it.name: it for it in found}
