"""Texts that their file writes plainly and has encoded in Base64 by a function."""

from __future__ import annotations

from typing import Any

from mskguard.source import Span
from mskguard.value import Known, Piece, Text, Unknown, Value


class Encoded(str):
    """The Base64 that a function makes; `plain` is the text that was given to it."""

    __slots__ = ("plain",)
    plain: Value[str]


class EncodedPart(Piece):
    """Stands for Base64 of a text that is not known as a whole; `of` is that text."""

    __slots__ = ()


def encoded(plain: Value[Any], span: Span) -> Value[Any]:
    """The Base64 of a known text, or what stands for that of an unknown one."""
    if isinstance(plain, Known) and isinstance(plain.it, str):
        from base64 import b64encode

        made = Encoded(b64encode(plain.it.encode("utf-8", "replace")).decode("ascii"))
        made.plain = plain
        pieces = Text((Piece(plain.span, made),))
        return Known(made, span, plain.origin, plain.via, text=pieces)
    if isinstance(plain, Unknown):
        part = EncodedPart(plain.span, None, of=plain)
        return Unknown(plain.span, plain.why, None, plain.roots, Text((part,)), plain.via)
    return Unknown(span, "only a text is encoded in Base64")


def plain_of(value: Value[Any]) -> Value[str] | None:
    """The text that a function encoded in Base64 to this value; None where none did.

    The value differs by no condition.
    """
    if isinstance(value, Known) and isinstance(value.it, Encoded):
        return value.it.plain
    if isinstance(value, Unknown) and value.text is not None and len(value.text.pieces) == 1:
        part = value.text.pieces[0]
        return part.of if isinstance(part, EncodedPart) else None
    return None
