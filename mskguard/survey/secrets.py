"""Keeps secrets out of what is shown: hides them in the files, and masks the values they made."""

from __future__ import annotations

import json
from collections.abc import Collection
from types import NoneType
from typing import Any

from mskguard.redaction import Repeats, hide_repeats, hide_secrets, redact
from mskguard.source import SourceFile, Span
from mskguard.value import HOLE, Known, Origin, Piece, Text, Unknown

MASK = "*****"
_OPEN = "..."
"""Stands for a part of a text that is not known."""


def hide(files: Collection[SourceFile]) -> None:
    """Hide what is secret in every file, also in a text given for a name that secrets have.

    A long secret is hidden wherever it stands, for a condition may compare with it.
    """
    for source in files:
        hide_secrets(source)
        if not source.on_disk and _is_secret(source.path.rpartition(" ")[2], source.text):
            source.hide(0, len(source.text))
    hide_repeats(files)


def masked(text: str, secrets: Repeats) -> str:
    """A value without these secrets: it may hold one right in the middle of a word."""
    value = SourceFile("", text)
    for start, end in secrets.among(text):
        value.hide(start, end)
    return redact(value.whole.shown)


def shown(value: Known[Any] | Unknown[Any], name: str = "") -> Any:
    """A single value as it may be shown; of an unknown text, the part that is known.

    `name` is what it is called, for a name may tell that the value is a secret.
    """
    if isinstance(value, Unknown):
        return _of_text(value.text).replace(HOLE, _OPEN) if value.text else ""
    it = value.it
    if value.origin is Origin.DEFAULT:
        return it
    if isinstance(it, str) and _is_secret(name.rpartition("[")[2].rstrip("]"), it):
        return MASK
    if isinstance(value.text, Text) and value.text.joined == it:
        return _of_text(value.text)
    if any(map(_is_hidden, (value.span, *(hop.span for hop in value.via)))):
        return MASK
    return it if isinstance(it, (str, int, float, NoneType)) else str(it)


def _is_secret(name: str, text: str) -> bool:
    said = f"{name} = {json.dumps(text)}"
    return bool(name) and redact(said) != said


def _of_text(text: Text) -> str:
    return "".join(map(_of_piece, text.pieces))


def _of_piece(piece: Piece) -> str:
    """A piece's characters, each masked that stands for a hidden one."""
    if piece.text is None or not _is_hidden(piece.span):
        return piece.shown
    return piece.span.shown if piece.verbatim else MASK


def _is_hidden(span: Span) -> bool:
    return span.shown != span.text
