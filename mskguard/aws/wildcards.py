"""IAM's wildcards, held against texts that may be known only in part."""

from __future__ import annotations

import re
from functools import lru_cache

from mskguard.value import HOLE, Tri

ATOM_START, ATOM_END = "\ue000", "\ue001"
"""Around the name of something that is not known, so that the same thing is known to be equal."""

_UNKNOWN = re.compile(rf"{HOLE}|{ATOM_START}[^{ATOM_END}]*{ATOM_END}")
VARIABLE = re.compile(r"\$\{[^}]*\}")
"""A policy variable: IAM puts a text without wildcards in its place."""
_MOST_CHARACTERS = 600
"""Of a pattern that is followed: no name in MSK makes a longer ARN."""


def atom(name: str, *, chosen: bool = False) -> str:
    """A part of a text that is not known and that is one thing wherever it stands.

    `chosen`: somebody chooses it, and may choose a wildcard.
    """
    plain = name.replace(":", ";").replace("/", "|")
    return f"{ATOM_START}{_CHOSEN if chosen else ''}{plain}{ATOM_END}"


_CHOSEN = "~"
NAMED = re.compile(f"{ATOM_START}(?!{_CHOSEN})[^{ATOM_END}]*{ATOM_END}")
"""What something will be called: no pattern, unlike what a variable or parameter may hold."""


def covers(pattern: str, text: str) -> Tri:
    """Whether a pattern matches everything that `text`, a pattern itself perhaps, matches."""
    if len(pattern) > _MOST_CHARACTERS or len(text) > _MOST_CHARACTERS:
        return Tri.UNKNOWN
    if HOLE not in pattern and not VARIABLE.search(pattern) and _includes(pattern, text):
        return Tri.YES
    if not _meet(_loosened(pattern), _loosened(text)):
        return Tri.NO
    return Tri.UNKNOWN if _is_open(pattern) or _is_open(text) else Tri.NO


def overlaps(one: str, other: str) -> Tri:
    """Whether some text is matched by both patterns."""
    if len(one) > _MOST_CHARACTERS or len(other) > _MOST_CHARACTERS:
        return Tri.UNKNOWN
    if not _meet(_loosened(one), _loosened(other)):
        return Tri.NO
    if not _is_open(one) and not _is_open(other):
        return Tri.YES
    if HOLE in one + other or VARIABLE.search(one + other):
        surely = _includes(one, other) and HOLE not in one
        surely = surely or (_includes(other, one) and HOLE not in other)
        return Tri.YES if surely else Tri.UNKNOWN
    return Tri.YES if _meet(one, other) else Tri.UNKNOWN


def is_pattern(text: str) -> bool:
    """Whether a text has a wildcard in it."""
    return "*" in text or "?" in text


def _is_open(text: str) -> bool:
    return _UNKNOWN.search(text) is not None or VARIABLE.search(text) is not None


def _loosened(text: str) -> str:
    """The text with everything that is not known as a wildcard."""
    return VARIABLE.sub("*", _UNKNOWN.sub("*", text))


@lru_cache(maxsize=65536)
def _includes(pattern: str, text: str) -> bool:
    """Whether the pattern matches the text, whose own wildcards only a `*` matches."""
    at = start = 0
    star = -1
    while at < len(text):
        char = pattern[start] if start < len(pattern) else ""
        if char == "*":
            star, back, start = start, at, start + 1
        elif char and (char == text[at] or (char == "?" and text[at] not in _SPECIAL)):
            at, start = at + 1, start + 1
        elif star >= 0:
            back += 1
            at, start = back, star + 1
        else:
            return False
    return not pattern[start:].strip("*")


_SPECIAL = f"*{HOLE}{ATOM_START}{ATOM_END}"


@lru_cache(maxsize=65536)
def _meet(one: str, other: str) -> bool:
    """Whether some text is matched by both, by the places that can be reached in the second."""
    reached = _past_stars({0}, other)
    for char in one:
        if char == "*":
            reached = set(range(min(reached), len(other) + 1)) if reached else reached
            continue
        stepped: set[int] = set()
        for at in reached:
            if at < len(other) and other[at] == "*":
                stepped.add(at)
            elif at < len(other) and (char == "?" or other[at] in ("?", char)):
                stepped.add(at + 1)
        reached = _past_stars(stepped, other)
        if not reached:
            return False
    return len(other) in reached


def _past_stars(places: set[int], pattern: str) -> set[int]:
    """The places, and those behind the stars that follow them."""
    found = set(places)
    for place in places:
        at = place
        while at < len(pattern) and pattern[at] == "*":
            at += 1
            found.add(at)
    return found
