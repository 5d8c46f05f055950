"""Whom a security group's rule lets in: the whole internet, members of groups, addresses."""

from __future__ import annotations

from collections.abc import Callable

from mskguard.model.graph import Graph, Related, Relation
from mskguard.model.interconnection import PrefixList, PrefixListEntry
from mskguard.model.network import SecurityGroup
from mskguard.model.node import Standing
from mskguard.model.reach.addresses import is_everyone, overlap, some_of
from mskguard.model.reach.openings import (
    Opening,
    Peer,
    covers,
    current,
    openings,
    references,
    same_group,
)
from mskguard.value import Absent, Identity, Known, Tri, Unknown, Value, some


def blocks(graph: Graph, opening: Opening) -> list[tuple[Value[str], Tri]]:
    """The blocks and prefix lists that a rule lets in, and whether each is everyone."""
    rule = opening.rule
    found: list[tuple[Value[str], Tri]] = []
    for names in (rule.cidrs, rule.ipv6_cidrs):
        now = names.now()
        if isinstance(now, Unknown):
            found.append((Unknown(now.span, now.why, via=now.via, slot=now.slot), Tri.UNKNOWN))
        found += ((one, is_everyone(one)) for one in references(names))
    lists = references(rule.prefix_lists)
    return found + [(one, _listed(graph, opening, one, is_everyone)) for one in lists]


def lets_in_everyone(graph: Graph, opening: Opening) -> Tri:
    """Whether a rule lets every IPv4 or every IPv6 address in."""
    rule = opening.rule
    return (
        some_of(rule.cidrs, is_everyone)
        | some_of(rule.ipv6_cidrs, is_everyone)
        | some_of(rule.prefix_lists, lambda it: _listed(graph, opening, it, is_everyone))
    )


def lets_in(graph: Graph, opening: Opening, peer: Peer) -> Tri:
    """Whether a rule lets a peer in: a group that it is in, or one of its addresses."""
    rule = opening.rule
    by_group = some(*(_names_group(graph, opening, group) for group in peer.groups))

    def by_block(block: Value[str]) -> Tri:
        return is_everyone(block) | some(*(overlap(block, own) for own in peer.blocks))

    found = (
        by_group
        | some_of(rule.cidrs, by_block)
        | some_of(rule.ipv6_cidrs, by_block)
        | some_of(rule.prefix_lists, lambda it: _listed(graph, opening, it, by_block))
    )
    if peer.unseen:
        found |= Unknown[bool](opening.at.span, peer.unseen).equals(True)
    return found


def _names_group(graph: Graph, opening: Opening, group: SecurityGroup) -> Tri:
    named = some_of(opening.rule.groups, lambda it: same_group(graph, it, group))
    if group is opening.group:
        return named | opening.rule.itself.equals(True)
    return named


def _listed(
    graph: Graph, opening: Opening, name: Value[str], holds: Callable[[Value[str]], Tri]
) -> Tri:
    """Whether it holds for a block of the prefix list that is named."""
    found = graph.targets(opening.at, Relation.NAMES_LIST, PrefixList)
    for one in found.nodes:
        if _means(name, one):
            return _in_list(graph, one, holds)
    return Unknown[bool](name.span, "what the prefix list holds is not known").equals(True)


def _means(name: Value[str], node: PrefixList) -> bool:
    now = current(name)
    identity = now.identity if isinstance(now, Unknown) else None
    if isinstance(identity, Identity):
        return identity.owner == node.instance
    return isinstance(now, Known) and node.id.equals(now.it) is Tri.YES


def _in_list(graph: Graph, node: PrefixList, holds: Callable[[Value[str]], Tri]) -> Tri:
    inline = node.entries.now()
    if isinstance(inline, Unknown):
        return Tri.UNKNOWN
    written = inline.it if isinstance(inline, Known) else ()
    found = some(*(holds(one.cidr) for one in written))
    attached = graph.sources(node, Relation.ATTACHED_TO, PrefixListEntry)
    if isinstance(inline, Absent) and node.standing is not Standing.OBSERVED:
        return found | attached.some(lambda it: holds(it.cidr))
    return found | some(*(holds(it.cidr) for it in attached.nodes))


def opens_to(
    graph: Graph, groups: Related[SecurityGroup], port: int, peer: Peer, direction: str
) -> Tri:
    """Whether one of the groups lets a peer through by a port, in or out."""
    return groups.some(
        lambda group: openings(graph, group, direction).some(
            lambda it: covers(it.rule, port) & lets_in(graph, it, peer)
        )
    )


def opens(graph: Graph, groups: Related[SecurityGroup], port: int) -> Tri:
    """Whether one of the groups lets anybody in by a port, be it the group's own members."""
    return groups.some(
        lambda group: openings(graph, group, "ingress").some(
            lambda it: covers(it.rule, port) & names_anybody(it)
        )
    )


def names_others(graph: Graph, opening: Opening) -> Tri:
    """Whether a rule lets anybody in but the members of its own group."""
    rule = opening.rule

    def named(_: Value[str]) -> Tri:
        return Tri.YES

    return (
        some_of(rule.cidrs, named)
        | some_of(rule.ipv6_cidrs, named)
        | some_of(rule.prefix_lists, named)
        | some_of(rule.groups, lambda it: ~same_group(graph, it, opening.group))
    )


def names_anybody(opening: Opening) -> Tri:
    """Whether a rule names a peer at all."""
    rule = opening.rule

    def named(_: Value[str]) -> Tri:
        return Tri.YES

    return (
        rule.itself.equals(True)
        | some_of(rule.cidrs, named)
        | some_of(rule.ipv6_cidrs, named)
        | some_of(rule.prefix_lists, named)
        | some_of(rule.groups, named)
    )
