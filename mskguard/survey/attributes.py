"""The attributes of a node, derived from the fields of its classes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from mskguard.model.configuration import Properties
from mskguard.model.node import Node, Unit
from mskguard.record import record
from mskguard.source import Span
from mskguard.value import Absent, Hop, Known, Slot, Value, distribute

_HEAD = frozenset(one.name for one in fields(Node)) - {"exists"}
"""What tells which node it is, and where: no attribute of the thing itself."""
_NO_CONTENT = (Span, Slot, Hop, Node, Unit)


@record(frozen=True, slots=True, eq=False)
class Attribute:
    """One value of a node under its names."""

    name: str
    """The model's: `transit.client_broker`, `tags[team]`."""
    path: str
    """The dialect's: `encryption_info.encryption_in_transit.client_broker`; empty where unsaid."""
    value: Value[Any]


def attributes(node: Node) -> Iterator[Attribute]:
    """Whether the node exists, then every value in it, in the order of the model."""
    for field in fields(node):
        if field.name not in _HEAD:
            yield from _within(field.name, "", getattr(node, field.name), node.span)


def parts(whole: Attribute, known: Known[Any]) -> list[Attribute]:
    """What a known collection or group consists of; nothing for a single value.

    `known` is the attribute's value, or what that is in one case.
    """
    path = known.slot.path if known.slot else whole.path
    it = known.it
    if isinstance(it, Properties):
        return list(_properties(whole.name, path, it))
    return list(_within(whole.name, path, it, known.span)) if has_parts(known) else []


def has_parts(known: Known[Any]) -> bool:
    """Whether the value is a collection or group, an empty one included."""
    it = known.it
    return isinstance(it, (tuple, list, set, frozenset, Mapping)) or _is_group(it)


def part_named(whole: Attribute, name: str) -> Value[Any]:
    """The part of this name in each case of the whole; written twice, the last one counts."""

    def named(it: Value[Any]) -> Value[Any]:
        if not isinstance(it, Known):
            return it
        found = [one.value for one in parts(whole, it) if one.name == name]
        return found[-1] if found else Absent(it.span)

    return distribute(named, whole.value)


def _within(name: str, path: str, it: Any, span: Span) -> Iterator[Attribute]:
    """The values in a field, whatever groups and collections they lie in."""
    if isinstance(it, Value):
        slot = it.slot
        yield Attribute(name, slot.path if slot else path, it)
    elif isinstance(it, Mapping):
        for key, value in it.items():
            yield from _within(f"{name}[{key}]", path and f"{path}[{key}]", value, span)
    elif isinstance(it, (set, frozenset)):
        yield from _within(name, path, tuple(sorted(it, key=str)), span)
    elif isinstance(it, (tuple, list)) and not isinstance(it, _NO_CONTENT):
        for index, value in enumerate(it):
            yield from _within(f"{name}[{index}]", path and f"{path}[{index}]", value, span)
    elif _is_group(it):
        here = getattr(it, "span", span)
        for field in fields(it):
            inner = path and f"{path}.{field.name}"
            yield from _within(f"{name}.{field.name}", inner, getattr(it, field.name), here)
    elif isinstance(it, Enum):
        yield Attribute(name, path, Known(it.value, span))
    elif isinstance(it, (str, int, float)):
        yield Attribute(name, path, Known(it, span))


def _is_group(it: Any) -> bool:
    return is_dataclass(it) and not isinstance(it, (type, Value, Enum, *_NO_CONTENT))


def _properties(name: str, path: str, it: Properties) -> Iterator[Attribute]:
    """The properties one by one, and between them the lines that are not known."""
    gaps = list(it.gaps)
    for index, entry in enumerate(it.entries):
        while gaps and gaps[0][0] <= index:
            yield Attribute(f"{name}[?]", path, gaps.pop(0)[1])
        own = entry.value.slot
        yield Attribute(f"{name}[{entry.key}]", own.path if own else path, entry.value)
    for _, gap in gaps:
        yield Attribute(f"{name}[?]", path, gap)
