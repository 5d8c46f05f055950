"""Questions that ask about several values at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from mskguard.value.known import Absent, Known, Unknown, Value
from mskguard.value.tri import Tri

R = TypeVar("R")


def lift(function: Callable[..., R], *values: Value[Any]) -> Value[R]:
    """A value computed from others, standing at the first: unknown where one is, else absent."""
    now = [value.now() for value in values]
    for value in now:
        if isinstance(value, Unknown):
            return cast("Unknown[R]", value)
    for value in now:
        if isinstance(value, Absent):
            return Absent(value.span, value.slot)
    known = [cast("Known[Any]", value) for value in now]
    result = function(*(value.it for value in known))
    return Known(result, known[0].span, known[0].origin, known[0].via, known[0].slot)


def answers(question: Callable[..., Tri], *values: Value[Any], why: str) -> Tri:
    """A three-valued question to known values: NO where one is absent.

    Where the question itself has no answer, `why` is the reason that the reader is given.
    """
    subject = lift(question, *values)
    if not isinstance(subject, Known):
        return Tri.NO if isinstance(subject, Absent) else Tri.UNKNOWN
    if subject.it is Tri.UNKNOWN:
        Unknown[Any](subject.span, why).now()
    return cast("Tri", subject.it)
