"""Which Kafka version each kind of connectivity begins with."""

from __future__ import annotations

import re
from functools import cache

from mskguard.aws.table import Fact, table
from mskguard.record import record
from mskguard.value import Tri

_NUMBERS = re.compile(r"(\d{1,3})\.(\d{1,3})(?:\.(\d{1,3}|x))?(?:[.-](?:kraft|tiered))?")
_NEWEST = 1000
"""Stands for an `x`: the newest patch, whose number MSK does not say."""


@record(frozen=True, slots=True, kw_only=True)
class FirstVersion(Fact):
    """The first Kafka version of a kind of connectivity."""

    feature: str
    """`public-access`, `multi-vpc` or `dual-stack`."""
    first: str


@cache
def first_versions() -> dict[str, FirstVersion]:
    """The first versions by feature."""
    rows = table("connectivity_versions")
    found = (
        FirstVersion(row=row, feature=row.need("feature", str), first=row.need("first", str))
        for row in rows
    )
    return {it.feature: it for it in found}


def is_older(version: str, first: str) -> Tri:
    """Whether a Kafka version comes before another; UNKNOWN for what is no version's text."""
    mine, theirs = _numbers(version), _numbers(first)
    if mine is None or theirs is None:
        return Tri.UNKNOWN
    return Tri.of(mine < theirs)


def _numbers(text: str) -> tuple[int, ...] | None:
    found = _NUMBERS.fullmatch(text)
    if found is None:
        return None
    patch = found[3] or "0"
    return (int(found[1]), int(found[2]), _NEWEST if patch == "x" else int(patch))
