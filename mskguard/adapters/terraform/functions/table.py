"""The table of functions, and the ways in which a function joins it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from mskguard.adapters.terraform.values import Any_, failure
from mskguard.source import Span

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


def later(module: str, *names: str) -> None:
    """Join functions of a module of this package that is imported when one is first called."""

    def join(name: str) -> None:
        def first(arguments: list[Any_], span: Span) -> Any_:
            import_module(f"{__package__}.{module}")
            return TABLE[name](arguments, span)

        TABLE[name] = first

    for name in names:
        if name not in TABLE:
            join(name)
