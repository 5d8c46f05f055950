"""The broker properties: who may set them on MSK, and what MSK sets them to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from mskguard.aws.nearest import nearest
from mskguard.aws.property_types import PropertyType, accepted, accepts
from mskguard.aws.table import Fact, Row, table
from mskguard.record import record

__all__ = ["BrokerProperty", "PropertyDefault", "PropertyType", "broker_properties"]

_LIKENESS = 0.8


@record(frozen=True, slots=True)
class PropertyDefault:
    """What MSK sets a property to on Standard brokers of one sort."""

    value: str
    zones: int | None
    """In a cluster of that many Availability Zones; None: of any number."""
    tiered: bool | None
    """In a cluster with or without tiered storage; None: in both."""

    def holds(self, zones: int, tiered: bool) -> bool:
        return self.zones in (None, zones) and self.tiered in (None, tiered)


@record(frozen=True, slots=True, kw_only=True)
class BrokerProperty(Fact):
    """A broker property. Source: Developer Guide, "Custom MSK configurations"."""

    name: str
    type: PropertyType
    standard: bool
    """Whether an MSK configuration may set it for Standard brokers."""
    express: bool
    """Whether an MSK configuration may set it for Express brokers."""
    express_dynamic: bool
    """Whether Kafka's own tools may set it on Express brokers."""
    defaults: tuple[PropertyDefault, ...]
    """Of Standard brokers. Empty where MSK leaves it to Kafka, whose defaults are not here."""
    minimum: float | None
    maximum: float | None
    choices: tuple[str, ...]
    """The only values, or those that a list may hold; empty where it may have others."""
    since: str | None
    """The first Kafka version that has it, where that is not the first of MSK's."""

    def accepts(self, text: str) -> bool:
        """Whether `text` is of its type and within its bounds."""
        return accepts(self.type, text, self.minimum, self.maximum, self.choices)

    @property
    def accepted(self) -> str:
        """What it accepts, in words."""
        return accepted(self.type, self.minimum, self.maximum, self.choices)

    @property
    def configurable(self) -> bool:
        """Whether an MSK configuration may set it for brokers of any kind."""
        return self.standard or self.express

    def default(self, zones: int, tiered: bool) -> str | None:
        """What MSK sets it to on Standard brokers, as it stands in `server.properties`."""
        return next((it.value for it in self.defaults if it.holds(zones, tiered)), None)


@cache
def broker_properties() -> dict[str, BrokerProperty]:
    """All properties by name."""
    properties = (_property(row) for row in table("broker_properties"))
    return {it.name: it for it in properties}


def _property(row: Row) -> BrokerProperty:
    return BrokerProperty(
        row=row,
        name=row.need("name", str),
        type=PropertyType(row.need("type", str)),
        standard=row.need("standard", bool),
        express=row.need("express", bool),
        express_dynamic=row.need("express_dynamic", bool),
        defaults=tuple(_default(it) for it in row.get("defaults", list) or ()),
        minimum=row.number("minimum"),
        maximum=row.number("maximum"),
        choices=tuple(row.get("choices", list) or ()),
        since=row.get("since", str),
    )


def _default(cells: Mapping[str, Any]) -> PropertyDefault:
    return PropertyDefault(cells["value"], cells.get("zones"), cells.get("tiered"))


def nearest_configurable(properties: Mapping[str, BrokerProperty], name: str) -> str | None:
    """The configurable property that was probably meant.

    None for a property that exists and cannot be set: it is no slip, and another is no cure.
    """
    if name in properties:
        return None
    configurable = (it.name for it in properties.values() if it.configurable)
    return nearest(name.replace("_", "."), configurable, _LIKENESS)
