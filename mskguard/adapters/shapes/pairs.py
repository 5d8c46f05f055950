"""Maps that are written as lists of keys and values: tags, dimensions."""

from __future__ import annotations

from typing import Any

from mskguard.adapters.shapes.fields import FieldReader, Fields
from mskguard.value import Known, Unknown, Value, distribute


def tags_of(read: FieldReader) -> Value[Any]:
    """A resource's tags: a map of texts, or a list of `Key` and `Value`."""
    return pairs_of(read, "Tags", key="Key", value="Value")


def pairs_of(read: FieldReader, *path: str, key: str, value: str) -> Value[Any]:
    """A map of texts that may be written as a list of maps with two members."""
    mapped, listed = read.mapping(*path), read.blocks(*path)

    def chosen(whole: Value[Any], as_map: Value[Any], as_list: Value[Any]) -> Value[Any]:
        if isinstance(whole, Known) and isinstance(whole.it, tuple):
            return _gathered(as_list, key, value)
        return as_map

    return distribute(chosen, read.value(*path), mapped, listed)


def _gathered(listed: Value[Any], key: str, value: str) -> Value[Any]:
    """The map that a list of pairs is; unknown where one of its keys is."""
    if not isinstance(listed, Known):
        return listed
    readers: tuple[FieldReader, ...] = listed.it

    def of_keys(*keys: Value[Any]) -> Value[Any]:
        found: dict[str, Value[Any]] = {}
        for read, name in zip(readers, keys, strict=True):
            if not isinstance(name, Known):
                return Unknown(name.span, _why(name, key), slot=listed.slot)
            found[name.it] = read.text(value)
        return Known(Fields(found.items()), listed.span, listed.origin, listed.via, listed.slot)

    return distribute(of_keys, *(read.text(key) for read in readers))


def _why(name: Value[Any], key: str) -> str:
    return name.why if isinstance(name, Unknown) else f"{key} is missing"
