"""Which ports security groups open to whom, and whether all of their rules are known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field
from typing import Any

from mskguard.model.cluster import Names
from mskguard.model.graph import Graph, Related, Relation
from mskguard.model.network import (
    ExclusiveRules,
    PortRule,
    SecurityGroup,
    SecurityGroupRule,
)
from mskguard.model.node import Dialect, Node, Standing
from mskguard.record import record
from mskguard.source import Span
from mskguard.value import Absent, Identity, Known, Tri, Unknown, Value, lift, some

EVERY_PROTOCOL = ("-1", "all")
_TCP = ("tcp", "6")


@record(frozen=True, slots=True, eq=False)
class Opening:
    """One rule of a group in one direction."""

    rule: PortRule
    group: SecurityGroup
    at: Node
    """What declares it: the group, or a rule of its own."""

    @property
    def ports(self) -> Value[Any]:
        """Where the rule says which ports it is about: its first port, else its protocol."""
        rule = self.rule
        every = is_of_every_protocol(rule) is Tri.YES or isinstance(rule.from_port.now(), Absent)
        return rule.protocol if every else rule.from_port


@record(frozen=True, slots=True, eq=False)
class Openings:
    """The rules of a group in one direction.

    `complete` is YES where these are known to be all; `why` says what may be missing otherwise.
    """

    rules: tuple[Opening, ...]
    complete: Tri
    why: str
    span: Span

    def some(self, holds: Callable[[Opening], Tri]) -> Tri:
        """Whether it holds for one rule at least; unseen ones may be the one."""
        found = some(*map(holds, self.rules))
        if self.complete is not Tri.YES:
            found |= Unknown[bool](self.span, self.why).equals(True)
        return found


@record(frozen=True, slots=True, eq=False)
class Peer:
    """Who may be let in: by the groups that they are in, or by their addresses."""

    groups: tuple[SecurityGroup, ...] = ()
    blocks: tuple[Value[str], ...] = field(default=())
    unseen: str = ""
    """Why these may not be all of their groups and blocks; empty where they are."""


def openings(graph: Graph, group: SecurityGroup, direction: str) -> Openings:
    """The rules of a group for `ingress` or `egress`, in every form that there is.

    They are complete where they were observed, where they are written in the group or under an
    exclusive resource: what else there is, the next apply removes. Rules that are attached one by
    one are complete only where nobody else can attach any: the unit is read whole, and the group's
    id leaves it nowhere. Where not one is in sight, they are taken to be written elsewhere.
    """
    inline = group.ingress if direction == "ingress" else group.egress
    now = inline.now()
    rules = [Opening(one, group, group) for one in now.it] if isinstance(now, Known) else []
    attached = graph.sources(group, Relation.ATTACHED_TO, SecurityGroupRule)
    open_direction = ""
    for node in attached.nodes:
        match node.direction.equals(direction):
            case Tri.YES:
                rules.append(Opening(node.rule, group, node))
            case Tri.UNKNOWN:
                open_direction = f"the direction of {node.address} is not known"
    complete, why = _completeness(graph, group, direction, now, attached, len(rules))
    if open_direction and complete is Tri.YES:
        complete, why = Tri.UNKNOWN, open_direction
    return Openings(tuple(rules), complete, why, group.span)


def _completeness(
    graph: Graph,
    group: SecurityGroup,
    direction: str,
    inline: Known[tuple[PortRule, ...]]
    | Absent[tuple[PortRule, ...]]
    | Unknown[tuple[PortRule, ...]],
    attached: Related[SecurityGroupRule],
    found: int,
) -> tuple[Tri, str]:
    if isinstance(inline, Unknown):
        return Tri.UNKNOWN, inline.why
    template = group.unit.dialect is Dialect.CLOUDFORMATION
    if template and direction == "egress" and isinstance(inline, Absent) and not found:
        return Tri.UNKNOWN, "no egress rule is written, and then AWS lets everything out"
    exclusive = graph.sources(group, Relation.ATTACHED_TO, ExclusiveRules)
    if isinstance(inline, Known) or group.standing is Standing.OBSERVED or exclusive.nodes:
        return Tri.YES, ""
    if not found:
        return Tri.UNKNOWN, f"no {direction} rule of {group.address} is written here"
    why = attached.why or "a part of what is declared with it could not be read"
    return attached.complete, "" if attached.complete is Tri.YES else why


def covers(rule: PortRule, first: int, last: int | None = None) -> Tri:
    """Whether a rule is about a TCP port, or about one of a range of them."""
    last = first if last is None else last
    protocol = rule.protocol.now()
    if isinstance(protocol, Absent):
        return _unsaid(rule.protocol.span, "the rule names no protocol")
    tcp = protocol.satisfies(lambda it: str(it).lower() in _TCP)
    return is_of_every_protocol(rule) | (tcp & _between(rule, first, last))


def is_of_every_protocol(rule: PortRule) -> Tri:
    """Whether a rule is about all ports of all protocols."""
    return rule.protocol.satisfies(lambda it: str(it).lower() in EVERY_PROTOCOL)


def _between(rule: PortRule, first: int, last: int) -> Tri:
    written = rule.from_port.now(), rule.to_port.now()
    if any(isinstance(one, Absent) for one in written):
        return _unsaid(rule.protocol.span, "the rule names no ports")
    return lift(lambda low, high: low <= last and first <= high, *written).equals(True)


def _unsaid(span: Span, why: str) -> Tri:
    return Unknown[bool](span, why).equals(True)


def same_group(graph: Graph, reference: Value[str], group: SecurityGroup) -> Tri:
    """Whether a reference to a security group means this one."""
    now = current(reference)
    identity = now.identity if isinstance(now, Unknown) else None
    if isinstance(identity, Identity):
        named = graph.called(SecurityGroup, identity.owner)
        meant = [it for it in named if identity.unit == it.unit.name]
        if meant:
            return Tri.of(group in meant)
    own = current(group.id)
    if isinstance(now, Known) and isinstance(own, Unknown):
        others = [it for it in graph.nodes(SecurityGroup) if it is not group]
        if any(it.id.equals(now.it) is Tri.YES for it in others):
            return Tri.NO
    return now.same(own)


def current(value: Value[Any]) -> Value[Any]:
    """What a reference is in this world; that it is unknown is no reason yet: it may lead on."""
    return value if isinstance(value, Unknown) else value.now()


def references(names: Names) -> Iterator[Value[str]]:
    """The elements of a list as far as it is known."""
    now = names.now()
    if isinstance(now, Known):
        yield from now.it
