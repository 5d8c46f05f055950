"""The properties of a topic, from JSON, Base64 or a map, to the model's properties."""

from __future__ import annotations

import re
from collections.abc import Mapping
from json import JSONDecodeError, JSONDecoder
from typing import Any

from mskguard.adapters.kafka_properties import (
    MOST_PROPERTIES,
    TOO_MANY,
    PropertyWriter,
    properties_of,
)
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
_DECODER = JSONDecoder(parse_int=str, parse_float=str)


def properties_of_map(value: Value[Mapping[str, Value[str]]]) -> Value[Properties]:
    """The properties in a map of texts."""

    def converted(it: Value[Any]) -> Value[Any]:
        if not isinstance(it, Known):
            return it
        if len(it.it) > MOST_PROPERTIES:
            return Unknown(it.span, TOO_MANY, slot=it.slot)
        found = [_entry(key, content, content.span, it.slot) for key, content in it.it.items()]
        return Known(Properties(it.span, tuple(found), (), it.slot), it.span, slot=it.slot)

    return distribute(converted, value)


def properties_of_json(value: Value[str]) -> Value[Properties]:
    """The properties in a JSON object; with a fault where the text is none."""
    return distribute(_from_json, value)


def properties_of_base64(value: Value[str]) -> Value[Properties]:
    """The properties in the Base64 of a properties file; with a fault where the text is none."""
    from mskguard.adapters.base64_text import decoded, is_encoded  # 2 ms that few need

    def read(it: Value[Any]) -> Value[Any]:
        if isinstance(it, Known) and not is_encoded(it.it):
            return _faulty(it, "it is no Base64 of a text")
        return properties_of(decoded(it, "Configs"))

    return distribute(read, value)


def _faulty(value: Known[str], fault: str) -> Known[Properties]:
    found = Properties(value.span, (), slot=value.slot, fault=fault)
    return Known(found, value.span, value.origin, value.via, value.slot)


def _from_json(value: Value[Any]) -> Value[Any]:
    if isinstance(value, Absent):
        return value
    assert isinstance(value, (Known, Unknown))
    text = value.text
    if text is None and isinstance(value, Known):
        text = Text((Piece(value.span, value.it),))
    if text is None or (isinstance(value, Unknown) and not text.joined.strip(HOLE)):
        return value
    try:
        found = tuple(_members(text, value))
    except JSONDecodeError:
        if isinstance(value, Known):
            return _faulty(value, "it is no JSON object")
        return Unknown(value.span, value.why, None, value.roots, via=value.via, slot=value.slot)
    except RecursionError:
        return Unknown(value.span, "the text is nested too deeply", slot=value.slot)
    if len(found) > MOST_PROPERTIES:
        return Unknown(value.span, TOO_MANY, slot=value.slot)
    return Known(Properties(value.span, found, (), value.slot), value.span, slot=value.slot)


def _members(text: Text, value: Known[str] | Unknown[str]) -> list[Property]:
    joined = text.joined
    found: list[Property] = []
    at = _expect(joined, 0, "{")
    while not joined.startswith("}", _skip(joined, at)):
        at = _skip(joined, _expect(joined, at, ",") if found else at)
        one, at = _member(text, at, value)
        found.append(one)
    end = _skip(joined, _expect(joined, at, "}"))
    if end < len(joined):
        raise JSONDecodeError("something follows the object", joined, end)
    return found


def _member(text: Text, start: int, value: Known[str] | Unknown[str]) -> tuple[Property, int]:
    joined, is_partial = text.joined, isinstance(value, Unknown)
    _expect(joined, start, '"')
    key, end = _DECODER.raw_decode(joined, start)
    if is_partial and HOLE in key:
        raise JSONDecodeError("a key is not known", joined, start)
    first = _skip(joined, _expect(joined, end, ":"))
    it: object
    if is_partial and joined.startswith(HOLE, first):
        it, at = HOLE, first + 1
    else:
        it, at = _DECODER.raw_decode(joined, first)
    key_span = text.span_of(start + 1, end - 1)
    content = _content(it, text.span_of(first, at), value)
    return _entry(key, content, key_span, value.slot), at


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
