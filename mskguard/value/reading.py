"""In which world values are read, and which unknown ones a reader has met."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar, Token
from typing import TYPE_CHECKING

from mskguard.value.world import World

if TYPE_CHECKING:
    from mskguard.value.known import Unknown


class Reading:
    """One run of a rule: the world it reads in, and the unknown values that it met."""

    __slots__ = ("_token", "unknowns", "world")

    _token: Token[Reading | None]

    def __init__(self, world: World) -> None:
        self.world = world
        self.unknowns: list[Unknown[object]] = []

    def __enter__(self) -> Reading:
        self._token = current_reading.set(self)
        return self

    def __exit__(self, *_: object) -> None:
        current_reading.reset(self._token)


current_reading: ContextVar[Reading | None] = ContextVar("reading", default=None)


def reading(world: World) -> Reading:
    """Read values as they are in `world`; `Undecided` is raised where it does not say."""
    return Reading(world)


@contextmanager
def noting() -> Iterator[Reading]:
    """Read on in the same world, and note apart which unknown values are met from here on."""
    outer = current_reading.get()
    try:
        with Reading(outer.world if outer is not None else World()) as inner:
            yield inner
    finally:
        if outer is not None:
            outer.unknowns += inner.unknowns
