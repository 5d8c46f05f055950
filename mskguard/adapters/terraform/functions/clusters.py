"""The characters that a person sees in a text, which Terraform counts and cuts by."""

from __future__ import annotations

import re

from mskguard.adapters.terraform.functions.parameters import Beyond

_JOINING = re.compile(
    "[\u0300-\u036f\u0600-\u0605\u070f\u0e33\u0eb3\u1100-\u11ff\u200c\u200d\ua960-\ua97f"
    "\ud7b0-\ud7ff\ufe00-\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff]"
)
_CLUSTER = re.compile(r"\r\n|.", re.DOTALL)


def _plain(text: str) -> bool:
    """Whether each code point is a character of its own, but for `\\r\\n`."""
    if text.isascii():
        return True
    from unicodedata import category

    return _JOINING.search(text) is None and not any(
        category(char) in ("Mn", "Mc", "Me", "Cf") for char in text if char > "\x7f"
    )


def length_of(text: str) -> int:
    """The number of characters. Raises `Beyond` where code points join to others."""
    if not _plain(text):
        raise Beyond("its text has characters made of several code points")
    return len(text) - text.count("\r\n")


def offsets_of(text: str) -> list[int]:
    """Where each character starts, and the end of the text."""
    if not _plain(text):
        raise Beyond("its text has characters made of several code points")
    if "\r\n" not in text:
        return list(range(len(text) + 1))
    return [*(match.start() for match in _CLUSTER.finditer(text)), len(text)]
