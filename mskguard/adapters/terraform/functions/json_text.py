"""jsonencode, with the source of every character."""

from __future__ import annotations

import re
from typing import Any

from mskguard.adapters.terraform.functions.elements import in_worlds
from mskguard.adapters.terraform.functions.parameters import OPEN, Beyond, takes_at
from mskguard.adapters.terraform.functions.texts import map_of, partly, text_value
from mskguard.adapters.terraform.templates import LONGEST_TEXT
from mskguard.adapters.terraform.values import (
    Any_,
    Failure,
    ObjectOf,
    SetOf,
    number_text,
    settle,
)
from mskguard.source import Span
from mskguard.value import Known, Piece, Unknown

_ESCAPED = re.compile('["\\\\<>&\x00-\x1f\u2028\u2029]')
_SHORT = {"\b": "\\b", "\f": "\\f", '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


@takes_at("jsonencode", OPEN)
def _jsonencode(value: Any_, span: Span) -> Any_:
    return in_worlds(lambda one: encoded(one, span), value, span)


def encoded(value: Any_, span: Span) -> Any_:
    """A value that differs by no condition as JSON; with holes where parts are unknown."""
    writer = _Writer(span)
    writer.write(value)
    if writer.unknowns:
        return partly(writer.pieces, writer.unknowns)
    return text_value(writer.pieces, span, writer.operands)


class _Writer:
    """Collects the pieces of a JSON text."""

    def __init__(self, span: Span) -> None:
        self.span = span
        self.pieces: list[Piece] = []
        self.unknowns: list[Any_] = []
        self.operands: list[Any_] = []
        self._size = 0

    def _put(self, piece: Piece) -> None:
        self._size += len(piece.shown)
        if self._size > LONGEST_TEXT:
            raise Beyond("its text is too long")
        self.pieces.append(piece)

    def write(self, value: Any) -> None:
        value = settle(value, self.span)
        if isinstance(value, Unknown):
            self._write_unknown(value)
            return
        self.operands.append(value)
        it = value.it
        if isinstance(it, str):
            self._write_text(value)
        elif isinstance(it, SetOf) and any(isinstance(one, Unknown) for one in it):
            self._write_unknown(next(one for one in it if isinstance(one, Unknown)))
        elif isinstance(it, tuple):
            self._write_list(value)
        elif isinstance(it, ObjectOf):
            self._write_object(value)
        elif it is None or isinstance(it, bool):
            self._put(Piece(value.span, {None: "null", True: "true", False: "false"}[it]))
        else:
            self._put(Piece(value.span, number_text(it)))

    def _write_unknown(self, value: Unknown[Any]) -> None:
        self.unknowns.append(value)
        if value.text is not None and not isinstance(value, Failure):
            self._write_text(value)
        else:
            self._put(Piece(value.span, None, of=value))

    def _write_text(self, value: Any_) -> None:
        self._put(Piece(value.span, '"'))
        for piece in map_of(value).pieces:
            escaped = None if piece.text is None else _ESCAPED.sub(_escape, piece.text)
            same = escaped == piece.text
            self._put(piece if same else Piece(piece.span, escaped, outer=piece.outer))
        self._put(Piece(value.span, '"'))

    def _write_list(self, value: Known[Any]) -> None:
        self._put(Piece(value.span, "["))
        for index, one in enumerate(value.it):
            if index:
                self._put(Piece(value.span, ","))
            self.write(one)
        self._put(Piece(value.span, "]"))

    def _write_object(self, value: Known[Any]) -> None:
        self._put(Piece(value.span, "{"))
        for index, (key, one) in enumerate(value.it.items_with_keys(value.span)):
            if index:
                self._put(Piece(value.span, ","))
            self._write_text(key)
            self._put(Piece(value.span, ":"))
            self.write(one)
        self._put(Piece(value.span, "}"))


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    return _SHORT.get(char) or f"\\u{ord(char):04x}"
