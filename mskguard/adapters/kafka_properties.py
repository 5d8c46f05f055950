"""The text of `server.properties` to the model's properties, each at the line that writes it."""

from __future__ import annotations

from itertools import islice

from mskguard.model.configuration import Properties, Property
from mskguard.source import Span
from mskguard.syntax.properties import Entry, entries
from mskguard.value import (
    HOLE,
    Absent,
    Hop,
    Known,
    Origin,
    Piece,
    Scalar,
    Slot,
    Text,
    Unknown,
    Value,
)


class PropertyWriter:
    """Spells a property's value."""

    def spell(self, value: Scalar) -> str:
        return str(value).lower() if isinstance(value, bool) else str(value)


MOST_PROPERTIES = 2000
"""Kafka has some hundreds; each of a text's is judged for itself."""
TOO_MANY = f"it holds more than {MOST_PROPERTIES} properties"


def properties_of(value: Value[str]) -> Value[Properties]:
    """The properties in a text; where the text is known in part, those of the known part.

    Of too many none is read.
    """
    if isinstance(value, (Known, Unknown)) and _are_too_many(value):
        return Unknown(value.span, TOO_MANY, via=value.via, slot=value.slot)
    if isinstance(value, Known):
        text = value.text or Text((Piece(value.span, value.it),))
        properties = _properties(text, value.span, value.slot)
        return Known(properties, value.span, value.origin, value.via, value.slot)
    if isinstance(value, Unknown):
        if value.text is None or not value.text.joined.strip(HOLE + " \t\r\n"):
            return Unknown(value.span, value.why, None, value.roots, via=value.via, slot=value.slot)
        return Known(_properties(value.text, value.span, value.slot, value), value.span)
    return Absent(value.span, value.slot)


def _are_too_many(value: Known[str] | Unknown[str]) -> bool:
    text = value.text.joined if value.text else value.it if isinstance(value, Known) else ""
    if text.count("\n") + text.count("\r") < MOST_PROPERTIES:
        return False
    return next(islice(entries(text), MOST_PROPERTIES, None), None) is not None


def _properties(
    text: Text, span: Span, slot: Slot | None, unknown: Unknown[str] | None = None
) -> Properties:
    found: list[Property] = []
    gaps: list[tuple[int, Unknown[str]]] = []
    for entry in entries(text.joined):
        if unknown is not None and HOLE in entry.key:
            gaps.append((len(found), _gap(text, entry, unknown)))
        else:
            found.append(_property(text, entry, slot, unknown))
    return Properties(span, tuple(found), tuple(gaps), slot)


def _gap(text: Text, entry: Entry, unknown: Unknown[str]) -> Unknown[str]:
    span = text.span_of(entry.start, entry.end)
    return Unknown(span, unknown.why, None, unknown.roots, via=unknown.via)


def _property(
    text: Text, entry: Entry, slot: Slot | None, unknown: Unknown[str] | None
) -> Property:
    key_span = text.span_of(entry.start, entry.key_end)
    value_span = text.span_of(entry.value_start, entry.end)
    line = _line(text, entry, key_span, value_span)
    path = f"{slot.path}[{entry.key}]" if slot else entry.key
    here = Slot(slot.address if slot else "", path)
    value: Value[str]
    if unknown is not None and HOLE in entry.value:
        value = Unknown(value_span, unknown.why, None, unknown.roots, via=unknown.via, slot=here)
    else:
        writer = PropertyWriter() if value_span.text == entry.value else None
        via = tuple(Hop(span, span.text) for span in text.brought_by(entry.value_start, entry.end))
        origin = Origin.RESOLVED if via else Origin.WRITTEN
        cut = text.cut(entry.value_start, entry.end)
        own = cut if cut.joined == entry.value else None
        value = Known(entry.value, value_span, origin, via, here, own, writer)
    return Property(entry.key, value, line, key_span, entry.fault)


def _line(text: Text, entry: Entry, key: Span, value: Span) -> Span:
    """Where the property is written: a key that comes from elsewhere, with a value beside it."""
    if not text.brought_by(entry.start, entry.key_end):
        return text.span_of(entry.start, entry.end)
    beside = value.file is key.file and key.end <= value.start
    if beside and "\n" not in key.file.text[key.end : value.start]:
        return Span(key.file, key.start, value.end)
    return key
