"""Terraform's functions: the pure ones are computed, the others are unknown with that reason."""

from __future__ import annotations

from collections.abc import Callable

from mskguard.adapters.terraform.functions import (
    collections,
    editing,
    format,
    json_text,
    numbers,
    rare,
    searching,
    sequences,
    sets,
    strings,
    types,
)
from mskguard.adapters.terraform.functions.table import TABLE, refused
from mskguard.adapters.terraform.loops import Evaluate
from mskguard.adapters.terraform.scope import Scope
from mskguard.adapters.terraform.values import (
    Any_,
    Failure,
    failure,
    known,
    settle,
    unknown,
    unknown_among,
)
from mskguard.source import Span
from mskguard.syntax.hcl import ast
from mskguard.value import Known, Unknown, distribute

__all__ = [
    "call",
    "collections",
    "editing",
    "format",
    "json_text",
    "numbers",
    "rare",
    "searching",
    "sequences",
    "sets",
    "strings",
    "types",
]

IMPURE = {
    "bcrypt": "gives another value at each run",
    "plantimestamp": "gives another value at each run",
    "timestamp": "gives another value at each run",
    "uuid": "gives another value at each run",
}

FILE_FUNCTIONS = frozenset(
    [
        "file",
        "filebase64",
        "filebase64sha256",
        "filebase64sha512",
        "fileexists",
        "filemd5",
        "fileset",
        "filesha1",
        "filesha256",
        "filesha512",
        "templatefile",
    ]
)
"""The functions that read files: their module costs nothing until one is called."""


def call(expression: ast.Call, scope: Scope, evaluate: Evaluate) -> Any_:
    """The result of `name(arguments)`."""
    name, span = expression.name, expression.span
    if name in _LAZY and not expression.expand:
        return _LAZY[name](list(expression.arguments), scope, evaluate, span)
    arguments = [settle(evaluate(one, scope), one.span) for one in expression.arguments]

    def applied(*them: Any_) -> Any_:
        if name in FILE_FUNCTIONS:
            from mskguard.adapters.terraform.functions.files import call_on_files

            return call_on_files(name, list(them), span, scope, evaluate)
        return apply(name, list(them), span)

    if expression.expand:
        return distribute(lambda *them: _expanded(applied, them, span), *arguments)
    return distribute(applied, *arguments)


def _expanded(applied: Callable[..., Any_], arguments: tuple[Any_, ...], span: Span) -> Any_:
    *first, last = arguments
    if isinstance(last, Known) and isinstance(last.it, tuple):
        return distribute(applied, *first, *last.it)
    return unknown_among([last]) or failure(span, "only a list expands into arguments")


def apply(name: str, arguments: list[Any_], span: Span) -> Any_:
    """A function applied to values that differ by no condition."""
    if name in IMPURE:
        return unknown(span, f"function {name} {IMPURE[name]}")
    function = TABLE.get(name)
    if function is None:
        return unknown(span, f"function {name} is not known to mskguard")
    return function(arguments, span)


def _try(arguments: list[ast.Expression], scope: Scope, evaluate: Evaluate, span: Span) -> Any_:
    if not arguments:
        return failure(span, "no argument of try can be evaluated")
    first, *rest = arguments

    def decided(value: Any_) -> Any_:
        return _try(rest, scope, evaluate, span) if isinstance(value, Failure) else value

    return distribute(decided, settle(evaluate(first, scope), first.span))


def _can(arguments: list[ast.Expression], scope: Scope, evaluate: Evaluate, span: Span) -> Any_:
    if len(arguments) != 1:
        return refused("can", span)

    def decided(value: Any_) -> Any_:
        if isinstance(value, Unknown) and not isinstance(value, Failure):
            return value
        return known(not isinstance(value, Failure), span)

    return distribute(decided, settle(evaluate(arguments[0], scope), span))


_LAZY = {"try": _try, "can": _can}
