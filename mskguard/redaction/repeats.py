"""Finds known secrets where they stand again, in a file or in a sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from mskguard.redaction.literals import Stretch

SHORTEST = 8
"""Characters of a secret that no other text has by chance."""
_FEW = 400
"""Secrets that are found faster one after the other, even in a long text."""


class Repeats:
    """Secrets to be found again; those too short to be told from other texts are left out."""

    def __init__(self, secrets: Collection[str]) -> None:
        long = {secret for secret in secrets if len(secret) >= SHORTEST}
        self.secrets = sorted(long, key=lambda text: (-len(text), text))
        self._by_start: dict[str, list[str]] = {}

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
        if not self._by_start:
            for secret in self.secrets:
                self._by_start.setdefault(secret[:SHORTEST], []).append(secret)
        starts, at = self._by_start, 0
        while at <= len(text) - SHORTEST:
            found = starts.get(text[at : at + SHORTEST])
            match = next((it for it in found if text.startswith(it, at)), None) if found else None
            if match is None:
                at += 1
            else:
                yield at, at + len(match)
                at += len(match)


def is_word(secret: str) -> bool:
    """Whether a secret consists of letters alone, so that it may be a part of another word."""
    return secret.isalpha()
