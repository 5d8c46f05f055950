"""Maps that stand several times to tuples of records, and one value to a tuple of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from mskguard.model.cluster import Names
from mskguard.value import Absent, Known, Value, distribute

T = TypeVar("T")
R = TypeVar("R")


def each(build: Callable[[R], T], written: Value[tuple[R, ...]]) -> Value[tuple[T, ...]]:
    """What is built from each of the readers."""

    def built(it: Value[Any]) -> Value[Any]:
        if not isinstance(it, Known):
            return it
        found = tuple(build(one) for one in it.it)
        return Known(found, it.span, it.origin, it.via, it.slot)

    return distribute(built, written)


def single(value: Value[str]) -> Names:
    """One name as the list of it; an unknown one is a list of one unknown."""

    def listed(it: Value[Any]) -> Value[Any]:
        return it if isinstance(it, Absent) else Known((it,), it.span, slot=it.slot)

    return distribute(listed, value)
