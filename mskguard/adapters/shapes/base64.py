"""Texts that resources hold in Base64, as they are before they are encoded."""

from __future__ import annotations

from typing import Any

from mskguard.adapters.base64_text import decoded
from mskguard.adapters.encoded import plain_of
from mskguard.value import Value, distribute


def text_in(value: Value[str], what: str) -> Value[str]:
    """The text in a value's Base64: as its function was given it, else decoded.

    `what` names it in reasons; a text that is no Base64 is unknown.
    """

    def plain(it: Value[Any]) -> Value[Any]:
        found = as_given(it)
        return decoded(it, what) if found is None else found

    return distribute(plain, value)


def as_given(value: Value[Any]) -> Value[Any] | None:
    """The text that a function was given to encode to this value; None where none did."""
    found = plain_of(value)
    return found if found is None or value.slot is None else found.at(value.slot)
