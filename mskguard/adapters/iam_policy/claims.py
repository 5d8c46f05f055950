"""Which files may hold a policy document, told from their bytes."""

from __future__ import annotations

import re

_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")
_MEMBERS = (re.compile(rb'"Statement"\s*:', re.IGNORECASE), re.compile(rb"kafka", re.IGNORECASE))


def claims(name: str, data: bytes) -> bool:
    """Whether a file may hold a policy that has to do with MSK; see `FrontEnd`."""
    if name.endswith((".properties", ".yaml", ".yml")) or not _BEGINS.match(data):
        return False
    return all(member.search(data) for member in _MEMBERS)
