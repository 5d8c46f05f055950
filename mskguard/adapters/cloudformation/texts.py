"""Functions on texts: `Fn::Join`, `Fn::Split`, `Fn::Base64`."""

from __future__ import annotations

from typing import Any

from mskguard.adapters.cloudformation.evaluate import evaluate, items_of
from mskguard.adapters.cloudformation.scope import Scope
from mskguard.adapters.cloudformation.values import (
    Any_,
    as_text,
    derived,
    joined,
    pieces_of,
    unusable,
)
from mskguard.adapters.encoded import encoded
from mskguard.source import Span
from mskguard.syntax.json import Json
from mskguard.value import Known, Text, Unknown, distribute


def join(operand: Json, scope: Scope, span: Span) -> Any_:
    """The texts of a list with a delimiter between them."""
    items = items_of(operand)
    if len(items) != 2:
        return unusable(span, "Fn::Join takes a delimiter and a list")
    delimiter, values = (evaluate(one, scope) for one in items)

    def of_list(separator: Any_, them: Any_) -> Any_:
        if not isinstance(separator, Known):
            return derived("Fn::Join", span, [separator, them])
        if isinstance(them, Unknown):
            return derived("Fn::Join", span, [separator, them])
        if not isinstance(them, Known) or not isinstance(them.it, tuple):
            return unusable(span, "Fn::Join takes a delimiter and a list")
        return distribute(lambda *texts: _joined(span, separator, texts), *them.it)

    return distribute(of_list, as_text(delimiter), values)


def _joined(span: Span, separator: Known[Any], texts: tuple[Any_, ...]) -> Any_:
    parts: list[Any_] = []
    for text in texts:
        if parts and separator.it:
            parts.append(separator)
        parts.append(text)
    if not parts:
        return Known("", span, text=Text(()))
    return joined(span, parts)


def split(operand: Json, scope: Scope, span: Span) -> Any_:
    """The parts of a text between its delimiters."""
    items = items_of(operand)
    if len(items) != 2:
        return unusable(span, "Fn::Split takes a delimiter and a text")
    delimiter, text = (as_text(evaluate(one, scope)) for one in items)

    def parts(separator: Any_, whole: Any_) -> Any_:
        if isinstance(separator, Unknown) or isinstance(whole, Unknown):
            return derived("Fn::Split", span, [separator, whole])
        if not isinstance(separator, Known) or not isinstance(whole, Known) or not separator.it:
            return unusable(span, "Fn::Split takes a delimiter and a text")
        return cut(whole, separator.it)

    return distribute(parts, delimiter, text)


def cut(whole: Known[Any], separator: str) -> Known[Any]:
    """A known text as the list of its parts, each where it is written."""
    text = Text(pieces_of(whole))
    found: list[Any_] = []
    at = 0
    for part in str(whole.it).split(separator):
        inner = text.cut(at, at + len(part))
        place = text.span_of(at, at + len(part)) if text.pieces else whole.span
        found.append(Known(part, place, whole.origin, whole.via, text=inner))
        at += len(part) + len(separator)
    return Known(tuple(found), whole.span, whole.origin, whole.via)


def base64(operand: Json, scope: Scope, span: Span) -> Any_:
    """A text in Base64."""
    return distribute(lambda it: encoded(it, span), as_text(evaluate(operand, scope)))
