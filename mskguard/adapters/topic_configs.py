"""The properties of a topic, from JSON text or from a map, to the model's properties."""

from __future__ import annotations

import re
from collections.abc import Mapping
from json import JSONDecodeError, JSONDecoder
from typing import Any

from mskguard.adapters.kafka_properties import PropertyWriter
from mskguard.model.configuration import Properties, Property
from mskguard.source import Span
from mskguard.value import (
    HOLE,
    Absent,
    Known,
    Origin,
    Piece,
    Slot,
    Text,
    Unknown,
    Value,
    distribute,
)

_SPACE = re.compile(r"[ \t\r\n]*")


def properties_of_map(value: Value[Mapping[str, Value[str]]]) -> Value[Properties]:
    """The properties in a map of texts."""

    def converted(it: Value[Any]) -> Value[Any]:
        if not isinstance(it, Known):
            return it
        found = [_entry(key, content, content.span, it.slot) for key, content in it.it.items()]
        return Known(Properties(it.span, tuple(found), (), it.slot), it.span, slot=it.slot)

    return distribute(converted, value)


def properties_of_json(value: Value[str]) -> Value[Properties]:
    """The properties in a JSON object; unknown where the text is none."""
    return distribute(_from_json, value)


def _from_json(value: Value[Any]) -> Value[Any]:
    if isinstance(value, Absent):
        return value
    text = value.text if isinstance(value, (Known, Unknown)) else None
    if text is None and isinstance(value, Known):
        text = Text((Piece(value.span, value.it),))
    if text is None or (isinstance(value, Unknown) and not text.joined.strip(HOLE)):
        return value
    try:
        found = tuple(_members(text, value))
    except (JSONDecodeError, RecursionError):
        cause = value if isinstance(value, Unknown) else None
        why = cause.why if cause else "the text is no JSON object"
        return Unknown(value.span, why, slot=value.slot)
    return Known(Properties(value.span, found, (), value.slot), value.span, slot=value.slot)


def _members(text: Text, value: Value[str]) -> list[Property]:
    decoder = JSONDecoder()
    joined, found = text.joined, []
    at = _expect(joined, 0, "{")
    while (start := _skip(joined, at)) < len(joined) and joined[start] == '"':
        key, end = decoder.raw_decode(joined, start)
        if HOLE in key:
            raise JSONDecodeError("a key is not known", joined, start)
        first = _skip(joined, _expect(joined, end, ":"))
        if joined[first : first + 1] == HOLE:
            it, at = HOLE, first + 1
        else:
            it, at = decoder.raw_decode(joined, first)
        key_span = text.span_of(start + 1, end - 1)
        found.append(
            _entry(key, _content(it, text.span_of(first, at), value), key_span, value.slot)
        )
        if joined[(next_at := _skip(joined, at)) : next_at + 1] != ",":
            break
        at = next_at + 1
    _expect(joined, at, "}")
    return found


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _expect(text: str, at: int, char: str) -> int:
    at = _skip(text, at)
    if text[at : at + 1] != char:
        raise JSONDecodeError(f"{char} is expected", text, at)
    return at + 1


def _content(it: object, span: Span, whole: Value[str]) -> Value[str]:
    shown = _text_of(it)
    if HOLE in shown and isinstance(whole, Unknown):
        return Unknown(span, whole.why, None, whole.roots, via=whole.via)
    origin = Origin.WRITTEN if span.text.strip('"') == shown else Origin.RESOLVED
    writer = PropertyWriter() if span.text == shown else None
    return Known(shown, span, origin, writer=writer)


def _text_of(it: object) -> str:
    if isinstance(it, bool):
        return "true" if it else "false"
    return "null" if it is None else str(it)


def _entry(key: str, content: Value[str], key_span: Span, slot: Slot | None) -> Property:
    here = Slot(slot.address if slot else "", f"{slot.path}[{key}]" if slot else key)
    span = content.span
    if key_span.file is span.file and key_span.end <= span.start:
        span = Span(span.file, key_span.start, span.end)
    return Property(key, content.at(here), span, key_span)
