"""The known name that an unknown one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str], likeness: float) -> str | None:
    """The known name most like `name`, ignoring case; None where none is like enough.

    `likeness` is difflib's ratio, from 0 (nothing in common) to 1 (the same).
    """
    from difflib import get_close_matches

    found = get_close_matches(name.lower(), known, n=1, cutoff=likeness)
    return found[0] if found else None
