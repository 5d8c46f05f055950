"""Java properties, the format of `server.properties`: text to located entries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_LINE = re.compile(r"(?:\\(?:\r\n|[\s\S])|[^\\\r\n])*")
_KEY = re.compile(r"(?:\\(?:\r\n|\r|\n)[ \t\f]*|\\[\s\S]|[^\\\s=:])+")
_SEPARATOR = re.compile(r"[ \t\f]*[=:]?[ \t\f]*")
_CONTINUATION = re.compile(r"\\(?:\r\n|\r|\n)[ \t\f]*")
_NO_CODE = re.compile(r"(?:[^\\]|\\[^u]|\\u[0-9a-fA-F]{4})*")
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|[\s\S])")
_NAMED = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}


class Entry(NamedTuple):
    """One `key=value`, which a backslash may carry over several lines.

    Offsets are into the text that was read: `start` to `end` is the entry without surrounding
    blanks, `key_end` ends the key, `value_start` begins the value. `fault` says what keeps it from
    being a property: a key that nothing follows, an escape that is none.
    """

    key: str
    value: str
    start: int
    key_end: int
    value_start: int
    end: int
    fault: str = ""


def entries(text: str) -> Iterator[Entry]:
    """Every entry in the order written; comments and blank lines are passed over."""
    at = 0
    while at <= len(text):
        match = _LINE.match(text, at)
        end = match.end() if match else len(text)
        entry = _entry(text, at, end)
        if entry is not None:
            yield entry
        at = end + (2 if text.startswith("\r\n", end) else 1)


def _entry(text: str, start: int, end: int) -> Entry | None:
    while start < end and text[start] in " \t\f":
        start += 1
    if start == end or text[start] in "#!":
        return None
    key = _KEY.match(text, start, end)
    key_end = key.end() if key else start
    separator = _SEPARATOR.match(text, key_end, end)
    value_start = separator.end() if separator else key_end
    last = len(text[:end].rstrip(" \t\f")) if end > value_start else value_start
    last = max(last, value_start)
    return Entry(
        _unescaped(text[start:key_end]),
        _unescaped(text[value_start:last]),
        start,
        key_end,
        value_start,
        max(last, key_end),
        _fault(text[start : max(last, key_end)], key_end > start, value_start > key_end),
    )


def _fault(text: str, has_key: bool, has_value: bool) -> str:
    if not _NO_CODE.fullmatch(text):
        return "\\u is not followed by four hexadecimal digits"
    if not has_key:
        return "no key stands before its value"
    return "" if has_value else "nothing stands between a key and a value"


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    joined = _CONTINUATION.sub("", text)
    return _ESCAPE.sub(_character, joined)


def _character(match: re.Match[str]) -> str:
    code = match.group(1)
    return chr(int(code[1:], 16)) if len(code) == 5 else _NAMED.get(code, code)
