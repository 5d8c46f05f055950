"""Code frames: the lines around a value, with the value underlined."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from mskguard.report.wording import printable
from mskguard.source import Span

BEFORE = 2
WIDEST = 120
"""Columns of code; of a longer line the part around the value is shown."""
_LEAD = 40
_TAB = 4
_ALL_LINES = 4
_CUT = "..."


class Row(NamedTuple):
    """A line of a frame: number 0 stands for lines left out; `marks` is the underline, if any."""

    number: int
    code: str
    marks: str = ""


def frame(span: Span) -> Iterator[Row]:
    """The rows of a frame. Of a value over many lines, the first two and the last are shown."""
    first, last = span.line, _last_line(span)
    for line in range(max(1, first - BEFORE), first):
        yield _row(span.file.line_span(line))
    left_out = range(first + 2, last) if last - first >= _ALL_LINES else range(0)
    for line in range(first, last + 1):
        if line not in left_out:
            part = _on_line(span, line)
            yield _row(part, marked=line == first or part.end > part.start)
        elif line == left_out[0]:
            yield Row(0, _CUT)


def cells(text: str) -> int:
    """How many columns a terminal takes for a text without tabs."""
    return len(text) if text.isascii() else sum(map(_cells_of, text))


def _cells_of(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _last_line(span: Span) -> int:
    """The line of the last character: a line break at the end belongs to the line it ends."""
    return max(span.line, span.end_line - (span.end_column == 1 and span.end > span.start))


def _on_line(span: Span, line: int) -> Span:
    """The part of a span on one line, without the indentation of a line that it only continues."""
    whole = span.file.line_span(line)
    start = whole.start + len(whole.text) - len(whole.text.lstrip())
    start = min(max(span.start, start if span.start < whole.start else 0), whole.end)
    return Span(span.file, start, max(start, min(span.end, whole.end)))


def _row(part: Span, *, marked: bool = False) -> Row:
    """The line on which `part` lies, and `part` underlined."""
    source, start = part.file, part.start
    _, low, high = source.line_span(part.line)
    left, right = _window(low, high, start)
    stop = min(part.end, right)
    head = _expanded((_CUT if left > low else "") + source.shown(left, start), 0)
    value = _expanded(source.shown(start, stop), cells(head))
    tail = _expanded(source.shown(stop, right), cells(head) + cells(value))
    code = (head + value + tail).rstrip() + (_CUT if right < high else "")
    marks = " " * cells(head) + "^" * max(cells(value), 1)
    return Row(part.line, code, marks if marked else "")


def _window(low: int, high: int, start: int) -> tuple[int, int]:
    """The stretch of a line to show, so that what is at `start` is seen."""
    if high - low <= WIDEST:
        return low, high
    left = low if start - low <= WIDEST // 2 else max(low, min(start - _LEAD, high - WIDEST))
    return left, min(high, left + WIDEST)


def _expanded(text: str, column: int) -> str:
    """Printable text with tabs as spaces, as it stands from `column` on."""
    text = printable(text)
    if "\t" not in text:
        return text
    pieces = text.split("\t")
    line = pieces[0]
    for piece in pieces[1:]:
        line += " " * (_TAB - (column + cells(line)) % _TAB) + piece
    return line
