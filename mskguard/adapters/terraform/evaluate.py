"""Evaluates expressions: to a value with its provenance, or to unknown with the reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from mskguard.adapters.terraform import loops, operators, templates
from mskguard.adapters.terraform.functions import call
from mskguard.adapters.terraform.scope import Scope
from mskguard.adapters.terraform.values import (
    HCL,
    Any_,
    Lazy,
    ObjectOf,
    as_bool,
    as_text,
    choose,
    failure,
    kind_of,
    known,
    settle,
    through,
    unknown_among,
)
from mskguard.source import Span
from mskguard.syntax.hcl import ast
from mskguard.value import (
    Hop,
    Known,
    Text,
    Unknown,
    distribute,
)


def evaluate(expression: ast.Expression, scope: Scope) -> Any_:
    """The expression's value. It never raises: what Terraform would refuse is a `Failure`."""
    budget = scope.names.budget
    if budget.spent:
        return failure(expression.span, budget.spent)
    budget.depth += 1
    budget.steps += 1
    try:
        value = _KINDS[type(expression)](expression, scope)
    finally:
        budget.depth -= 1
    if isinstance(expression, (ast.GetAttr, ast.Index, ast.Splat)):
        return through(value, Hop(expression.span, reference_text(expression.span)))
    return value


def reference_text(span: Span) -> str:
    """An expression on one line, short enough to be named in a sentence."""
    text = " ".join(span.shown.split())
    return text if len(text) <= 60 else text[:57] + "..."


def _literal(expression: ast.Literal, _: Scope) -> Any_:
    return Known(expression.it, expression.span, writer=HCL)


def _name(expression: ast.Name, scope: Scope) -> Any_:
    return scope.lookup(expression.name, expression.span)


def _traverse(expression: ast.Expression, scope: Scope) -> Any_:
    """A reference without the hop that `evaluate` adds for the whole of it."""
    if isinstance(expression, ast.GetAttr):
        return _get_attr(expression, scope)
    if isinstance(expression, ast.Index):
        return _index(expression, scope)
    return evaluate(expression, scope)


def _get_attr(expression: ast.GetAttr, scope: Scope) -> Any_:
    source = _traverse(expression.source, scope)
    return distribute(lambda it: attribute(it, expression.name, expression.span), source)


def attribute(source: Any_, name: str, span: Span) -> Any_:
    """`source.name`."""
    if not isinstance(source, Known):
        return unknown_among([source]) or source
    if hasattr(source.it, "attribute"):
        return cast("Lazy", source.it).attribute(name, span)
    if isinstance(source.it, ObjectOf):
        found = source.it.get(name)
        return failure(span, f'it has no attribute "{name}"') if found is None else found
    return failure(span, f"{kind_of(source.it)} has no attributes")


def _index(expression: ast.Index, scope: Scope) -> Any_:
    source = _traverse(expression.source, scope)
    key = evaluate(expression.key, scope)
    return distribute(lambda it, at: index(it, at, expression.span), source, key)


def index(source: Any_, key: Any_, span: Span) -> Any_:
    """`source[key]`."""
    if isinstance(source, Known) and hasattr(source.it, "index") and hasattr(source.it, "all"):
        return cast("Lazy", source.it).index(key, span)
    missing = unknown_among([source, key])
    if missing is not None:
        return missing
    container, at = source.now(), key.now()
    if not isinstance(container, Known) or not isinstance(at, Known):
        return failure(span, "nothing can be indexed here")
    if isinstance(container.it, ObjectOf):
        name = as_text(at)
        found = container.it.get(name.it) if isinstance(name, Known) else None
        return failure(span, "it has no such key") if found is None else found
    if isinstance(container.it, tuple):
        return _element(container.it, at, span)
    return failure(span, f"{kind_of(container.it)} has no index")


def _element(items: tuple[Any_, ...], at: Known[Any], span: Span) -> Any_:
    number = operators.whole_number(at)
    if number is None:
        return failure(span, "the index is no whole number")
    if 0 <= number < len(items):
        return items[number]
    return failure(span, f"it has {len(items)} elements, and none at {number}")


def _splat(expression: ast.Splat, scope: Scope) -> Any_:
    source = settle(evaluate(expression.source, scope), expression.span)
    return distribute(lambda it: _splat_over(it, expression, scope), source)


def _splat_over(source: Any_, expression: ast.Splat, scope: Scope) -> Any_:
    if not isinstance(source, Known):
        return unknown_among([source]) or source
    if source.it is None:
        return known((), expression.span, [source])
    items = source.it if isinstance(source.it, tuple) else (source,)
    return known(
        tuple(evaluate(expression.each, scope.with_names(**{ELEMENT: item})) for item in items),
        expression.span,
        [source],
    )


ELEMENT = "*"
"""The binding of a splat's element: no name that could be written."""


def _each(expression: ast.Each, scope: Scope) -> Any_:
    return scope.lookup(ELEMENT, expression.span)


def _call(expression: ast.Call, scope: Scope) -> Any_:
    return call(expression, scope, evaluate)


def _conditional(expression: ast.Conditional, scope: Scope) -> Any_:
    condition = distribute(as_bool, evaluate(expression.condition, scope))
    return distribute(lambda it: _decided(it, expression, scope), condition)


def _decided(condition: Any_, expression: ast.Conditional, scope: Scope) -> Any_:
    if isinstance(condition, Known):
        if condition.it is None:
            return failure(expression.condition.span, "the condition is null")
        chosen = evaluate(expression.then if condition.it else expression.otherwise, scope)
        span = expression.condition.span
        if isinstance(expression.condition, ast.Literal):
            return chosen
        return through(chosen, Hop(span, reference_text(span)))
    if isinstance(condition, Unknown):
        then = evaluate(expression.then, scope)
        otherwise = evaluate(expression.otherwise, scope)
        return choose(condition, expression.condition.span, then, otherwise, scope.names.address)
    return condition


def _tuple(expression: ast.Tuple, scope: Scope) -> Any_:
    items = tuple(settle(evaluate(item, scope), item.span) for item in expression.items)
    return Known(items, expression.span)


def _object(expression: ast.Object, scope: Scope) -> Any_:
    keys = [distribute(as_text, evaluate(item.key, scope)) for item in expression.items]
    return distribute(lambda *names: _object_of(names, expression, scope), *keys)


def _object_of(names: tuple[Any_, ...], expression: ast.Object, scope: Scope) -> Any_:
    missing = unknown_among(names)
    if missing is not None:
        return missing
    items: dict[str, Any_] = {}
    keys_at: dict[str, Span] = {}
    for name, item in zip(names, expression.items, strict=True):
        if not isinstance(name, Known) or name.it is None:
            return failure(item.key.span, "a key is null")
        items[name.it] = settle(evaluate(item.value, scope), item.value.span)
        keys_at[name.it] = key_span(name)
    return Known(ObjectOf(items.items(), keys_at), expression.span)


def key_span(name: Known[Any]) -> Span:
    """Where a key's text is written, without its quotes."""
    if isinstance(name.text, Text) and name.text.pieces and name.it:
        return name.text.span_of(0, len(name.it))
    return name.span


def _parentheses(expression: ast.Parentheses, scope: Scope) -> Any_:
    return evaluate(expression.inner, scope)


def _unary(expression: ast.Unary, scope: Scope) -> Any_:
    return operators.unary(expression, evaluate(expression.operand, scope))


def _binary(expression: ast.Binary, scope: Scope) -> Any_:
    left = settle(evaluate(expression.left, scope), expression.left.span)
    right = settle(evaluate(expression.right, scope), expression.right.span)
    return operators.binary(expression, left, right)


def _for(expression: ast.For, scope: Scope) -> Any_:
    return loops.for_expression(expression, scope, evaluate)


def _template(expression: ast.Template, scope: Scope) -> Any_:
    return templates.template(expression, scope, evaluate)


_KINDS: dict[type, Callable[[Any, Scope], Any_]] = {
    ast.Literal: _literal,
    ast.Template: _template,
    ast.Name: _name,
    ast.GetAttr: _get_attr,
    ast.Index: _index,
    ast.Each: _each,
    ast.Splat: _splat,
    ast.Call: _call,
    ast.Unary: _unary,
    ast.Binary: _binary,
    ast.Conditional: _conditional,
    ast.Tuple: _tuple,
    ast.Object: _object,
    ast.For: _for,
    ast.Parentheses: _parentheses,
}
