"""Holds one block of a resource against the schema of its type in the AWS provider."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from mskguard.adapters.schemas.names import Names
from mskguard.adapters.schemas.tree import Shape
from mskguard.adapters.schemas.wrong import INVALID_VALUE, UNKNOWN_ATTRIBUTE, Any_, Wrong, judged
from mskguard.adapters.terraform.evaluate import evaluate
from mskguard.adapters.terraform.legacy import flattened
from mskguard.adapters.terraform.locked import version_of
from mskguard.adapters.terraform.values import ObjectOf, settle
from mskguard.adapters.terraform.views import View
from mskguard.source import Span
from mskguard.syntax.hcl import ast
from mskguard.value import Absent, Known, World

OF_ALL = frozenset(
    ["connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioner"]
)
"""What every resource may hold, whatever its type."""
EXACT = ((5, 0, 0), (5, 100, 0))
"""The provider's versions in which there are no other arguments than the schemas have."""
_NONE: Mapping[str, Any] = {}


class Type(NamedTuple):
    """A type of resource, as the provider that a root has locked knows it."""

    name: str
    version: str
    """The provider's, empty where it is not known."""

    def lacks(self, newest_without: str) -> bool:
        """Whether the provider is too old for something that this version still lacks."""
        mine, other = version_of(self.version), version_of(newest_without)
        return mine is not None and other is not None and mine <= other

    @property
    def is_exact(self) -> bool:
        mine = version_of(self.version)
        return mine is not None and EXACT[0] <= mine <= EXACT[1]


class Judge:
    """Judges blocks. Neither an unknown argument nor an unknown value violates anything."""

    def __init__(self, kind: Type) -> None:
        self._kind = kind
        self._shape = Shape(_NONE)
        self._names = Names()

    def block(
        self, view: View, schema: Mapping[str, Any], path: str, place: Span, world: World
    ) -> Iterator[Wrong]:
        """What is wrong in a block; `place` is where it begins."""
        names: list[str] = []
        for attribute in view.block.body.attributes:
            names.append(attribute.name)
            yield from self._attribute(view, attribute, schema, path, world)
        for block in view.block.body.blocks:
            name = block.labels[0] if block.type == "dynamic" and block.labels else block.type
            names.append(name)
            if not _knows(schema, name, path):
                yield from self._unknown(name, block.header, schema, path, world)
        for name, inner in schema.get("blocks", _NONE).items():
            yield from self._blocks(view.children(name), inner, name, path, world)
        yield from self._missing(names, schema, path, place, world)

    def _attribute(
        self,
        view: View,
        attribute: ast.Attribute,
        schema: Mapping[str, Any],
        path: str,
        world: World,
    ) -> Iterator[Wrong]:
        name, span = attribute.name, attribute.name_span
        found = schema.get("arguments", _NONE).get(name)
        if found is None:
            if not _knows(schema, name, path):
                yield from self._unknown(name, span, schema, path, world)
            return
        yield from self._newer(name, found, span, path, world)
        value = settle(evaluate(attribute.expression, view.scope), attribute.expression.span)
        value = flattened(attribute.expression, value, view.scope)
        yield from self._value(value, found, name, path, span, world)

    def _value(
        self,
        value: Any_,
        schema: Mapping[str, Any],
        name: str,
        path: str,
        span: Span,
        world: World,
    ) -> Iterator[Wrong]:
        dotted = _joined(path, name)
        if schema.get("computed"):
            said = f"{dotted} is decided by AWS, it cannot be written"
            yield Wrong(INVALID_VALUE, span, said, dotted, world)
        else:
            yield from self._shape.wrong(value, schema, dotted, span, world)

    def _newer(
        self, name: str, schema: Mapping[str, Any], span: Span, path: str, world: World
    ) -> Iterator[Wrong]:
        if self._kind.lacks(schema.get("not_in", "")):
            dotted = _joined(path, name)
            said = f"{dotted} does not exist in provider {self._kind.version}, which is locked"
            yield Wrong(UNKNOWN_ATTRIBUTE, span, said, dotted, world)

    def _unknown(
        self, name: str, span: Span, schema: Mapping[str, Any], path: str, world: World
    ) -> Iterator[Wrong]:
        """A name that is like none may be newer than the schema, or older than 0.12."""
        near = self._names.like(name, _writable(schema))
        if near is None and not self._kind.is_exact:
            return
        dotted = _joined(path, name)
        said = f"{dotted} is no argument of {self._kind.name}"
        yield Wrong(UNKNOWN_ATTRIBUTE, span, f"{said}, {near} is" if near else said, dotted, world)

    def _missing(
        self,
        names: Iterable[str],
        schema: Mapping[str, Any],
        path: str,
        place: Span,
        world: World,
    ) -> Iterator[Wrong]:
        writable = _writable(schema)
        missing = [name for name in schema.get("required", ()) if name not in names]
        strange = [name for name in names if missing and not _knows(schema, name, path)]
        meant = {self._names.like(name, writable) for name in strange}
        for name in missing:
            if name not in meant:
                said = f"{path or self._kind.name} lacks {name}, which is required"
                yield Wrong(UNKNOWN_ATTRIBUTE, place, said, _joined(path, name), world)

    def _blocks(
        self, blocks: Any_, schema: Mapping[str, Any], name: str, path: str, world: World
    ) -> Iterator[Wrong]:
        dotted = _joined(path, name)

        def each(it: Any_, at: World) -> Iterator[Wrong]:
            if not isinstance(it, Known) or not isinstance(it.it, tuple):
                return
            most = schema.get("most")
            known = all(isinstance(one, Known) for one in it.it)
            if most is not None and known and len(it.it) > most:
                said = f"{dotted} stands {len(it.it)} times, at most {most} is allowed"
                yield Wrong(INVALID_VALUE, it.it[most].span, said, dotted, at)
            for one in it.it:
                yield from judged(one, at, inside)

        def inside(it: Any_, at: World) -> Iterator[Wrong]:
            if isinstance(it, Known) and isinstance(it.it, View):
                yield from self._newer(name, schema, it.span, path, at)
                yield from self.block(it.it, schema, dotted, it.span, at)
            elif isinstance(it, Known) and isinstance(it.it, ObjectOf):
                yield from self._object(it, schema, dotted, at)

        yield from judged(blocks, world, each)

    def _object(
        self, value: Known[Any], schema: Mapping[str, Any], path: str, world: World
    ) -> Iterator[Wrong]:
        """A block that JSON, or Terraform before 0.12, writes as an argument."""
        members: ObjectOf = value.it
        arguments, blocks = schema.get("arguments", _NONE), schema.get("blocks", _NONE)
        for name, member in members.items():
            span = members.keys_at.get(name, member.span)
            if name in arguments:
                yield from self._value(member, arguments[name], name, path, span, world)
            elif name in blocks:
                yield from self._blocks(_listed(member), blocks[name], name, path, world)
            else:
                yield from self._unknown(name, span, schema, path, world)
        yield from self._missing(list(members), schema, path, value.span, world)


def _listed(value: Any_) -> Any_:
    if isinstance(value, Known) and isinstance(value.it, ObjectOf):
        return Known((value,), value.span)
    return value if isinstance(value, Known) and isinstance(value.it, tuple) else Absent(value.span)


def _writable(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    arguments = schema.get("arguments", _NONE)
    written = {name: it for name, it in arguments.items() if not it.get("computed")}
    return {**written, **schema.get("blocks", _NONE)}


def _knows(schema: Mapping[str, Any], name: str, path: str) -> bool:
    if name in schema.get("arguments", _NONE) or name in schema.get("blocks", _NONE):
        return True
    return not path and name in OF_ALL


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
