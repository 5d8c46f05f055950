"""Texts that are written in Base64: each decoded line with the place of its characters."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from mskguard.source import SourceFile, Span
from mskguard.value import Known, Piece, Text, Unknown, Value, distribute

_BLANKS = re.compile(r"[ \t\r\n]+")
_ENCODED = re.compile(r"[A-Za-z0-9+/]+={0,2}", re.ASCII)
_LINE = re.compile(r"(?:\\[\s\S]|[^\\\n])*+(?:\n|\Z|\\\Z)")
"""Up to the line break that no backslash takes back."""
_BYTES, _CHARACTERS = 3, 4
"""Base64 writes every 3 bytes as 4 characters."""


class NotEncoded(ValueError):
    """A text is no Base64 of a UTF-8 text; the message says which of the two it is not."""


def is_encoded(text: str) -> bool:
    """Whether a text can be read as the Base64 of a UTF-8 text."""
    try:
        _decoded(text)
    except NotEncoded:
        return False
    return True


def decoded(value: Value[str], what: str) -> Value[str]:
    """The text that a known text is the Base64 of; unknown where it is none.

    Its lines have places of their own, in a text called after the file and `what`, and were brought
    there by the stretch of Base64 that spells them.
    """

    def text_in(it: Value[Any]) -> Value[Any]:
        if not isinstance(it, Known):
            return it
        try:
            return _with_lines(it, _decoded(it.it), what)
        except NotEncoded as error:
            return Unknown(it.span, f"{what} is {error}", slot=it.slot)

    return distribute(text_in, value)


def _decoded(text: str) -> str:
    packed = _BLANKS.sub("", text)
    if packed and not _ENCODED.fullmatch(packed):
        raise NotEncoded("no Base64")
    try:
        return b64decode(packed, validate=True).decode("utf-8")
    except (Error, ValueError) as error:
        raise NotEncoded(
            "Base64 of no text" if isinstance(error, UnicodeDecodeError) else "no Base64"
        ) from None


def _with_lines(value: Known[str], text: str, what: str) -> Known[str]:
    path = f"{value.span.file.path} ({what}, decoded)"
    inner = SourceFile(path, text, editable=False, on_disk=False, decoded_from=value.span.file)
    pieces = tuple(_pieces(value, inner)) or (Piece(inner.whole, "", verbatim=True),)
    return replace(value, it=text, text=Text(pieces), writer=None)


def _pieces(value: Known[str], inner: SourceFile) -> Iterator[Piece]:
    place = _Stretches(value)
    byte = 0
    for line in (found for found in _LINE.finditer(inner.text) if found[0]):
        size = len(line[0].encode("utf-8"))
        outer = place.of(byte, byte + size)
        yield Piece(Span(inner, *line.span()), line[0], verbatim=True, outer=(outer,))
        byte += size


class _Stretches:
    """Where the bytes that a Base64 text encodes are written."""

    def __init__(self, value: Known[str]) -> None:
        inner = value.span.text[1:-1] if value.span.text[:1] == '"' else value.span.text
        self.plain = inner == value.it and not _BLANKS.search(inner)
        self.whole = value.span
        self.start = value.span.start + (value.span.text[:1] == '"')
        self.end = self.start + len(value.span.text.strip('"'))

    def of(self, low: int, high: int) -> Span:
        """The characters for the bytes from `low` to `high`; the whole text where it is broken."""
        if not self.plain:
            return self.whole
        first = low // _BYTES * _CHARACTERS
        last = -(-high // _BYTES) * _CHARACTERS
        return Span(self.whole.file, self.start + first, min(self.start + last, self.end))
