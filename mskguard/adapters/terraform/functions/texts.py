"""Texts cut and put together, with the source of every character kept."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from mskguard.adapters.terraform.functions.parameters import Beyond
from mskguard.adapters.terraform.templates import LONGEST_TEXT, pieces_of
from mskguard.adapters.terraform.values import Any_, Failure, known, unknown_among
from mskguard.source import Span
from mskguard.value import Known, Piece, Text, Unknown

_MOST_TRACED = 64


def map_of(value: Any_) -> Text:
    """The text map of a string, known or known in part."""
    if isinstance(value, (Known, Unknown)) and value.text is not None:
        return value.text
    return Text(pieces_of(value))


class Cutter:
    """Cuts one text many times."""

    __slots__ = ("_starts", "text")

    def __init__(self, text: Text) -> None:
        self.text = text
        self._starts: list[int] = []
        at = 0
        for piece in text.pieces:
            self._starts.append(at)
            at += len(piece.shown)

    def cut(self, start: int, end: int) -> tuple[Piece, ...]:
        """The pieces of the characters from `start` to `end`; what is verbatim stays so."""
        return tuple(self._cut(start, end))

    def _cut(self, start: int, end: int) -> Iterator[Piece]:
        if start >= end:
            return
        for index in range(bisect_right(self._starts, start) - 1, len(self._starts)):
            at, piece = self._starts[index], self.text.pieces[index]
            if at >= end:
                return
            low, high = max(start - at, 0), min(end - at, len(piece.shown))
            if low < high:
                yield piece.cut(low, high)

    def element(self, value: Known[Any], start: int, end: int) -> Known[Any]:
        """A stretch of a known text as a value of its own, standing where it is written."""
        part = Text(self.cut(start, end))
        if part.pieces:
            span = part.span_of(0, len(part.joined))
        else:
            span = self.text.span_of(start, end) if self.text.pieces else value.span
        return Known(part.joined, span, value.origin, value.via, text=part)


def text_value(pieces: Sequence[Piece], span: Span, operands: Sequence[Any_]) -> Known[Any]:
    """A known text of these pieces, computed at `span`."""
    if sum(len(piece.shown) for piece in pieces) > LONGEST_TEXT:
        raise Beyond(f"its text is longer than {LONGEST_TEXT} characters")
    text = Text(tuple(pieces))
    traced = [one for one in operands if isinstance(one, Known) and one.via][:_MOST_TRACED]
    whole = known(text.joined, span, traced)
    return Known(text.joined, span, whole.origin, whole.via, text=text)


def partly(pieces: Sequence[Piece], unknowns: Iterable[Any_]) -> Any_:
    """The unknown text of these pieces, some of which are holes."""
    missing = unknown_among(unknowns)
    if missing is None:
        raise ValueError("a text without unknown parts is known")
    if isinstance(missing, Failure):
        return missing
    text = Text(tuple(pieces))
    return Unknown(missing.span, missing.why, None, missing.roots, text, missing.via)


def concatenated(parts: Sequence[Any_], span: Span) -> Any_:
    """The texts one after another: known where all are, else with a hole for each unknown one."""
    pieces = [piece for part in parts for piece in pieces_of(part)]
    if sum(len(piece.shown) for piece in pieces) > LONGEST_TEXT:
        raise Beyond(f"its text is longer than {LONGEST_TEXT} characters")
    if any(isinstance(part, Unknown) for part in parts):
        return partly(pieces, parts)
    return text_value(pieces, span, parts)


def known_part(value: Any_, start: int, end: int, span: Span) -> Any_:
    """A stretch of a text as the result of a call, though the text be known only in part."""
    pieces = Cutter(map_of(value)).cut(start, end)
    if all(piece.text is not None for piece in pieces):
        return text_value(pieces, span, [value])
    return partly(pieces, [value])


def key_span(name: Known[Any]) -> Span:
    """Where a text that names a key is written, without its quotes."""
    text = map_of(name)
    return text.span_of(0, len(text.joined)) if text.joined else name.span
