"""The tokens of HCL, read one at a time, and the failure that ends the reading of a piece."""

from __future__ import annotations

import re
from typing import Final, NoReturn

from mskguard.source import SourceFile, Span

DEEPEST: Final = 200
"""Levels of brackets, blocks, templates and chained operators that a file may nest."""
TOO_DEEP: Final = f"nested deeper than {DEEPEST} levels"

NAME: Final = "name"
NUMBER: Final = "number"
PLAIN: Final = "plain string"
HEREDOC: Final = "heredoc"
LINE_BREAK: Final = "line break"
END: Final = "end"

# Said by what it lacks of ASCII: as a class of all other letters it takes 50 ms to compile.
NAME_PATTERN: Final = r"[^\x00-@\[-\^`{-\x7f][^\x00-,./:-@\[-\^`{-\x7f]*+"
BLANK_PATTERN: Final = r"[ \t]++|/\*(?s:.*?)\*/|(?:\#|//)[^\r\n]*+(?:\r(?!\n)[^\r\n]*+)*+"
_EXPONENT = r"[eE][+-]?[0-9]"
_TOKEN = rf"""
    ({NAME_PATTERN})
  | ("[^"\\$%\r\n]*+")
  | ([0-9](?:(?:[0-9.]|{_EXPONENT})*(?:[0-9]|{_EXPONENT}))?)
  | (<<-?{NAME_PATTERN}\r?\n)
  | (\r?\n)
  | (\Z)
  | ([=!<>]=|&&|\|\||=>|\.\.\.|::|~\}}|<<|/\*|(?s:.))
"""
_KINDS = ("", NAME, PLAIN, NUMBER, HEREDOC, LINE_BREAK, END, "")
_NAME_GROUP = 1
_IN_LINES = re.compile(rf"(?:{BLANK_PATTERN})*+(?:{_TOKEN})", re.VERBOSE)
_IN_BRACKETS = re.compile(rf"(?:{BLANK_PATTERN}|\r?\n)*+(?:{_TOKEN})", re.VERBOSE)


class Failure(Exception):
    """What ends the reading of a piece; `unclosed` where the text ends within it."""

    def __init__(self, start: int, end: int, message: str, *, unclosed: bool = False) -> None:
        super().__init__(message)
        self.start = start
        self.end = end
        self.message = message
        self.unclosed = unclosed


class Cursor:
    """Stands on one token of a text: `kind` is one of the constants above, else its characters.

    Line breaks are tokens of their own, except within brackets (`in_brackets`).
    """

    def __init__(self, source: SourceFile, at: int, stop: int) -> None:
        self.source = source
        self.text = source.text
        self.stop = stop
        self.depth = 0
        self.mode = _IN_LINES
        self.kind = self.word = ""
        self.start = self.end = self.previous_end = at

    def advance(self) -> None:
        """Step to the next token."""
        self.previous_end = self.end
        match = self.mode.match(self.text, self.end, self.stop)
        assert match is not None and match.lastindex is not None  # the last group takes the rest
        group = match.lastindex
        self.word = word = match[group]
        self.end = end = match.end()
        self.start = end - len(word)
        self.kind = _KINDS[group] or word
        if group == _NAME_GROUP and not word.isascii():
            self._check_name(word)

    def in_brackets(self) -> None:
        """From the next token on, line breaks mean nothing."""
        self.mode = _IN_BRACKETS

    def in_lines(self) -> None:
        """From the next token on, line breaks are tokens."""
        self.mode = _IN_LINES

    def deeper(self) -> None:
        """Enter one level; who enters it leaves it by `depth -= 1`."""
        self.depth += 1
        if self.depth > DEEPEST:
            self.fail(TOO_DEEP)

    def span(self, start: int, end: int) -> Span:
        return Span(self.source, start, end)

    def fail(self, message: str) -> NoReturn:
        """End this piece at the token at hand."""
        end = self.start if self.kind == LINE_BREAK else self.end
        if self.kind == "/*":
            message = "this comment is never closed by */"
        raise Failure(self.start, end, message, unclosed=self.kind == END)

    def fail_at(self, start: int, end: int, message: str) -> NoReturn:
        """End this piece at a place, for a reason that is sure."""
        raise Failure(start, end, message)

    def fail_unclosed(self, start: int, end: int, message: str) -> NoReturn:
        """End this piece because the text ends before what began at `start` does."""
        raise Failure(start, end, message, unclosed=True)

    def found(self) -> str:
        """How a message names the token at hand."""
        if self.kind == END:
            return "the end of the file"
        if self.kind == LINE_BREAK:
            return "the end of the line"
        if self.kind == HEREDOC:
            return "a heredoc"
        return self.word if self.kind in (PLAIN, '"') else f'"{self.word}"'

    def expect(self, kind: str, message: str) -> str:
        """Step over a token of this kind and give its characters."""
        if self.kind != kind:
            self.fail(f"{message}, not {self.found()}")
        word = self.word
        self.advance()
        return word

    def _check_name(self, word: str) -> None:
        for index, char in enumerate(word):
            if not (f"a{char}" if index else char).isidentifier() and char != "-":
                at = self.start + index
                self.fail_at(at, at + 1, misplaced(char))


def misplaced(char: str) -> str:
    """What is wrong with a character that no token holds."""
    if char in "'`“”„‘’«»":
        return f"strings are written in straight double quotes, not {char}"
    shown = f'"{char}"' if char.isprintable() and not char.isspace() else "the character"
    return f"{shown} (U+{ord(char):04X}) has no place outside strings and comments"
