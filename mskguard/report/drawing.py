"""Code frames as lines of a terminal, with a gutter of line numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from mskguard.report.frame import Row
from mskguard.report.style import BLUE, BOLD, Style


def drawn(rows: Sequence[Row], style: Style, mark: Callable[[str], str]) -> Iterator[str]:
    """The lines of a frame; `mark` paints what underlines the value."""
    gutter = _gutter(rows)
    under = style.paint(f"  {'':{gutter}} |", BLUE)
    for row in rows:
        number = str(row.number) if row.number else ""
        bar = style.paint(f"  {number:>{gutter}} |", BLUE)
        yield f"{bar} {row.code}" if row.code else bar
        if row.marks:
            marks = row.marks.lstrip()
            indent = row.marks[: -len(marks)]
            yield f"{under} {indent}{mark(marks)}"


def note(rows: Sequence[Row], style: Style, label: str, words: str) -> str:
    """A line below a frame that says more."""
    equals = style.paint(f"  {'':{_gutter(rows)}} =", BLUE)
    return f"{equals} {style.paint(label, BOLD)}: {words}"


def _gutter(rows: Sequence[Row]) -> int:
    return max(len(str(row.number)) for row in rows)
