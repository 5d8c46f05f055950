"""JSON of Kafka's own: connectors, and requests that set broker properties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mskguard.adapters.kafka_files.connectors import connector
from mskguard.adapters.kafka_files.places import Sheet
from mskguard.adapters.kafka_files.properties_files import is_about_msk
from mskguard.model.configuration import Properties, Property
from mskguard.model.dynamic_configuration import DynamicConfiguration
from mskguard.model.node import Node
from mskguard.source import Span
from mskguard.syntax.json import Json, Members, members_of
from mskguard.value import Absent, Known, Piece, Slot, Text, Unknown, Value

_LISTED = ("configs", "configEntries", "data", "entries")
_BROKERS = ("4", "BROKER")
"""How AlterConfigs requests call the resource type of a broker."""
_DYNAMIC = "listener.name."


def nodes_in(sheet: Sheet, root: Json) -> Iterator[Node]:
    """The connectors and changes of broker properties in a document."""
    for value in root.it if isinstance(root.it, list) else [root]:
        configuration = value.member("config")
        if _is_connector(configuration):
            yield from _connector(sheet, value, configuration)
        elif _is_connector(value):
            yield from _connector(sheet, None, value)
        else:
            yield from _altered(sheet, value)


def _is_connector(value: Json | None) -> bool:
    found = value.member("connector.class") if value is not None else None
    return found is not None and isinstance(found.it, str)


def _connector(sheet: Sheet, outer: Json | None, value: Json | None) -> Iterator[Node]:
    """A connector, where anything in it is about MSK."""
    if value is None or not is_about_msk(value.span.text):
        return
    address = "connector"
    properties = {
        key: _value(sheet, one, Slot(address, f"[{key}]")) for key, one in members_of(value)
    }
    opening = Span(sheet.source, value.start, value.start + 1)
    name = outer.member("name") if outer is not None else value.member("name")
    called = _value(sheet, name, Slot(address, "name")) if name is not None else None
    yield connector(sheet, called, Known(properties, opening), name.span if name else opening)


def _value(sheet: Sheet, value: Json, slot: Slot) -> Value[Any]:
    """A property's text; Kafka Connect takes numbers and truths for texts as well."""
    if isinstance(value.it, str):
        pieces = tuple(Piece(*stretch) for stretch in value.pieces())
        text = Text(pieces or (Piece(value.span, "", verbatim=True),))
        return Known(value.it, value.span, slot=slot, text=text)
    if isinstance(value.it, (list, Members)) or value.it is None:
        return Unknown(value.span, "a text is expected here", slot=slot)
    return Known(value.span.text, value.span, sheet.text(value.span).origin, slot=slot)


def _altered(sheet: Sheet, value: Json) -> Iterator[Node]:
    """What an AlterConfigs request sets on brokers, or Confluent's REST form of it."""
    resources = value.member("resources")
    for one in resources.it if resources and isinstance(resources.it, list) else [value]:
        kind = one.member("resourceType") or one.member("resource_type")
        if kind is not None and str(kind.it).upper() not in _BROKERS:
            continue
        lines = [line for name in _LISTED for line in _lines(sheet, one.member(name))]
        if any(line.key.startswith(_DYNAMIC) for line in lines):
            yield _dynamic(sheet, one, lines)


def _dynamic(sheet: Sheet, one: Json, lines: list[Property]) -> Node:
    broker = one.member("resourceName") or one.member("resource_name")
    named = broker is not None and isinstance(broker.it, str) and broker.it
    opening = Span(sheet.source, one.start, one.start + 1)
    address = f"broker/{named}" if named else "brokers"
    return DynamicConfiguration(
        **sheet.common(address, opening),
        broker=Known(named, broker.span) if broker is not None and named else Absent(opening),
        properties=Known(Properties(opening, tuple(lines), (), Slot(address, "")), opening),
    )


def _lines(sheet: Sheet, listed: Json | None) -> Iterator[Property]:
    for entry in listed.it if listed is not None and isinstance(listed.it, list) else ():
        key, value = entry.member("name"), entry.member("value")
        if key is None or value is None or not isinstance(key.it, str):
            continue
        slot = Slot("", f"[{key.it}]")
        yield Property(key.it, _value(sheet, value, slot), value.span, key.span)
