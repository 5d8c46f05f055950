"""Reads the arguments of a resource's blocks, dynamic ones included, as values of the model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mskguard.adapters.terraform.evaluate import evaluate
from mskguard.adapters.terraform.legacy import flattened, map_of_block
from mskguard.adapters.terraform.values import (
    Any_,
    ObjectOf,
    as_bool,
    as_number,
    as_text,
    failure,
    is_null,
    settle,
)
from mskguard.adapters.terraform.views import View, holder_of, listed
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

__all__ = ["Reader", "View"]


class Reader:
    """Reads one instance of a resource: arguments at paths of block types and a name."""

    def __init__(
        self, address: str, view: View, block: Any_ | None = None, place: str = ""
    ) -> None:
        self.address = address
        self.view = view
        """The resource's own block."""
        self._block: Any_ = Known(view, view.header) if block is None else block
        self._place = place

    def value(self, *path: str) -> Any_:
        """The argument at a path as Terraform has it; null counts as absent."""
        return self._descend(self._block, path, self._place + ".".join(path))

    def blocks(self, *path: str) -> Value[tuple[Reader, ...]]:
        """A reader for each block of a type that may stand several times, static or dynamic.

        Absent where there is none. One of them may stand for an unknown number of blocks: all that
        it reads is unknown.
        """
        *above, name = path
        value = self._block
        for step in above:
            value = distribute(lambda it, n=step: _child(it, n), value)
        dotted = self._place + ".".join(path)
        slot = Slot(self.address, dotted)

        def readers(it: Any_) -> Any_:
            if not isinstance(it, Known):
                return it.at(slot)
            if not isinstance(it.it, tuple):
                return failure(it.span, "blocks are expected here").at(slot)
            found = tuple(
                Reader(self.address, self.view, block, f"{dotted}[{at}].")
                for at, block in enumerate(it.it)
            )
            return Known(found, it.span, it.origin, it.via, slot)

        return distribute(readers, distribute(lambda it: _children(it, name), value))

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
        written = Slot(self.address, dotted, holder_of(view.block), path)
        name, *rest = path
        if rest:
            child = view.child(name)
            missing = isinstance(child, Absent)
            return (
                Absent(view.header, written) if missing else self._descend(child, path[1:], dotted)
            )
        attribute = view.block.body.attribute(name)
        if attribute is None:
            old = map_of_block(view.block.body, name, view.scope)
            return Absent(block.span, written) if old is None else old.at(slot)
        value = settle(evaluate(attribute.expression, view.scope), attribute.expression.span)
        value = flattened(attribute.expression, value, view.scope)
        return distribute(lambda it: _given(it, slot), value)

    def _in_object(self, block: Known[Any], path: tuple[str, ...], slot: Slot) -> Any_:
        """An argument of a block that is written as an object."""
        value: Any_ = block
        for name in path:
            value = distribute(lambda it, n=name: _member(it, n), value)
        return distribute(lambda it: _given(it, slot), value)

    def present(self, *path: str) -> Value[bool]:
        """Whether the block at a path is there."""
        value = self._block
        for name in path:
            value = distribute(lambda it, n=name: _child(it, n), value)
        return distribute(
            lambda it: it if isinstance(it, Unknown) else Known(isinstance(it, Known), it.span),
            value,
        )

    def ignored_changes(self) -> Value[tuple[Value[str], ...]]:
        """The paths that `lifecycle` has Terraform ignore, in its own words."""
        return self.view.ignored_changes()

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


def _children(value: Any_, name: str) -> Any_:
    if isinstance(value, Known) and isinstance(value.it, View):
        return value.it.children(name)
    member = _member(value, name)
    return distribute(listed, member)


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
