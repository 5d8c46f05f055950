"""Values case by case: what follows from them under each condition that they differ by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from mskguard.value.known import Choice, Unknown, Value
from mskguard.value.world import Condition

MOST_CONDITIONS = 6
"""A value that differs by more conditions at once is unknown."""


def restrict(value: Value[Any], condition: Condition, holds: bool) -> Value[Any]:
    """The value in worlds where the condition is decided so."""
    if not isinstance(value, Choice):
        return value
    if value.condition == condition:
        return restrict(value.yes if holds else value.no, condition, holds)
    yes = restrict(value.yes, condition, holds)
    no = restrict(value.no, condition, holds)
    return Choice(value.condition, yes, no)


def distribute(build: Callable[..., Value[Any]], *values: Value[Any], depth: int = 0) -> Value[Any]:
    """`build(*values)` under each combination of the conditions that the values differ by."""
    for value in values:
        if isinstance(value, Choice):
            condition = value.condition
            if depth >= MOST_CONDITIONS:
                why = f"it differs by more than {MOST_CONDITIONS} conditions"
                return Unknown(condition.span, why, roots=condition.roots)
            yes = [restrict(one, condition, True) for one in values]
            no = [restrict(one, condition, False) for one in values]
            return Choice(
                condition,
                distribute(build, *yes, depth=depth + 1),
                distribute(build, *no, depth=depth + 1),
            )
    return build(*values)


def conditions(value: Value[Any]) -> Iterator[Condition]:
    """The conditions that a value differs by."""
    if isinstance(value, Choice):
        yield value.condition
        yield from conditions(value.yes)
        yield from conditions(value.no)
