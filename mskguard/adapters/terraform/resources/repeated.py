"""Blocks that stand several times to tuples of records, and one value to a tuple of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from mskguard.adapters.terraform.blocks import Reader
from mskguard.model.cluster import Names
from mskguard.value import Absent, Known, Value, distribute

T = TypeVar("T")


def each(build: Callable[[Reader], T], blocks: Value[tuple[Reader, ...]]) -> Value[tuple[T, ...]]:
    """What is built from each of the blocks."""

    def built(it: Value[Any]) -> Value[Any]:
        if not isinstance(it, Known):
            return it
        found = tuple(build(block) for block in it.it)
        return Known(found, it.span, it.origin, it.via, it.slot)

    return distribute(built, blocks)


def single(value: Value[str]) -> Names:
    """One name as the list of it; an unknown one is a list of one unknown."""

    def listed(it: Value[Any]) -> Value[Any]:
        return it if isinstance(it, Absent) else Known((it,), it.span, slot=it.slot)

    return distribute(listed, value)


def joined(*lists: Names) -> Names:
    """Several lists of names as one; absent where all are, unknown where one is."""

    def together(*parts: Value[Any]) -> Value[Any]:
        written = [part for part in parts if not isinstance(part, Absent)]
        unknown = [part for part in written if not isinstance(part, Known)]
        if not written or unknown:
            return unknown[0] if unknown else parts[0]
        items = tuple(item for part in written if isinstance(part, Known) for item in part.it)
        return Known(items, written[0].span, slot=written[0].slot)

    return distribute(together, *lists)
