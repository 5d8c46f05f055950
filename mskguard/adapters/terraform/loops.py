"""`for` expressions, and what can be looped over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mskguard.adapters.terraform.scope import Scope
from mskguard.adapters.terraform.values import (
    Any_,
    ObjectOf,
    as_bool,
    as_text,
    failure,
    kind_of,
    known,
    settle,
    unknown_among,
)
from mskguard.source import Span
from mskguard.syntax.hcl import ast
from mskguard.value import (
    Known,
    distribute,
)

Evaluate = Callable[[ast.Expression, Scope], Any_]


def pairs(collection: Known[Any]) -> list[tuple[Any_, Any_]] | None:
    """Key and value of each element, in Terraform's order; None for what has no elements."""
    it = collection.it
    if isinstance(it, ObjectOf):
        return list(it.items_with_keys(collection.span))
    if isinstance(it, tuple):
        return [(Known(index, item.span), item) for index, item in enumerate(it)]
    return None


def for_expression(expression: ast.For, scope: Scope, evaluate: Evaluate) -> Any_:
    """`[for …]` and `{for …}`."""
    collection = settle(evaluate(expression.collection, scope), expression.collection.span)
    return distribute(lambda it: _over(it, expression, scope, evaluate), collection)


def _over(collection: Any_, expression: ast.For, scope: Scope, evaluate: Evaluate) -> Any_:
    missing = unknown_among([collection])
    if missing is not None:
        return missing
    elements = pairs(collection) if isinstance(collection, Known) else None
    if elements is None:
        return failure(expression.collection.span, _no_loop(collection))
    scopes = [element_scope(scope, expression, key, value) for key, value in elements]
    if expression.condition is None:
        return _results(scopes, expression, evaluate, collection)
    condition = expression.condition
    tests = [distribute(as_bool, evaluate(condition, each)) for each in scopes]

    def kept(*answers: Any_) -> Any_:
        open_one = unknown_among(answers)
        if open_one is not None:
            return open_one
        chosen = [
            each
            for each, answer in zip(scopes, answers, strict=True)
            if isinstance(answer, Known) and answer.it
        ]
        return _results(chosen, expression, evaluate, collection)

    return distribute(kept, *tests)


def _no_loop(collection: Any_) -> str:
    kind = kind_of(collection.it) if isinstance(collection, Known) else "this"
    return f"{kind} has no elements to go through"


def element_scope(scope: Scope, loop: ast.For | ast.ForDirective, key: Any_, value: Any_) -> Scope:
    """The scope of one turn of a loop."""
    names = {loop.value: value}
    if loop.key:
        names[loop.key] = key
    return scope.with_names(**names)


def _results(
    scopes: list[Scope], expression: ast.For, evaluate: Evaluate, collection: Any_
) -> Any_:
    span = expression.span
    values = [settle(evaluate(expression.result, each), span) for each in scopes]
    if expression.key_result is None:
        return known(tuple(values), span, [collection])
    key_result = expression.key_result
    keys = [distribute(as_text, evaluate(key_result, each)) for each in scopes]
    return distribute(lambda *names: _keyed(names, values, expression, collection), *keys)


def _keyed(
    names: tuple[Any_, ...], values: list[Any_], expression: ast.For, collection: Any_
) -> Any_:
    span: Span = expression.span
    missing = unknown_among(names)
    if missing is not None:
        return missing
    groups: dict[str, list[Any_]] = {}
    keys_at: dict[str, Span] = {}
    for name, value in zip(names, values, strict=True):
        if not isinstance(name, Known) or name.it is None:
            return failure(span, "a key is null")
        groups.setdefault(name.it, []).append(value)
        keys_at[name.it] = name.span
    if expression.grouping:
        items = [(key, known(tuple(group), span)) for key, group in groups.items()]
        return known(ObjectOf(items, keys_at), span, [collection])
    if any(len(group) > 1 for group in groups.values()):
        return failure(span, "two elements have the same key")
    singles = [(key, group[0]) for key, group in groups.items()]
    return known(ObjectOf(singles, keys_at), span, [collection])
