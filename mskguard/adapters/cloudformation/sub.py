"""`Fn::Sub`: texts with `${…}` in them, each character with its source."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mskguard.adapters.cloudformation.evaluate import evaluate, items_of
from mskguard.adapters.cloudformation.references import lookup
from mskguard.adapters.cloudformation.scope import Scope
from mskguard.adapters.cloudformation.values import (
    Any_,
    as_text,
    joined,
    pieces_of,
    scalar,
    text_of,
    unusable,
)
from mskguard.source import Span
from mskguard.syntax.json import Json, Members
from mskguard.value import Known, Text, Unknown, distribute

_VARIABLE = re.compile(r"\$\{(!?)([^{}]*)\}")


def sub(operand: Json, scope: Scope, span: Span) -> Any_:
    """A text alone, or a list of a text and a mapping of its own variables."""
    template = operand
    own: dict[str, Any_] = {}
    if isinstance(operand.it, list):
        items = items_of(operand)
        if len(items) != 2 or not isinstance(items[1].it, Members):
            return unusable(span, "Fn::Sub takes a text, and a mapping of its variables")
        template = items[0]
        own = {name: evaluate(value, scope) for name, value in items[1].it.items()}
    if not isinstance(template.it, str):
        return as_text(evaluate(template, scope)) if template is not operand else _no_text(span)
    text = text_of(template)
    if not text.pieces:
        return scalar(template)
    parts = list(_parts(text, own, scope))
    return distribute(lambda *cases: joined(template.span, cases), *parts)


def _no_text(span: Span) -> Any_:
    return unusable(span, "Fn::Sub takes a text")


def _parts(text: Text, own: Mapping[str, Any_], scope: Scope) -> list[Any_]:
    parts: list[Any_] = []
    at = 0
    for found in _VARIABLE.finditer(text.joined):
        parts.append(_literal(text, at, found.start()))
        if found[1]:
            parts += (
                _literal(text, found.start(), found.start() + 2),
                _literal(text, found.start() + 3, found.end()),
            )
        else:
            span = text.span_of(*found.span())
            parts.append(_placed(_variable(found[2].strip(), own, scope, span), span))
        at = found.end()
    parts.append(_literal(text, at, len(text.joined)))
    return parts


def _literal(text: Text, start: int, end: int) -> Any_:
    part = text.cut(start, end)
    return Known(part.joined, text.span_of(start, end), text=part)


def _variable(name: str, own: Mapping[str, Any_], scope: Scope, span: Span) -> Any_:
    if name in own:
        return own[name]
    owner, dot, attribute = name.partition(".")
    if dot and owner not in scope.loops:
        return scope.template.attribute(owner, attribute, span)
    return lookup(name, scope, span)


def _placed(value: Any_, place: Span) -> Any_:
    """A variable's text as brought into the text at its place."""

    def placed(it: Any_) -> Any_:
        text = as_text(it)
        if isinstance(text, (Known, Unknown)):
            inside = Text(tuple(piece.within(place) for piece in pieces_of(text)))
            if isinstance(text, Known):
                return Known(text.it, text.span, text.origin, text.via, text=inside)
            if text.text is None:
                return text
            return Unknown(text.span, text.why, text.identity, text.roots, inside, text.via)
        return unusable(place, "nothing stands for this variable")

    return distribute(placed, value)
