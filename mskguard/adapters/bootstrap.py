"""Which resource an unknown bootstrap string is an attribute of."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

from mskguard.value import Identity, Unknown

_BROKERS = "bootstrap_brokers"
"""How the attributes of a cluster begin that name its brokers."""


def owner_of(servers: Unknown[Any]) -> Identity | None:
    """The bootstrap attribute that the servers certainly come from; None where others may be it.

    They do where they depend on nothing but attributes of one cluster, or where one of these
    stands in the text.
    """
    found: frozenset[Hashable] = frozenset(_written(servers)) or servers.roots
    owners = {
        (one.unit, one.owner): one
        for one in found
        if isinstance(one, Identity) and one.attribute.startswith(_BROKERS)
    }
    certain = len(owners) == 1 and all(
        isinstance(one, Identity) and (one.unit, one.owner) in owners for one in found
    )
    return owners.popitem()[1] if certain else None


def _written(servers: Unknown[Any]) -> Iterator[Identity]:
    """The bootstrap attributes that stand in a text."""
    for piece in servers.text.pieces if servers.text is not None else ():
        inner = piece.of.identity if piece.of is not None else None
        if isinstance(inner, Identity) and inner.attribute.startswith(_BROKERS):
            yield inner
