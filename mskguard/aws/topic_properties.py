"""The properties of a topic: their types and ranges, and what their names are at the brokers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from mskguard.aws.nearest import nearest
from mskguard.aws.property_types import PropertyType, accepted, accepts
from mskguard.aws.table import Fact, table
from mskguard.record import record

_LIKENESS = 0.85


@record(frozen=True, slots=True, kw_only=True)
class TopicProperty(Fact):
    """A topic property. Source: Apache Kafka documentation, "Topic Configs"."""

    name: str
    type: PropertyType
    minimum: float | None
    maximum: float | None
    choices: tuple[str, ...]
    """The only values, or those that a list may hold; empty where it may have others."""
    broker: str | None
    """The broker property that is its default; None where that is not known to be one."""

    def accepts(self, text: str) -> bool:
        """Whether `text` is of its type and within its bounds."""
        return accepts(self.type, text, self.minimum, self.maximum, self.choices)

    @property
    def accepted(self) -> str:
        """What it accepts, in words."""
        return accepted(self.type, self.minimum, self.maximum, self.choices)


@cache
def topic_properties() -> dict[str, TopicProperty]:
    """All properties by name."""
    found = (
        TopicProperty(
            row=row,
            name=row.need("name", str),
            type=PropertyType(row.need("type", str)),
            minimum=row.number("minimum"),
            maximum=row.number("maximum"),
            choices=tuple(row.get("choices", list) or ()),
            broker=row.get("broker", str),
        )
        for row in table("topic_properties")
    )
    return {it.name: it for it in found}


def nearest_topic_property(properties: Mapping[str, TopicProperty], name: str) -> str | None:
    """The topic property that was probably meant: by its broker's name, else by its likeness.

    None for a name that is one, and where none is near.
    """
    if name in properties:
        return None
    of_broker = (it.name for it in properties.values() if it.broker == name)
    return next(of_broker, None) or nearest(name.replace("_", "."), properties, _LIKENESS)
