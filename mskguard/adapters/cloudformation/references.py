"""What refers to something else: `Ref`, `Fn::GetAtt`, `Fn::ImportValue`, and macros."""

from __future__ import annotations

from typing import Any

from mskguard.adapters.cloudformation.evaluate import evaluate, items_of
from mskguard.adapters.cloudformation.scope import Scope
from mskguard.adapters.cloudformation.values import (
    Any_,
    as_text,
    derived,
    through,
    unknown,
    unusable,
)
from mskguard.adapters.shapes.fields import Fields
from mskguard.source import Span
from mskguard.syntax.json import Json
from mskguard.value import Hop, Known, Unknown, distribute


def ref(operand: Json, scope: Scope, span: Span) -> Any_:
    """`Ref` of a parameter, a pseudo-parameter, a resource or a loop's variable."""
    name = operand.it
    if not isinstance(name, str):
        value = evaluate(operand, scope)
        return distribute(lambda it: _ref_to(it, scope, span), value)
    return lookup(name, scope, span)


def _ref_to(value: Any_, scope: Scope, span: Span) -> Any_:
    if isinstance(value, Known) and isinstance(value.it, str):
        return lookup(value.it, scope, span)
    return derived("Ref", span, [value]) if isinstance(value, Unknown) else unusable(span, "a name")


def lookup(name: str, scope: Scope, span: Span) -> Any_:
    """What a name without an attribute stands for."""
    if name in scope.loops:
        return scope.loops[name]
    return through(scope.template.named(name, span, scope), Hop(span, f"!Ref {name}"))


def get_att(operand: Json, scope: Scope, span: Span) -> Any_:
    """An attribute of a resource, `Name.Attribute` or a list of both."""
    if isinstance(operand.it, list):
        parts = [as_text(evaluate(one, scope)) for one in items_of(operand)]
    else:
        text = as_text(evaluate(operand, scope))
        parts = [text]
    return distribute(lambda *cases: _attribute(cases, scope, span), *parts)


def _attribute(parts: tuple[Any_, ...], scope: Scope, span: Span) -> Any_:
    if any(isinstance(one, Unknown) for one in parts):
        return derived("Fn::GetAtt", span, parts)
    dotted = ".".join(str(one.it) for one in parts if isinstance(one, Known))
    owner, dot, attribute = dotted.partition(".")
    if not dot:
        return unusable(span, "a resource and its attribute are expected here")
    return scope.template.attribute(owner, attribute, span)


def import_value(operand: Json, scope: Scope, span: Span) -> Any_:
    """What another stack exports by a name."""

    def imported(name: Any_) -> Any_:
        if isinstance(name, Known):
            identity = scope.template.identity(f"import {name.it}")
            return unknown(span, f"another stack exports {name.it}", identity)
        return derived("Fn::ImportValue", span, [name])

    return distribute(imported, as_text(evaluate(operand, scope)))


def stack_output(operand: Json, scope: Scope, span: Span) -> Any_:
    """What another stack, named here, has as an output."""

    def output(asked: Any_) -> Any_:
        made = derived("Fn::GetStackOutput", span, [asked])
        return Unknown(span, "another stack outputs it", made.identity, frozenset((made.identity,)))

    return distribute(output, _listed(evaluate(operand, scope)))


def _listed(value: Any_) -> Any_:
    """The members of a mapping as a list, by which one stack's output is told from others."""
    if not isinstance(value, Known) or not isinstance(value.it, Fields):
        return value
    return Known(tuple(value.it[name] for name in sorted(value.it)), value.span)


def transform(operand: Json, _: Scope, span: Span) -> Any_:
    """What a macro makes is not known before it runs."""
    name: Any = operand.member("Name")
    named = f" {name.it}" if name is not None and isinstance(name.it, str) else ""
    return unusable(span, f"the macro{named} makes it when the stack is deployed")
