"""What is told of access: who may do what, what is open to everyone, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator

from mskguard.record import record
from mskguard.source import Span
from mskguard.value import Tri

CONNECT, READ, WRITE, ADMINISTER = VERBS = ("connect", "read", "write", "administer")


@record(frozen=True, slots=True)
class Access:
    """What a principal may do with a cluster, or with topics or groups in it, or may not."""

    principal: str
    verb: str
    cluster: str
    """Its address where it was read, else its name or a pattern; `*` for every cluster."""
    kind: str
    """`cluster`, `topic`, `group` or `transactional-id`."""
    name: str
    """The topic's or group's name or pattern; empty for the cluster itself."""
    actions: tuple[str, ...]
    """IAM's actions or Kafka's operations; of who comes in other than by IAM, the method."""
    answer: Tri
    """NO only where something denies it."""
    places: tuple[Span, ...]
    """The statements or ACLs that say so."""
    why: tuple[str, ...] = ()
    """Why the answer is not known, or why it is no."""


@record(frozen=True, slots=True)
class Open:
    """What is not known of a principal's access as a whole."""

    principal: str
    why: str
    place: Span


@record(frozen=True, slots=True)
class OpenByDefault:
    """Whether what no ACL is on is open to everyone who comes in to a cluster other than by IAM."""

    cluster: str
    answer: Tri
    kinds: tuple[str, ...]
    """The types of resource of which something may have no ACL."""
    spoken_of: tuple[str, ...]
    """What ACLs are on: `topic orders-*`."""
    patterns: tuple[tuple[str, str], ...]
    """The same to match with: type and pattern."""
    place: Span
    """Where `allow.everyone.if.no.acl.found` is set, or left to its default."""
    is_default: bool
    """Whether it is left to MSK's default."""
    why: tuple[str, ...]
    """Why the answer is not known."""
    missing: str
    """Why there may be other ACLs; empty where there are none."""


@record(frozen=True, slots=True)
class AllAccess:
    """Everything that is told."""

    found: tuple[Access, ...]
    left: tuple[Open, ...]
    defaults: tuple[OpenByDefault, ...]


def merged(found: list[Access]) -> Iterator[Access]:
    """One line for what several statements say alike, those of a principal together."""
    alike: dict[tuple[str, str, str, str, str, str], list[Access]] = {}
    for one in found:
        key = (one.principal, one.cluster, one.kind, one.name, one.verb, one.answer.name)
        alike.setdefault(key, []).append(one)
    for key in sorted(alike, key=lambda it: (*it[:4], VERBS.index(it[4]), it[5])):
        same = alike[key]
        yield Access(
            principal=key[0],
            verb=key[4],
            cluster=key[1],
            kind=key[2],
            name=key[3],
            actions=tuple(sorted({action for one in same for action in one.actions})),
            answer=same[0].answer,
            places=tuple(dict.fromkeys(place for one in same for place in one.places)),
            why=tuple(dict.fromkeys(reason for one in same for reason in one.why)),
        )
