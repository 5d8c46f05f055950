"""What a plain YAML scalar means, and where each character of a scalar is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from mskguard.source import SourceFile, Span

Stretch = tuple[Span, str, bool]
"""Characters, where they are written, and whether they stand there verbatim."""

_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(
        ("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"),
        True,
    ),
    **dict.fromkeys(
        ("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"),
        False,
    ),
}
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,400})", re.ASCII)
_FRACTION = re.compile(r"[-+]?(?:[0-9]{1,400}\.[0-9]{0,400}(?:[eE][-+][0-9]{1,3})?|\.[0-9]{1,400})")
_OTHER_NOTATION = re.compile(
    r"[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|0[0-7_]+|[1-9][0-9]*_[0-9_]*|[1-9][0-9_]*(?::[0-5]?[0-9])+)"
)
_ESCAPE = re.compile(
    r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([^\r\n]))|\\\r?\n[ \t]*"
)
_LETTERS = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f",
    "r": "\r", "e": "\x1b", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_LINE = re.compile(r"[^\n]*\n?")


def resolved(raw: str) -> object:
    """A plain scalar by the rules of YAML 1.1: null, a truth, a number in decimal, else a text."""
    if raw in _WORDS:
        return _WORDS[raw]
    if raw[0] in "+-.0123456789":
        if _INTEGER.fullmatch(raw):
            return int(raw)
        if _FRACTION.fullmatch(raw):
            return Decimal(raw)
    return raw


def is_other_notation(raw: str) -> bool:
    """Whether YAML 1.1 takes a plain scalar for a number in base 2, 8, 16 or 60.

    Readers disagree about these: some keep the text.
    """
    return raw[:1] in "+-0123456789" and _OTHER_NOTATION.fullmatch(raw) is not None


def pieces(file: SourceFile, start: int, end: int, style: str, text: str) -> Iterator[Stretch]:
    """The characters of a scalar written from `start` to `end`, quotes or the `|` included."""
    found = list(_stretches(file, start, end, style, text))
    if "".join(characters for _, characters, _ in found) != text:
        yield Span(file, start, end), text, False
        return
    yield from found


def _stretches(file: SourceFile, start: int, end: int, style: str, text: str) -> Iterator[Stretch]:
    if style in ("|", ">"):
        first = file.text.find("\n", start, end) + 1
        if first:
            lines = _literal_lines if style == "|" else _folded_lines
            yield from _joined(file, list(lines(file, first, end, text)), text)
        return
    inset = 1 if style else 0
    raw = file.text[start + inset : end - inset]
    if raw == text:
        if text:
            yield Span(file, start + inset, end - inset), text, True
        return
    yield from _joined(file, list(_flowing(file, start + inset, end - inset, style)), text)


def _literal_lines(file: SourceFile, at: int, end: int, text: str) -> Iterator[Stretch]:
    """The lines of a literal scalar, without their indentation."""
    contents = text.split("\n")
    for line, content in zip(_LINE.findall(file.text[at:end]), contents, strict=False):
        bare = line.rstrip("\r\n")
        if bare.endswith(content):
            low = at + len(bare) - len(content)
            yield Span(file, low, low + len(content)), content, True
        at += len(line)


def _folded_lines(file: SourceFile, at: int, end: int, _: str) -> Iterator[Stretch]:
    """The lines of a folded scalar, without the indentation of the first that is not blank."""
    indentation = -1
    for line in _LINE.findall(file.text[at:end]):
        bare = line.rstrip("\r\n")
        if bare.strip() and indentation < 0:
            indentation = len(bare) - len(bare.lstrip(" "))
        if bare.strip():
            low = at + indentation
            yield Span(file, low, at + len(bare)), bare[indentation:], True
        at += len(line)


def _flowing(file: SourceFile, start: int, end: int, style: str) -> Iterator[Stretch]:
    """The lines of a plain or quoted scalar, each trimmed where a line break lets it be."""
    at = start
    for line in _LINE.findall(file.text[start:end]):
        low, high = at, at + len(line)
        if low > start:
            low += len(line) - len(line.lstrip(" \t"))
        if high < end:
            high -= len(line) - len(line.rstrip(" \t\r\n"))
        if low < high:
            yield from _unescaped(file, low, high, style)
        at += len(line)


def _unescaped(file: SourceFile, low: int, high: int, style: str) -> Iterator[Stretch]:
    raw = file.text[low:high]
    escapes: Iterator[re.Match[str]] = iter(())
    if style == '"':
        escapes = _ESCAPE.finditer(raw)
    elif style == "'":
        escapes = re.finditer("''", raw)
    at = 0
    for escape in escapes:
        if escape.start() > at:
            yield _verbatim(file, low + at, low + escape.start())
        character = "'" if style == "'" else _character(escape)
        yield Span(file, low + escape.start(), low + escape.end()), character, False
        at = escape.end()
    if style == '"' and raw[at:].endswith("\\"):
        high -= 1  # it takes back the line break behind it
    if low + at < high:
        yield _verbatim(file, low + at, high)


def _character(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2] or escape[3]
    if code:
        number = int(code, 16)
        return chr(number) if number <= 0x10FFFF else ""
    return _LETTERS.get(escape[4], escape[4]) if escape[4] else ""


def _verbatim(file: SourceFile, start: int, end: int) -> Stretch:
    return Span(file, start, end), file.text[start:end], True


def _joined(file: SourceFile, written: list[Stretch], text: str) -> Iterator[Stretch]:
    """What is written, with the spaces and line breaks that folding made of line ends."""
    at = 0
    last = written[0][0].start if written else 0
    for span, content, verbatim in written:
        gap = at
        while gap < len(text) and text[gap] in " \n" and not text.startswith(content, gap):
            gap += 1
        if gap > at:
            yield Span(file, last, max(last, min(span.start, last + 1))), text[at:gap], False
        if content:
            yield span, content, verbatim
        at, last = gap + len(content), span.end
    if at < len(text):
        yield Span(file, last, min(last + 1, len(file.text))), text[at:], False
