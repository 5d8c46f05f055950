"""Reads the arguments of a resource's blocks, dynamic ones included, as values of the model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mskguard.adapters.terraform.evaluate import evaluate
from mskguard.adapters.terraform.loops import pairs
from mskguard.adapters.terraform.scope import Scope
from mskguard.adapters.terraform.values import (
    HCL,
    Any_,
    ObjectOf,
    as_bool,
    as_number,
    as_text,
    attributes_of,
    failure,
    is_null,
    settle,
    unknown_among,
)
from mskguard.record import record
from mskguard.source import Span, TextEdit
from mskguard.syntax.hcl import ast
from mskguard.syntax.hcl.write import insert_argument
from mskguard.value import (
    Absent,
    Known,
    Origin,
    Scalar,
    Slot,
    Unknown,
    Value,
    distribute,
)


@record(frozen=True, slots=True)
class BlockHolder:
    """A written block, which can take an argument that it lacks."""

    block: ast.Block

    def insert(self, path: tuple[str, ...], value: Scalar) -> TextEdit:
        return insert_argument(self.block.header.file, self.block, path, HCL.spell(value))


@record(frozen=True, slots=True)
class View:
    """One block as one instance has it. `header` is where a person sees it begin."""

    block: ast.Block
    scope: Scope

    @property
    def header(self) -> Span:
        return self.block.header

    def child(self, name: str) -> Any_:
        """The nested block of a type, as a value: absent, unknown, or different by condition.

        Of several, the first: the blocks read here may stand only once.
        """
        for block in self.block.body.blocks:
            if block.type == name:
                return Known(View(block, self.scope), block.header)
            if block.type == "dynamic" and block.labels == (name,):
                found = self._dynamic(name, block)
                if not isinstance(found, Absent):
                    return found
        attribute = self.block.body.attribute(name)
        if attribute is not None:
            return self._as_argument(attribute)
        return Absent(self.header)

    def _as_argument(self, attribute: ast.Attribute) -> Any_:
        """Terraform 0.11 and JSON write a block as an argument: an object, or a list of one."""
        value = settle(evaluate(attribute.expression, self.scope), attribute.expression.span)

        def first(it: Any_) -> Any_:
            if isinstance(it, Known) and isinstance(it.it, tuple):
                return it.it[0] if it.it else Absent(it.span)
            return Absent(it.span) if is_null(it) else it

        return distribute(first, value)

    def _dynamic(self, name: str, block: ast.Block) -> Any_:
        for_each = block.body.attribute("for_each")
        content = next(block.body.blocks_of("content"), None)
        if for_each is None or content is None:
            return failure(block.header, f'dynamic "{name}" lacks for_each or content')
        span = for_each.expression.span
        iterator = _iterator(block, name)
        collection = settle(evaluate(for_each.expression, self.scope), span)

        def generated(it: Any_) -> Any_:
            elements = pairs(it) if isinstance(it, Known) else None
            if elements is None:
                return unknown_among([it]) or failure(span, "for_each takes a map or a set")
            if not elements:
                return Absent(self.header)
            key, value = elements[0]
            binding = {iterator: attributes_of(span, key=key, value=value)}
            return Known(View(content, self.scope.with_names(**binding)), block.header)

        return distribute(generated, collection)


def _iterator(block: ast.Block, name: str) -> str:
    written = block.body.attribute("iterator")
    if written is not None and isinstance(written.expression, ast.Name):
        return written.expression.name
    return name


class Reader:
    """Reads one instance of a resource: arguments at paths of block types and a name."""

    def __init__(self, address: str, view: View) -> None:
        self.address = address
        self.view = view

    def value(self, *path: str) -> Any_:
        """The argument at a path as Terraform has it; null counts as absent."""
        return self._descend(Known(self.view, self.view.header), path, ".".join(path))

    def _descend(self, block: Any_, path: tuple[str, ...], dotted: str) -> Any_:
        return distribute(lambda it: self._in_block(it, path, dotted), block)

    def _in_block(self, block: Any_, path: tuple[str, ...], dotted: str) -> Any_:
        slot = Slot(self.address, dotted)
        if not isinstance(block, Known):
            return block.at(slot)
        if isinstance(block.it, ObjectOf):
            return self._in_object(block, path, slot)
        if not isinstance(block.it, View):
            return failure(block.span, "a block is expected here").at(slot)
        view = block.it
        written = Slot(self.address, dotted, BlockHolder(view.block), path)
        name, *rest = path
        if rest:
            child = view.child(name)
            missing = isinstance(child, Absent)
            return (
                Absent(view.header, written) if missing else self._descend(child, path[1:], dotted)
            )
        attribute = view.block.body.attribute(name)
        if attribute is None:
            return Absent(block.span, written)
        value = settle(evaluate(attribute.expression, view.scope), attribute.expression.span)
        return distribute(lambda it: _given(it, slot), value)

    def _in_object(self, block: Known[Any], path: tuple[str, ...], slot: Slot) -> Any_:
        """An argument of a block that is written as an object."""
        value: Any_ = block
        for name in path:
            value = distribute(lambda it, n=name: _member(it, n), value)
        return distribute(lambda it: _given(it, slot), value)

    def present(self, *path: str) -> Value[bool]:
        """Whether the block at a path is there."""
        value: Any_ = Known(self.view, self.view.header)
        for name in path:
            value = distribute(lambda it, n=name: _child(it, n), value)
        return distribute(
            lambda it: it if isinstance(it, Unknown) else Known(isinstance(it, Known), it.span),
            value,
        )

    def text(self, *path: str, default: Scalar | None = None) -> Value[str]:
        return self._typed(path, as_text, default)

    def number(self, *path: str, default: Scalar | None = None) -> Value[int]:
        return self._typed(path, as_number, default)

    def flag(self, *path: str, default: Scalar | None = None) -> Value[bool]:
        return self._typed(path, as_bool, default)

    def names(self, *path: str) -> Value[tuple[Value[str], ...]]:
        """A list or set of texts."""
        return self._typed(path, _texts, None)

    def mapping(self, *path: str) -> Any_:
        """A map of texts."""
        return self._typed(path, _text_map, None)

    def _typed(
        self, path: tuple[str, ...], convert: Callable[[Any_], Any_], default: Scalar | None
    ) -> Any_:
        def typed(it: Any_) -> Any_:
            if isinstance(it, Absent):
                if default is None:
                    return it
                return Known(default, it.span, Origin.DEFAULT, slot=it.slot)
            converted = convert(it)
            return converted.at(it.slot) if it.slot is not None else converted

        return distribute(typed, self.value(*path))


def _given(value: Any_, slot: Slot) -> Any_:
    return Absent(value.span, slot) if is_null(value) else value.at(slot)


def _member(value: Any_, name: str) -> Any_:
    if isinstance(value, Known) and isinstance(value.it, tuple) and value.it:
        value = value.it[0]
    if isinstance(value, Known) and isinstance(value.it, ObjectOf):
        return value.it.get(name) or Absent(value.span)
    return Absent(value.span) if is_null(value) else value


def _child(value: Any_, name: str) -> Any_:
    if isinstance(value, Known) and isinstance(value.it, View):
        return value.it.child(name)
    return _member(value, name)


def _texts(value: Any_) -> Any_:
    if not isinstance(value, Known):
        return value
    if not isinstance(value.it, tuple):
        return failure(value.span, "a list is expected here")
    items = tuple(distribute(as_text, item) for item in value.it)
    return Known(items, value.span, value.origin, value.via, value.slot)


def _text_map(value: Any_) -> Any_:
    if not isinstance(value, Known):
        return value
    if not isinstance(value.it, ObjectOf):
        return failure(value.span, "a map is expected here")
    items = {key: distribute(as_text, item) for key, item in value.it.items()}
    return Known(items, value.span, value.origin, value.via, value.slot)
