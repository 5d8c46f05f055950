"""The part of all access that somebody asks about."""

from __future__ import annotations

from collections.abc import Iterator

from mskguard.aws.wildcards import covers, is_pattern
from mskguard.record import record
from mskguard.survey.access_lines import CONNECT, Access, AllAccess, OpenByDefault
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


def chosen(told: AllAccess, wanted: Wanted) -> AllAccess:
    """The access that is asked about, and what is not known of the same principals."""
    found = tuple(
        one
        for one in told.found
        if _is_named(one.principal, wanted.principal)
        and _is_on(one, wanted.topic)
        and _is_by(one, wanted.action)
    )
    left = tuple(one for one in told.left if _is_named(one.principal, wanted.principal))
    return AllAccess(found, left, tuple(_defaults(told, wanted)))


def _defaults(told: AllAccess, wanted: Wanted) -> Iterator[OpenByDefault]:
    """What is open to everyone: to a principal of Kafka's that is named, too."""
    name = wanted.principal
    of_kafka = name is None or name.startswith("User:")
    named = {one.cluster for one in told.found if _is_named(one.principal, name)}
    for one in told.defaults:
        if not (of_kafka or one.cluster in named) or wanted.action == CONNECT:
            continue
        if wanted.topic is None or not _has_acl(one, wanted.topic):
            yield one


def _has_acl(one: OpenByDefault, topic: str) -> bool:
    patterns = [pattern for kind, pattern in one.patterns if kind == "topic"]
    return any(covers(pattern, topic) is Tri.YES for pattern in patterns)


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
