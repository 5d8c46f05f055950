"""Who may come in to a cluster: everyone, the members of a group, or a block of addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mskguard.model.network import SecurityGroup
from mskguard.model.node import NOWHERE
from mskguard.model.reach import Reach
from mskguard.model.reach.addresses import is_everyone, is_internal, network
from mskguard.model.reach.openings import Opening, Peer, references, same_group
from mskguard.record import record
from mskguard.source import Span
from mskguard.value import Known, Tri, Unknown, Value

INTERNET, GROUP, BLOCK, INSIDE = "internet", "group", "block", "inside"
"""Where somebody comes from: a block may lie in the internet, or only in networks within."""


@record(frozen=True, slots=True, eq=False)
class Source:
    """Somebody who may come in: everyone, the members of a group, or a block of addresses."""

    name: str
    let_in: Callable[[Opening], Tri]
    network: str
    """Where it comes from."""
    span: Span | None = None


class NoSource(Exception):
    """What the user names is neither the internet, nor a group that was read, nor a block."""


def internet(reach: Reach) -> Source:
    return Source(INTERNET, reach.lets_in_everyone, INTERNET)


def named(reach: Reach, wanted: str) -> Source:
    if wanted == INTERNET:
        return internet(reach)
    for group in reach.graph.nodes(SecurityGroup):
        if wanted in (group.instance, group.address) or group.id.equals(wanted) is Tri.YES:
            return _group(reach, group)
    if network(wanted) is None:
        raise NoSource(f"{wanted} is neither internet, nor a security group here, nor a block")
    return _block(reach, wanted)


def _group(reach: Reach, group: SecurityGroup) -> Source:
    peer = Peer((group,))
    return Source(group.instance, lambda rule: reach.lets_in(rule, peer), GROUP, group.span)


def _block(reach: Reach, text: str) -> Source:
    peer = Peer((), (Known(text, NOWHERE),))
    kind = INSIDE if is_internal(text) else BLOCK
    return Source(text, lambda rule: reach.lets_in(rule, peer), kind)


def peers(reach: Reach, rules: list[Opening]) -> Iterator[Source]:
    """Everybody whom the rules name, once each."""
    found: dict[str, Source] = {}
    for rule in rules:
        for one in _named_by(reach, rule):
            found.setdefault(one.name, one)
    yield from found.values()


def _named_by(reach: Reach, opening: Opening) -> Iterator[Source]:
    rule = opening.rule
    if rule.itself.equals(True) is not Tri.NO:
        yield _group(reach, opening.group)
    for reference in references(rule.groups):
        yield _of_reference(reach, reference)
    for names in (rule.cidrs, rule.ipv6_cidrs, rule.prefix_lists):
        for block in references(names):
            yield _of_block(block)


def _of_reference(reach: Reach, reference: Value[str]) -> Source:
    for group in reach.graph.nodes(SecurityGroup):
        if same_group(reach.graph, reference, group) is Tri.YES:
            return _group(reach, group)
    return Source(_said(reference), lambda rule: _holds(rule, reference), GROUP, reference.span)


def _of_block(block: Value[str]) -> Source:
    """A block; that of all addresses is the internet's by public doors, and shown as that."""
    everyone = is_everyone(block) is Tri.YES
    said = f"{_said(block)}, everyone who is routed to it" if everyone else _said(block)
    inside = everyone or block.satisfies(is_internal) is Tri.YES
    kind = INSIDE if inside else BLOCK
    return Source(said, lambda rule: _holds(rule, block), kind, block.span)


def _holds(opening: Opening, reference: Value[str]) -> Tri:
    """Whether a rule names this very reference."""
    rule = opening.rule
    lists = (rule.cidrs, rule.ipv6_cidrs, rule.prefix_lists, rule.groups)
    named = [one for names in lists for one in references(names)]
    return Tri.of(any(one is reference or _same_text(one, reference) for one in named))


def _same_text(one: Value[str], other: Value[str]) -> bool:
    return isinstance(one, Known) and isinstance(other, Known) and one.it == other.it


def _said(value: Value[str]) -> str:
    """What stands there: a text itself, else what it refers to."""
    if isinstance(value, Known):
        return str(value.it)
    if isinstance(value, Unknown) and value.via:
        return value.via[0].what
    return " ".join(value.span.shown.split())
