"""The table of functions, and the ways in which a function joins it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mskguard.adapters.terraform.values import (
    Any_,
    failure,
    known,
    scalar_text,
    unknown_among,
)
from mskguard.source import Span
from mskguard.value import Known

Function = Callable[[list[Any_], Span], Any_]

TABLE: dict[str, Function] = {}
"""By name. Arguments differ by no condition, but may be unknown, failed or null."""


class Refused(Exception):
    """Terraform would refuse these arguments; the message says why."""


def refused(name: str, span: Span) -> Any_:
    return failure(span, f"function {name} does not take these arguments")


def raw(name: str) -> Callable[[Function], Function]:
    """Join a function that deals with unknown arguments itself."""

    def join(function: Function) -> Function:
        TABLE[name] = function
        return function

    return join


def on_known(name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Join a function of known arguments, which it receives as `Known` values, and their span.

    Its result is a value, or a plain `it` which then stands for the whole call. Unknown where an
    argument is unknown; a failure where it raises `Refused`, or where its arguments do not fit.
    """

    def join(function: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(arguments: list[Any_], span: Span) -> Any_:
            missing = unknown_among(arguments)
            if missing is not None:
                return missing
            try:
                result = function(*arguments, span=span)
            except Refused as why:
                return failure(span, f"function {name}: {why}")
            except TypeError:
                return refused(name, span)
            return result if hasattr(result, "now") else known(result, span, arguments)

        TABLE[name] = guarded
        return function

    return join


def text_of(value: Known[Any]) -> str:
    """The argument as a string. Raises `Refused` where it is none."""
    text = scalar_text(value.it)
    if text is None:
        raise Refused("a string is expected")
    return text
