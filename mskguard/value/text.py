"""Texts whose every character knows where it is written, and which may be known only in part."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from mskguard.source import Span

if TYPE_CHECKING:
    from mskguard.value.known import Unknown

HOLE = "\ufffc"
"""Stands in a `Text` for a part that is not known."""

_WORD = re.compile(r"\w")


class Piece:
    """A stretch of a text: its characters and where they come from.

    `text` is None for a part that is not known. `verbatim`: character by character what stands in
    the span; else all of it stands for all of the span. `outer` are the `${ … }` that brought it
    from there into the text, the text's own first. `of` is the value that is not known.
    """

    __slots__ = ("of", "outer", "span", "text", "verbatim")

    def __init__(
        self,
        span: Span,
        text: str | None,
        verbatim: bool = False,
        outer: tuple[Span, ...] = (),
        of: Unknown[Any] | None = None,
    ) -> None:
        self.span = span
        self.text = text
        self.verbatim = verbatim
        self.outer = outer
        self.of = of

    @property
    def shown(self) -> str:
        return HOLE if self.text is None else self.text

    def within(self, place: Span) -> Piece:
        """The same piece, brought into another text at `place`."""
        return Piece(self.span, self.text, self.verbatim, (place, *self.outer), self.of)

    def cut(self, low: int, high: int) -> Piece:
        """The piece's characters from `low` to `high`. A hole stays whole."""
        if self.text is None or (low <= 0 and high >= len(self.text)):
            return self
        span = self.span
        if self.verbatim:
            span = Span(span.file, span.start + low, span.start + high)
        return Piece(span, self.text[low:high], self.verbatim, self.outer)


class Text:
    """A text put together from pieces, with the source of each character. Parts may be unknown."""

    __slots__ = ("_ends", "joined", "pieces")

    def __init__(self, pieces: tuple[Piece, ...]) -> None:
        self.pieces = pieces
        self._ends = list(accumulate(len(piece.shown) for piece in pieces))
        self.joined = "".join(piece.shown for piece in pieces)
        """The whole text, with one `HOLE` for each unknown part."""

    @property
    def is_whole(self) -> bool:
        return all(piece.text is not None for piece in self.pieces)

    def cut(self, start: int, end: int) -> Text:
        """The characters from `start` to `end`."""
        return Text(tuple(self._pieces(start, end)))

    def _pieces(self, start: int, end: int) -> Iterator[Piece]:
        first = bisect_right(self._ends, start)
        at = self._ends[first - 1] if first else 0
        for index in range(first, len(self.pieces)):
            piece, until = self.pieces[index], self._ends[index]
            if max(start, at) < min(end, until):
                yield piece.cut(start - at if start > at else 0, min(end, until) - at)
            if until >= end:
                return
            at = until

    def span_of(self, start: int, end: int) -> Span:
        """Where the characters from `start` to `end` are written.

        Where several texts made them, the innermost one that holds them all: a line's key and value
        stand in the heredoc, the value alone perhaps in a variable. Raises ValueError for a text
        without pieces.
        """
        if start >= end:
            return self._place_at(start)
        pieces = list(self._pieces(start, end))
        worded = [piece for piece in pieces if piece.text is None or _WORD.search(piece.text)]
        spans = list(_on_one_level(worded or pieces))
        joined = spans[0]
        for span in spans[1:]:
            follows = span.file is joined.file and joined.end <= span.start
            if follows and "\n" not in joined.file.text[joined.end : span.start]:
                joined = Span(joined.file, joined.start, max(joined.end, span.end))
        return joined

    def _place_at(self, offset: int) -> Span:
        """The empty place before the character at `offset`, or after the last one."""
        if not self.pieces:
            raise ValueError("a text without pieces has no place")
        index = min(bisect_right(self._ends, offset), len(self.pieces) - 1)
        piece, at = self.pieces[index], self._ends[index - 1] if index else 0
        inside = offset - at if piece.verbatim else 0
        start = min(piece.span.start + inside, piece.span.end)
        return Span(piece.span.file, start, start)

    def brought_by(self, start: int, end: int) -> tuple[Span, ...]:
        """The `${ … }` that brought all of these characters from elsewhere, outermost first."""
        pieces = list(self._pieces(start, end))
        return pieces[0].outer[: _shared(pieces)] if pieces else ()


def _shared(pieces: list[Piece]) -> int:
    """How many levels of texts all the pieces have in common."""
    depth = min(len(piece.outer) for piece in pieces)
    first = pieces[0].outer
    for level in range(depth):
        if any(piece.outer[level] != first[level] for piece in pieces):
            return level
    return depth


def _on_one_level(pieces: list[Piece]) -> Iterator[Span]:
    level = _shared(pieces)
    for piece in pieces:
        yield piece.outer[level] if level < len(piece.outer) else piece.span
