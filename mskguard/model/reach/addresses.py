"""Blocks of addresses: which hold which, and how many addresses they have."""

from __future__ import annotations

import re
from collections.abc import Callable
from ipaddress import IPv4Network, IPv6Network, ip_network

from mskguard.model.cluster import Names
from mskguard.value import HOLE, Absent, Known, Tri, Unknown, Value, some

Network = IPv4Network | IPv6Network

_INTERNAL = tuple(map(ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")))
_LENGTH = re.compile(rf".*/(\d{{1,3}})[^{HOLE}]*")


def network(text: str) -> Network | None:
    """A block such as `10.0.0.0/16`, host bits ignored as AWS does; None where it is none."""
    try:
        return ip_network(text.strip(), strict=False)
    except ValueError:
        return None


def is_everyone(block: Value[str]) -> Tri:
    """Whether a block holds every address of its kind. Its length alone may tell that it does not.

    What is no block is none that could be open: AWS refuses it.
    """
    now = block.now()
    if isinstance(now, Unknown) and now.text is not None:
        length = _LENGTH.fullmatch(now.text.joined)
        if length is not None and int(length[1]) > 0:
            return Tri.NO
    return now.satisfies(lambda text: (it := network(text)) is not None and it.prefixlen == 0)


def is_internal(text: str) -> bool:
    """Whether a block is of addresses that the internet does not route (RFC 1918, RFC 4193)."""
    found = network(text)
    return found is not None and any(
        found.version == one.version and found.subnet_of(one)  # type: ignore[arg-type]
        for one in _INTERNAL
    )


def overlap(one: Value[str], other: Value[str]) -> Tri:
    """Whether two blocks have addresses in common."""
    if Tri.YES in (is_everyone(one), is_everyone(other)):
        return Tri.YES
    mine, theirs = one.now(), other.now()
    if isinstance(mine, Absent) or isinstance(theirs, Absent):
        return Tri.NO
    if not isinstance(mine, Known) or not isinstance(theirs, Known):
        return one.same(other)
    first, second = network(mine.it), network(theirs.it)
    if first is None or second is None or first.version != second.version:
        return Tri.NO
    return Tri.of(_overlap(first, second))


def _overlap(one: Network, other: Network) -> bool:
    return one.overlaps(other)


def some_of(names: Names, question: Callable[[Value[str]], Tri]) -> Tri:
    """Whether it holds for one of a list; a list that is not written has none."""
    now = names.now()
    if isinstance(now, Known):
        return some(*map(question, now.it))
    return Tri.NO if isinstance(now, Absent) else Tri.UNKNOWN
