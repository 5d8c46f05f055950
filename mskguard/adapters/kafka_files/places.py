"""Values that stand in a file of Kafka's, and those that it leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from mskguard.adapters.kafka_properties import MOST_PROPERTIES, TOO_MANY, PropertyWriter
from mskguard.model.configuration import Properties, Property
from mskguard.model.node import Dialect, Standing, Unit
from mskguard.source import SourceFile, Span
from mskguard.value import (
    Identity,
    Known,
    Origin,
    Piece,
    Slot,
    Text,
    Tri,
    Unknown,
    Value,
)

Any_ = Value[Any]


class Sheet(NamedTuple):
    """One file on its way to nodes."""

    source: SourceFile
    unit: Unit
    observed: bool = False

    @classmethod
    def of(cls, source: SourceFile, unit: str, *, observed: bool = False) -> Sheet:
        """A file is a unit of its own, which never holds all that belongs to it."""
        return cls(source, Unit(unit, Dialect.KAFKA, Tri.UNKNOWN), observed)

    @property
    def standing(self) -> Standing:
        return Standing.OBSERVED if self.observed else Standing.DECLARED

    def common(self, address: str, span: Span) -> dict[str, Any]:
        """The fields that every node has."""
        return {
            "unit": self.unit,
            "address": address,
            "instance": address,
            "span": span,
            "exists": Known(True, span),
            "standing": self.standing,
        }

    def text(self, span: Span, slot: Slot | None = None) -> Known[str]:
        """The text that stands at a place."""
        text = Text((Piece(span, span.text, verbatim=True),))
        origin = Origin.OBSERVED if self.observed else Origin.WRITTEN
        writer = None if self.observed else PropertyWriter()
        return Known(span.text, span, origin, slot=slot, text=text, writer=writer)

    def number(self, span: Span) -> Value[int]:
        """The whole number that stands at a place."""
        if not span.text.lstrip("-").isdecimal() or len(span.text) > 18:
            return Unknown(span, "a number is expected here")
        return Known(int(span.text), span, self.text(span).origin)

    def unsaid(self, owner: str, attribute: str, span: Span, why: str) -> Unknown[Any]:
        """What the file does not tell of a thing."""
        identity = Identity(self.unit.name, owner, attribute)
        return Unknown(span, why, identity, frozenset((identity,)))


def properties_in(
    sheet: Sheet, address: str, pairs: Iterable[tuple[Span, Span]], place: Span
) -> Value[Properties]:
    """Properties of which keys and values stand at these places."""
    slot = Slot(address, "")
    listed = list(islice(pairs, MOST_PROPERTIES + 1))
    if len(listed) > MOST_PROPERTIES:
        return Unknown(place, TOO_MANY, slot=slot)
    found = tuple(_property(sheet, address, key, value) for key, value in listed)
    return Known(Properties(place, found, (), slot), place, slot=slot)


def _property(sheet: Sheet, address: str, key: Span, value: Span) -> Property:
    slot = Slot(address, f"[{key.text}]")
    return Property(key.text, sheet.text(value, slot), key.to(value), key)


def entries_of(properties: Value[Properties]) -> Iterator[Property]:
    """The lines of properties that are known."""
    if isinstance(properties, Known):
        yield from properties.it


def mapping_of(properties: Value[Properties]) -> Value[Mapping[str, Value[str]]]:
    """Properties as a map from key to value; the last line of a key counts."""
    if not isinstance(properties, Known):
        return Unknown(properties.span, "the properties are not known")
    found = {line.key: line.value for line in properties.it}
    return Known(found, properties.span, properties.origin)
