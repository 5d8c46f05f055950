"""The brackets and lines of a text that does not parse: what is left open, where to go on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from mskguard.syntax.hcl.cursor import NAME_PATTERN, TOO_DEEP, Failure

_LABEL = rf'[ \t]*(?:{NAME_PATTERN}|"[^"\n]*")'
_HEADER = re.compile(rf"({NAME_PATTERN}(?:{_LABEL})*)[ \t]*(?:\{{|\Z)")
_ARGUMENT = re.compile(rf"{NAME_PATTERN}[ \t]*=(?!=)")
_KEY = re.compile(rf'({NAME_PATTERN}|"[^"\n]*")[ \t]*[=:][ \t]*\Z')
_MARKER = re.compile(rf"^[ \t]*({NAME_PATTERN})[ \t]*\r?$", re.MULTILINE)
_INTERPOLATION = r'\$\{[^{}"\n]*+(?:"[^"\n]*+"[^{}"\n]*+)*+\}'
_SIGN = re.compile(
    rf"""
    "(?:\\.|{_INTERPOLATION}|[^"\\\n])*+"?
  | (?:\#|//)[^\n]*+
  | /\*(?s:.*?)(?:\*/|\Z)
  | <<-?({NAME_PATTERN})\r?\n
  | ([\{{\[(]) | ([\}}\])]) | (\n)
    """,
    re.VERBOSE,
)
_HEREDOC, _OPENS, _CLOSES, _BREAKS = 1, 2, 3, 4
_PAIRS = {"{": "}", "[": "]", "(": ")"}


class Outline:
    """A text seen as brackets and lines; strings, comments and heredocs are passed over."""

    def __init__(self, text: str) -> None:
        self.text = text

    def next_item(self, began: int, failed: int, *, closed: bool) -> int | None:
        """Where the next item of the file surely begins, after one that `began` and `failed`.

        A block's header in column 1 begins one. An argument in column 1 does where every bracket
        before it is closed; a header needs that too where the failed item is known to be `closed`.
        """
        depth = 0
        for group, at in self._signs(began):
            if group == _OPENS:
                depth += 1
            elif group == _CLOSES:
                depth = max(depth - 1, 0)
            elif closed and depth:
                continue
            elif self._begins_item(at + 1, argument=depth == 0 and at >= failed):
                return at + 1
        return None

    def cause(self, began: int, failure: Failure) -> tuple[int, int, str]:
        """Where the item that began there first went wrong, and why."""
        line = self.text.rfind("\n", 0, failure.start) + 1
        next_header = line != began and self.is_header(line)
        if failure.unclosed or (next_header and failure.message != TOO_DEEP):
            opening = self._first_unclosed(began, len(self.text) if failure.unclosed else line)
            if opening is not None:
                mark = self.text[opening]
                return opening, opening + 1, f'"{mark}"{self._whose(opening)} is never closed'
        return failure.start, failure.end, failure.message

    def is_header(self, at: int) -> bool:
        """Whether a block begins there: a name, labels and a brace."""
        match = _HEADER.match(self.text, at)
        return match is not None and match[0].endswith("{")

    def _begins_item(self, at: int, *, argument: bool) -> bool:
        return self.is_header(at) or (argument and _ARGUMENT.match(self.text, at) is not None)

    def _first_unclosed(self, began: int, end: int) -> int | None:
        """The first bracket that its indentation, the next block or the end shows to be open."""
        stack: list[int] = []
        for group, at in self._signs(began):
            if at >= end:
                break
            if group == _OPENS:
                stack.append(at)
            elif group == _CLOSES and stack:
                if self._closes_an_outer(stack[-1], at):
                    return stack[-1]
                stack.pop()
            elif group == _BREAKS and stack and self.is_header(at + 1):
                return stack[-1]
        return stack[-1] if stack else None

    def _closes_an_outer(self, opening: int, closer: int) -> bool:
        if _PAIRS[self.text[opening]] != self.text[closer]:
            return True
        indent, before = self._indent(closer)
        return before == "" and indent < self._indent(opening)[0]

    def _indent(self, at: int) -> tuple[int, str]:
        """The indentation of a line, and what stands between it and a place in that line."""
        before = self.text[self.text.rfind("\n", 0, at) + 1 : at]
        shown = before.lstrip(" \t")
        return len(before) - len(shown), shown

    def _whose(self, opening: int) -> str:
        before = self._indent(opening)[1]
        header = _HEADER.fullmatch(before)
        if header and self.text[opening] == "{":
            return f" of {header[1]}"
        key = _KEY.search(before)
        return f' after "{key[1]} ="' if key else ""

    def _signs(self, at: int) -> Iterator[tuple[int, int]]:
        """Brackets and line breaks, each with its place."""
        while match := _SIGN.search(self.text, at):
            at = match.end()
            group = match.lastindex
            if group == _HEREDOC:
                at = self._end_of_heredoc(match[_HEREDOC], at - 1)
            elif group is not None:
                yield group, match.start()

    def _end_of_heredoc(self, marker: str, at: int) -> int:
        """Before the line break that follows the closing marker; where none closes, `at`."""
        places = self._markers.get(marker, [])
        index = bisect_left(places, at)
        return places[index] if index < len(places) else at

    @cached_property
    def _markers(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for match in _MARKER.finditer(self.text):
            places.setdefault(match[1], []).append(match.end())
        return places
