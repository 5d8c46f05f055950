"""The part of all access that somebody asks about."""

from __future__ import annotations

from collections.abc import Sequence

from mskguard.aws.wildcards import covers, is_pattern
from mskguard.record import record
from mskguard.survey.access import Access, Open
from mskguard.value import HOLE, Tri


@record(frozen=True, slots=True)
class Wanted:
    """What is asked about; None for everything."""

    principal: str | None = None
    """A part of its name, or a pattern for all of it."""
    topic: str | None = None
    """A topic's name."""
    action: str | None = None
    """A verb, or the name of an action with or without its service."""


def chosen(
    found: Sequence[Access], left: Sequence[Open], wanted: Wanted
) -> tuple[list[Access], list[Open]]:
    """The access that is asked about, and what is not known of the same principals."""
    kept = [
        one
        for one in found
        if _is_named(one.principal, wanted.principal)
        and _is_on(one, wanted.topic)
        and _is_by(one, wanted.action)
    ]
    return kept, [one for one in left if _is_named(one.principal, wanted.principal)]


def _is_named(name: str, wanted: str | None) -> bool:
    if wanted is None:
        return True
    return covers(wanted, name) is Tri.YES if is_pattern(wanted) else wanted in name


def _is_on(one: Access, topic: str | None) -> bool:
    if topic is None:
        return True
    name = one.name.replace("…", HOLE)
    return one.kind == "topic" and covers(name, topic) is not Tri.NO


def _is_by(one: Access, action: str | None) -> bool:
    if action is None:
        return True
    folded = action.lower()
    names = [name.lower() for name in one.actions]
    return folded in (one.verb, *names, *(name.partition(":")[2] for name in names))
