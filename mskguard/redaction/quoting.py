"""Where quoted texts, heredocs and indented blocks end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

OPENING = re.compile(r"(?P<escape>\\*+)(?P<quote>[\"'])")
HEREDOC = re.compile(r"<<[-~]?+\"?(?P<word>\w++)\"?[ \t]*+\r?$", re.MULTILINE)


class Quoted(NamedTuple):
    """A quoted text without its quotes, and where reading goes on after it."""

    start: int
    end: int
    after: int


def quoted(text: str, opening: re.Match[str], line_end: int) -> Quoted:
    r"""Up to the quote that closes, or the line's end. `\"` opens a string inside a string."""
    quote, escape = opening["quote"], len(opening["escape"])
    start = at = opening.end()
    while (at := text.find(quote, at, line_end)) >= 0:
        slashes = at
        while slashes > start and text[slashes - 1] == "\\":
            slashes -= 1
        doubled = quote == "'" and text.startswith("''", at)
        if not doubled and _closes(at - slashes, escape.bit_length()):
            return Quoted(start, max(slashes, at - escape), at + 1)
        at += 2 if doubled else 1
    return Quoted(start, line_end, line_end)


def _closes(slashes: int, depth: int) -> bool:
    """Whether a quote behind so many backslashes ends a text that is `depth` strings deep."""
    for _ in range(depth):
        if slashes % 2 == 0:
            return True
        slashes = (slashes - 1) // 2
    return slashes % 2 == 0


def heredocs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every heredoc's body."""
    at = start = 0
    word = ""
    for line in text.splitlines(keepends=True):
        if word and line.strip() == word:
            yield start, at
            word = ""
        elif not word and "<<" in line and (opening := HEREDOC.search(line)):
            word, start = opening["word"], at + opening.end()
        at += len(line)
    if word:
        yield start, at


def line_start(text: str, at: int) -> int:
    """Where the line starts, looking back no further than a key is long."""
    return text.rfind("\n", max(0, at - 200), at) + 1 or max(0, at - 200)


def indent(text: str, at: int) -> int:
    """How far the line of `at` is indented, a YAML list's dash included."""
    line = text[line_start(text, at) : at]
    return len(line) - len(line.lstrip(" -"))


def indented_until(text: str, at: int, more_than: int, limit: int) -> int:
    """The end of the lines from `at` that are indented by more columns than given."""
    while at < min(limit, len(text)):
        end = text.find("\n", at) + 1 or len(text)
        line = text[at:end]
        if line.strip() and len(line) - len(line.lstrip(" ")) <= more_than:
            break
        at = end
    return at
