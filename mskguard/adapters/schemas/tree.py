"""Evaluated trees against the part of JSON Schema that CloudFormation's registry uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from mskguard.adapters.schemas.names import Names
from mskguard.adapters.schemas.scalars import (
    Keywords,
    expected_type,
    fits,
    refused,
    shown,
    types_of,
)
from mskguard.adapters.schemas.wrong import INVALID_VALUE, UNKNOWN_ATTRIBUTE, Any_, Wrong, judged
from mskguard.aws.schemas import Schema
from mskguard.source import Span
from mskguard.value import Absent, Choice, Known, Unknown, World

_PROPERTY = re.compile(r"[A-Z][A-Za-z0-9]*")


_PLAIN = (bool, int, Decimal, str, tuple, Mapping)
"""What a value can be; a reference to a whole resource is none of them, nor is null."""


class Shape:
    """Judges trees by a JSON Schema. What is unknown violates nothing."""

    def __init__(self, schema: Keywords, whole: str = "") -> None:
        self._definitions: Mapping[str, Any] = schema.get("definitions", {})
        self._whole = whole
        """What the outermost map is called in a message."""
        self._names = Names()

    def wrong(
        self, value: Any_, schema: Keywords, path: str, place: Span, world: World
    ) -> Iterator[Wrong]:
        """What is wrong with a value. `place`: where a person sees that the value begins."""
        found = self._resolved(schema)
        return judged(value, world, lambda it, at: self._case(it, found, path, place, at))

    def _resolved(self, schema: Keywords) -> Keywords:
        reference = schema.get("$ref")
        if reference is None:
            return schema
        target = self._resolved(self._definitions[reference.rpartition("/")[2]])
        return {**target, **{key: it for key, it in schema.items() if key != "$ref"}}

    def _case(
        self, value: Any_, schema: Keywords, path: str, place: Span, world: World
    ) -> Iterator[Wrong]:
        it = value.it if isinstance(value, Known) else None
        if not isinstance(value, Known) or not isinstance(it, _PLAIN):
            return
        kinds = types_of(schema)
        if kinds and not any(fits(it, kind) for kind in kinds):
            if not _may_be_json(it, schema):
                said = f"{path} is {shown(it, value.span)}, {expected_type(schema)} is expected"
                yield Wrong(INVALID_VALUE, value.span, said, path, world, value.via)
        elif isinstance(it, Mapping):
            yield from self._map(value, schema, path, place, world)
        elif isinstance(it, tuple):
            yield from self._list(value, schema, path, world)
        elif said := refused(it, value.span, schema):
            yield Wrong(INVALID_VALUE, value.span, f"{path} {said}", path, world, value.via)

    def _map(
        self, value: Known[Any], schema: Keywords, path: str, place: Span, world: World
    ) -> Iterator[Wrong]:
        members: Mapping[str, Any_] = value.it
        keys_at: Mapping[str, Span] = getattr(members, "keys_at", {})
        known: Mapping[str, Keywords] = schema.get("properties", {})
        others = schema.get("additionalProperties", True)
        for name, member in members.items():
            inner = _joined(path, name)
            span = keys_at.get(name, member.span)
            if name in known:
                yield from self.wrong(member, known[name], inner, span, world)
            elif isinstance(others, Mapping):
                yield from self.wrong(member, others, inner, span, world)
            elif others is False and not isinstance(member, Absent):
                yield from self._unknown(name, known, inner, span, world)
        required: list[str] = list(schema.get("required", ()))
        if not members.keys() >= set(required):
            meant = {self._names.like(name, known) for name in members if name not in known}
            required = [name for name in required if name not in meant]
        yield from self._missing(members, required, path, place, world)
        yield from self._alternatives(members, schema, path, place, world)

    def _unknown(
        self, name: str, known: Mapping[str, Keywords], path: str, span: Span, world: World
    ) -> Iterator[Wrong]:
        """A name that is like none may be newer than the schema, if it looks like a property's."""
        near = self._names.like(name, known)
        if near or not _PROPERTY.fullmatch(name):
            said = f"{path} is no property of {self._whole}"
            told = f"{said}, {near} is" if near else said
            yield Wrong(UNKNOWN_ATTRIBUTE, span, told, path, world)

    def _missing(
        self,
        members: Mapping[str, Any_],
        required: Iterable[str],
        path: str,
        place: Span,
        world: World,
    ) -> Iterator[Wrong]:
        def absent(value: Any_, at: World) -> Iterator[Wrong]:
            if isinstance(value, Absent):
                said = f"{path or self._whole} lacks {name}, which is required"
                yield Wrong(UNKNOWN_ATTRIBUTE, place, said, _joined(path, name), at)

        for name in required:
            yield from judged(members.get(name) or Absent(place), world, absent)

    def _alternatives(
        self, members: Mapping[str, Any_], schema: Keywords, path: str, place: Span, world: World
    ) -> Iterator[Wrong]:
        """Exactly one of several groups of members."""
        groups = [one["required"] for one in schema.get("oneOf", ())]
        named = [members.get(name) for group in groups for name in group]
        if not groups or any(isinstance(one, (Choice, Unknown)) for one in named):
            return
        there = [
            group for group in groups if all(isinstance(members.get(name), Known) for name in group)
        ]
        if len(there) != 1:
            names = " or ".join(" and ".join(group) for group in groups)
            said = f"{path} has {len(there) or 'none'} of {names}, exactly one is expected"
            yield Wrong(INVALID_VALUE, place, said, path, world)

    def _list(
        self, value: Known[Any], schema: Keywords, path: str, world: World
    ) -> Iterator[Wrong]:
        items: tuple[Any_, ...] = value.it
        each = schema.get("items", {})
        for at, item in enumerate(items):
            yield from self.wrong(item, each, f"{path}[{at}]", item.span, world)
        least, most = schema.get("minItems", 0), schema.get("maxItems")
        count = len(items)
        if "left_to" in schema or not all(isinstance(one, Known) for one in items):
            return
        if count < least or (most is not None and count > most):
            wanted = least if least == most else f"{least} or more" if count < least else most
            more = "" if count < least or least == most else " at most"
            said = f"{path} has {count} elements, {wanted}{more} are expected"
            yield Wrong(INVALID_VALUE, value.span, said, path, world, value.via)


def of_resource(schema: Schema, properties: Any_, place: Span, world: World) -> Iterator[Wrong]:
    """What is wrong with the properties of a resource of CloudFormation."""
    shape = Shape(schema.root, schema.type)
    yield from shape.wrong(properties, schema.root, "", place, world)

    def written(value: Any_, at: World) -> Iterator[Wrong]:
        if not isinstance(value, Known) or not isinstance(value.it, Mapping):
            return
        for name in schema.read_only:
            if name in value.it and not isinstance(value.it[name], Absent):
                span = getattr(value.it, "keys_at", {}).get(name, value.it[name].span)
                said = f"{name} is written by AWS alone, a template can only read it"
                yield Wrong(INVALID_VALUE, span, said, name, at)

    yield from judged(properties, world, written)


def _may_be_json(it: object, schema: Keywords) -> bool:
    """Whether a map that may hold anything is written as a text of JSON."""
    closed = "properties" in schema or isinstance(schema.get("additionalProperties"), Mapping)
    return isinstance(it, str) and "object" in types_of(schema) and not closed


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
