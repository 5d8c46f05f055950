"""Access that depends on conditions which nothing decides, told in one line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mskguard.survey.access_lines import Access, AllAccess, OpenByDefault
from mskguard.value import Tri, World

Told = tuple[World, AllAccess | None]
"""What is so in one world; None where there are too many worlds."""


def in_all_worlds(told: Iterator[Told]) -> AllAccess:
    """What is so in all of them; what differs is not known, and in which world it is so is why."""
    worlds = list(told)
    if len(worlds) == 1 and worlds[0][1] is not None:
        return worlds[0][1]
    left = (gap for _, one in worlds if one is not None for gap in one.left)
    return AllAccess(tuple(_lines(worlds)), tuple(dict.fromkeys(left)), tuple(_defaults(worlds)))


def _lines(worlds: list[Told]) -> Iterator[Access]:
    alike: dict[object, list[tuple[World, Access]]] = {}
    for world, told in worlds:
        for one in told.found if told is not None else ():
            key = (one.principal, one.verb, one.cluster, one.kind, one.name, one.actions)
            alike.setdefault((key, one.places), []).append((world, one))
    for same in alike.values():
        first = same[0][1]
        if len(same) == len(worlds) and len({one.answer for _, one in same}) == 1:
            yield first
            continue
        why = [*(reason for _, one in same for reason in one.why), *_when(same)]
        yield replace(first, answer=Tri.UNKNOWN, why=tuple(dict.fromkeys(why)))


def _when(same: list[tuple[World, Access]]) -> Iterator[str]:
    allowed = [world for world, one in same if one.answer is not Tri.NO]
    for world in allowed or [world for world, _ in same]:
        yield f"it is so only if {world}"


def _defaults(worlds: list[Told]) -> Iterator[OpenByDefault]:
    found = [(world, one) for world, told in worlds if told for one in told.defaults]
    if not found:
        return
    first = found[0][1]
    sure = len(found) == len(worlds) and len({one.answer for _, one in found}) == 1
    why = dict.fromkeys(reason for _, one in found for reason in one.why)
    if not sure:
        why |= {f"it is so only if {world}": None for world, one in found if one.answer is Tri.YES}
    yield replace(
        first,
        answer=first.answer if sure else Tri.UNKNOWN,
        kinds=tuple(dict.fromkeys(kind for _, one in found for kind in one.kinds)),
        spoken_of=tuple(dict.fromkeys(it for _, one in found for it in one.spoken_of)),
        patterns=tuple(dict.fromkeys(it for _, one in found for it in one.patterns)),
        why=tuple(why),
        missing=next((one.missing for _, one in found if one.missing), ""),
    )
