"""Values as plain data, for tests to compare."""

from __future__ import annotations

from typing import Any, NamedTuple

from mskguard.adapters.shapes.fields import Fields
from mskguard.value import HOLE, Absent, Choice, Identity, Known, Unknown, World


class Either(NamedTuple):
    """A value that differs by a condition; `?` stands behind one that nobody wrote."""

    condition: str
    yes: Any
    no: Any


class Open(NamedTuple):
    """An unknown value: what is known of its text (`…` for what is not), and why."""

    text: str
    why: str


def told(value: Any) -> Any:
    """What is known of a value; cases that cannot be any more are left out."""
    return _told(value, World())


def _told(value: Any, world: World) -> Any:
    if isinstance(value, Choice):
        holds = world.decide(value.condition)
        if holds is not None:
            return _told(value.yes if holds else value.no, world)
        mark = "?" if value.condition.supposed else ""
        return Either(
            value.condition.text + mark,
            _told(value.yes, world.where(value.condition, True)),
            _told(value.no, world.where(value.condition, False)),
        )
    if isinstance(value, Absent):
        return None
    if isinstance(value, Unknown):
        text = value.text.joined.replace(HOLE, "…") if value.text else ""
        return Open(text, value.why)
    assert isinstance(value, Known)
    if isinstance(value.it, Fields):
        return {name: _told(one, world) for name, one in value.it.items()}
    return [_told(one, world) for one in value.it] if isinstance(value.it, tuple) else value.it


def known(value: Any) -> Known[Any]:
    assert isinstance(value, Known)
    return value


def unknown(value: Any) -> Unknown[Any]:
    assert isinstance(value, Unknown)
    return value


def identity(value: Any) -> Identity:
    """What an unknown value is of."""
    found = unknown(value).identity
    assert isinstance(found, Identity)
    return found
