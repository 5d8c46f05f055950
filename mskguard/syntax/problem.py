"""What is wrong with a text, where, in a sentence that a person understands."""

from __future__ import annotations

from typing import NamedTuple

from mskguard.source import Span


class Problem(NamedTuple):
    """One thing that keeps a file, or a part of it, from being read."""

    span: Span
    message: str
    """Starts small, no full stop: `"{" is never closed`."""
