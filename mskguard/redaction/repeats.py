"""Finds known secrets where they stand again, in a file or in a sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mskguard.redaction.literals import Stretch

SHORTEST = 8
"""Characters of a secret that no other text has by chance."""
_FEW = 400
"""Secrets that are found faster one after the other, even in a long text."""


class Repeats:
    """Secrets to be found again; those too short to be told from other texts are left out."""

    def __init__(self, secrets: Collection[str]) -> None:
        self.secrets = frozenset(secret for secret in secrets if len(secret) >= SHORTEST)
        self._lengths: dict[str, list[int]] = {}

    def among(self, text: str) -> Iterator[Stretch]:
        """Where they stand in a text: each place, in no order, some perhaps inside others."""
        if len(self.secrets) <= min(_FEW, max(10, len(text) // 2)):
            for secret in self.secrets:
                at = text.find(secret)
                while at >= 0:
                    yield at, at + len(secret)
                    at = text.find(secret, at + len(secret))
        else:
            yield from self._at_once(text)

    def _at_once(self, text: str) -> Iterator[Stretch]:
        """One pass for all of them, by how they start."""
        if not self._lengths:
            ends = {(secret[:SHORTEST], len(secret)) for secret in self.secrets}
            for start, length in sorted(ends, reverse=True):
                self._lengths.setdefault(start, []).append(length)
        at = 0
        while at <= len(text) - SHORTEST:
            lengths = self._lengths.get(text[at : at + SHORTEST], ())
            found = next((it for it in lengths if text[at : at + it] in self.secrets), 0)
            if found:
                yield at, at + found
            at += found or 1


def is_word(secret: str) -> bool:
    """Whether a secret consists of letters alone, so that it may be a part of another word."""
    return secret.isalpha()
