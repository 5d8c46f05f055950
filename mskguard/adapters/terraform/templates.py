"""Templates to the exact text that Terraform makes, with the source of every character."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mskguard.adapters.terraform.loops import Evaluate, element_scope, pairs
from mskguard.adapters.terraform.scope import Scope
from mskguard.adapters.terraform.values import (
    HCL,
    Any_,
    Failure,
    as_bool,
    as_text,
    choose,
    failure,
    known,
    settle,
    unknown,
    unknown_among,
)
from mskguard.source import Span
from mskguard.syntax.hcl import ast
from mskguard.value import (
    Known,
    Piece,
    Text,
    Unknown,
    distribute,
)

LONGEST_TEXT = 4 * 1024 * 1024
"""Characters; a longer text is not made."""
MOST_PIECES = 100_000
"""A text put together from more pieces is not made either."""


def template(expression: ast.Template, scope: Scope, evaluate: Evaluate) -> Any_:
    """A quoted string or heredoc. One whose whole content is `${…}` is that value itself."""
    parts = expression.parts
    if len(parts) == 1 and isinstance(parts[0], ast.Interpolation) and not expression.heredoc:
        return evaluate(parts[0].expression, scope)
    literal = expression.literal
    if literal is not None:
        pieces = tuple(
            Piece(part.span, part.text, part.verbatim)
            for part in parts
            if isinstance(part, ast.TextPart)
        )
        writer = None if expression.heredoc else HCL
        return Known(literal, expression.span, text=Text(pieces), writer=writer)
    values = list(_values(parts, scope, evaluate))
    return distribute(lambda *texts: join_texts(expression.span, texts), *values)


def _values(parts: Iterable[ast.Part], scope: Scope, evaluate: Evaluate) -> Iterator[Any_]:
    """Each part as a text, known or unknown."""
    for part in parts:
        match part:
            case ast.TextPart(span, text, verbatim):
                yield Known(text, span, text=Text((Piece(span, text, verbatim),)))
            case ast.Interpolation(span, expression):
                value = settle(evaluate(expression, scope), span)
                yield distribute(lambda it, at=span: _interpolated(it, at), value)
            case ast.IfDirective():
                yield _if(part, scope, evaluate)
            case ast.ForDirective():
                yield from _for(part, scope, evaluate)


def _interpolated(value: Any_, span: Span) -> Any_:
    if isinstance(value, Known) and value.it is None:
        return failure(span, "null cannot stand in a text")
    text = as_text(value)
    if isinstance(text, Failure) or not isinstance(text, (Known, Unknown)):
        return text
    placed = Text(tuple(piece.within(span) for piece in pieces_of(text)))
    return replace(text, text=placed)


def _if(directive: ast.IfDirective, scope: Scope, evaluate: Evaluate) -> Any_:
    def branch(parts: tuple[ast.Part, ...]) -> Any_:
        values = list(_values(parts, scope, evaluate))
        return distribute(lambda *texts: join_texts(directive.span, texts), *values)

    def decided(condition: Any_) -> Any_:
        if isinstance(condition, Known) and isinstance(condition.it, bool):
            return branch(directive.then if condition.it else directive.otherwise)
        if isinstance(condition, Unknown) and not isinstance(condition, Failure):
            then, otherwise = branch(directive.then), branch(directive.otherwise)
            span = directive.condition.span
            return choose(condition, span, then, otherwise, scope.names.address)
        return condition if isinstance(condition, Failure) else failure(directive.span, "null")

    return distribute(decided, distribute(as_bool, evaluate(directive.condition, scope)))


def _for(directive: ast.ForDirective, scope: Scope, evaluate: Evaluate) -> Iterator[Any_]:
    collection = settle(evaluate(directive.collection, scope), directive.collection.span)

    def turns(it: Any_) -> Any_:
        missing = unknown_among([it])
        if missing is not None:
            return missing
        elements = pairs(it) if isinstance(it, Known) else None
        if elements is None:
            return failure(directive.collection.span, "it has no elements to go through")
        texts = [
            text
            for key, value in elements
            for text in _values(
                directive.body, element_scope(scope, directive, key, value), evaluate
            )
        ]
        return distribute(lambda *each: join_texts(directive.span, each), *texts)

    yield distribute(turns, collection)


def join_texts(span: Span, values: Iterable[Any_]) -> Any_:
    """The texts one after another: known where all are, else with a hole for each unknown one."""
    parts = list(values)
    broken = next((value for value in parts if isinstance(value, Failure)), None)
    if broken is not None:
        return broken
    pieces = tuple(piece for value in parts for piece in pieces_of(value))
    if len(pieces) > MOST_PIECES or sum(len(piece.shown) for piece in pieces) > LONGEST_TEXT:
        return unknown(
            span, f"its text is longer than mskguard follows ({LONGEST_TEXT} characters)"
        )
    text = Text(pieces)
    missing = unknown_among(parts)
    if missing is not None:
        return Unknown(missing.span, missing.why, None, missing.roots, text, missing.via)
    whole = known(text.joined, span, parts)
    return Known(text.joined, span, whole.origin, whole.via, text=text)


def pieces_of(value: Any_) -> tuple[Piece, ...]:
    """A text's pieces; one of its own where it has no map, a hole where it is unknown."""
    if isinstance(value, Known):
        return value.text.pieces if value.text is not None else (Piece(value.span, str(value.it)),)
    if isinstance(value, Unknown) and value.text is not None:
        return value.text.pieces
    return (Piece(value.span, None, of=value if isinstance(value, Unknown) else None),)
