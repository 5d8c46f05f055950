"""`Fn::ToJsonString`: JSON text, with the source of every character."""

from __future__ import annotations

import re
from decimal import Decimal

from mskguard.adapters.cloudformation.evaluate import evaluate
from mskguard.adapters.cloudformation.scope import Scope
from mskguard.adapters.cloudformation.values import Any_, joined, pieces_of
from mskguard.adapters.shapes.fields import Fields
from mskguard.source import Span
from mskguard.syntax.json import Json
from mskguard.value import Absent, Choice, Known, Origin, Piece, Text, Unknown, distribute

_ESCAPED = re.compile(r'["\\\x00-\x1f]')
_SHORT = {"\b": "\\b", "\f": "\\f", '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def to_json_string(operand: Json, scope: Scope, span: Span) -> Any_:
    """A value as JSON text."""
    parts = _parts(evaluate(operand, scope))
    return distribute(lambda *cases: joined(span, cases), *parts)


def _parts(value: Any_) -> list[Any_]:
    """The stretches of a value's text; those of a choice in each of its cases."""
    if isinstance(value, Choice):
        return [distribute(lambda it: joined(it.span, _parts(it)), value)]
    if isinstance(value, Unknown):
        if value.text is None:
            return [value]
        return [_mark('"', value.span), _escaped(value), _mark('"', value.span)]
    if not isinstance(value, Known):
        return [_mark("null", value.span)]
    it = value.it
    if isinstance(it, str):
        return [_mark('"', value.span), _escaped(value), _mark('"', value.span)]
    if isinstance(it, tuple):
        return _listed(it, value.span)
    if isinstance(it, Fields):
        return _mapped(it, value.span)
    return [_mark(_word(it), value.span)]


def _word(it: object) -> str:
    if it is None:
        return "null"
    if isinstance(it, bool):
        return "true" if it else "false"
    return format(it, "f") if isinstance(it, Decimal) else str(it)


def _listed(items: tuple[Any_, ...], span: Span) -> list[Any_]:
    parts = [_mark("[", span)]
    for index, one in enumerate(items):
        parts += [_mark(",", span)] if index else []
        parts += _parts(one)
    return [*parts, _mark("]", span)]


def _mapped(fields: Fields, span: Span) -> list[Any_]:
    parts = [_mark("{", span)]
    written = [(name, one) for name, one in fields.items() if not isinstance(one, Absent)]
    for index, (name, one) in enumerate(written):
        parts += [_mark(",", span)] if index else []
        key = fields.keys_at.get(name, span)
        text = Text((Piece(key, name, key.text == name),))
        parts += [_mark('"', key), _escaped(Known(name, key, text=text)), _mark('":', key)]
        parts += _parts(one)
    return [*parts, _mark("}", span)]


def _mark(text: str, span: Span) -> Any_:
    return Known(text, span, text=Text((Piece(span, text),)))


def _escaped(value: Any_) -> Any_:
    """A text with what JSON escapes; what stays as it is keeps its places."""
    pieces = tuple(map(_escaped_piece, pieces_of(value)))
    if isinstance(value, Unknown):
        return Unknown(value.span, value.why, value.identity, value.roots, Text(pieces), value.via)
    text = Text(pieces)
    hops = value.via if isinstance(value, Known) else ()
    return Known(
        text.joined, value.span, Origin.RESOLVED if hops else Origin.WRITTEN, hops, text=text
    )


def _escaped_piece(piece: Piece) -> Piece:
    if piece.text is None:
        return piece
    text = _ESCAPED.sub(lambda match: _SHORT.get(match[0]) or f"\\u{ord(match[0]):04x}", piece.text)
    return piece if text == piece.text else Piece(piece.span, text, outer=piece.outer)
