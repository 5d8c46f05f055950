"""Says what is wrong where a text stops being JSON."""

from __future__ import annotations

import re

from mskguard.source import SourceFile, Span
from mskguard.syntax.problem import Problem

_TOKEN = re.compile(r"[\w.+-]+|.", re.DOTALL)
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4}).?', re.DOTALL)
_NOT_FINITE = {"NaN", "Infinity", "-Infinity"}
_NEARLY = {"True": "true", "False": "false", "None": "null", "undefined": "null", "nil": "null"}
_BODY = re.compile(r'(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+')
_LONGEST = 20


def explain(source: SourceFile, at: int, expected: str, opened: list[int]) -> Problem:
    """The problem at an offset where something else was expected.

    `opened` are the offsets of the brackets that are not closed there.
    """
    text = source.text
    token = _TOKEN.match(text, at)
    if token is None:
        if opened:
            bracket = text[opened[-1]]
            return Problem(Span(source, opened[-1], opened[-1] + 1), f'"{bracket}" is never closed')
        return Problem(Span(source, at, at), "there is no value in this file")
    written = token[0]
    if written == '"' and expected in ("a value", "a key"):
        return _in_string(source, at, expected)
    span = Span(source, *token.span())
    return Problem(span, _said(text, at, written, expected))


def _in_string(source: SourceFile, at: int, expected: str) -> Problem:
    """What is wrong with the string that begins here, or with what follows a key."""
    text = source.text
    body = _BODY.match(text, at + 1)
    end = body.end() if body else at + 1
    if text.startswith('"', end):
        message = 'after a key, ":" and its value are expected' if expected == "a key" else "?"
        return Problem(Span(source, at, end + 1), message)
    if end >= len(text):
        return Problem(Span(source, at, at + 1), "this string is never closed")
    if text[end] == "\\":
        bad = _BAD_ESCAPE.match(text, end)
        return Problem(
            Span(source, end, bad.end() if bad else end + 1), "this is no escape that JSON knows"
        )
    if text[end] in "\r\n":
        return Problem(Span(source, at, at + 1), "this string does not end on its line")
    return Problem(Span(source, end, end + 1), "a control character stands in a string unescaped")


def _said(text: str, at: int, written: str, expected: str) -> str:
    if written in _NOT_FINITE:
        return f"{written} is no JSON number"
    if written in _NEARLY:
        return f"{written} is no JSON, {_NEARLY[written]} is"
    if written == "'":
        return "JSON quotes with \", not with '"
    if written == "/" and text[at : at + 2] in ("//", "/*"):
        return "JSON has no comments"
    before = text[:at].rstrip(" \t\r\n")[-1:] if at < 4096 else text[at - 4096 : at].rstrip()[-1:]
    if written in ("]", "}") and before == ",":
        return "the comma before this bracket is one too many"
    if expected == "nothing more":
        return "the file goes on after its value"
    if written[0] in "+.-0123456789":
        return "this is no JSON number" if expected == "a value" else f"{expected} is expected here"
    shown = f'"{written}"' if len(written) <= _LONGEST and written.isprintable() else "this"
    return f"{expected} is expected here, not {shown}"
