"""Where things lie: their subnets, the zones and VPCs of these, and their security groups."""

from __future__ import annotations

from mskguard.model.cluster import Names
from mskguard.model.graph import Graph, Related, Relation
from mskguard.model.network import SecurityGroup, Subnet
from mskguard.model.node import Node
from mskguard.model.reach.openings import Peer, current, same_group
from mskguard.record import record
from mskguard.value import Absent, Identity, Known, Tri, Unknown, Value

MOST_GROUPS = 100
"""Far more than a network interface can have."""
DEFAULT_GROUP = "no security group is given: the VPC's default group is used"


@record(frozen=True, slots=True, eq=False)
class Placed:
    """A subnet that something lies in, as it is referred to."""

    reference: Value[str]
    subnet: Subnet | None
    """None where it was not read."""


def subnets_of(graph: Graph, node: Node, names: Names) -> tuple[Placed, ...]:
    """The subnets of a list, in its order; of a list that is not known, one unknown subnet."""
    now = names.now()
    if isinstance(now, Unknown):
        return (Placed(Unknown(now.span, now.why, via=now.via, slot=now.slot), None),)
    if isinstance(now, Absent):
        return ()
    found = graph.targets(node, Relation.LIES_IN, Subnet).nodes
    return tuple(Placed(one, _meant(one, found)) for one in now.it)


def _meant(reference: Value[str], nodes: tuple[Subnet, ...]) -> Subnet | None:
    now = current(reference)
    identity = now.identity if isinstance(now, Unknown) else None
    for node in nodes:
        if isinstance(identity, Identity) and identity.owner == node.instance:
            return node
        if isinstance(now, Known) and node.id.equals(now.it) is Tri.YES:
            return node
    return None


def groups_of(graph: Graph, node: Node, names: Names) -> Related[SecurityGroup]:
    """The security groups that a field of something lists; never complete where none is given."""
    now = names.now()
    if isinstance(now, Absent) or (isinstance(now, Known) and not now.it):
        return Related((), (), Tri.UNKNOWN, DEFAULT_GROUP, names.span)
    if isinstance(now, Unknown):
        return Related((), (), Tri.UNKNOWN, now.why, names.span)
    found = graph.targets(node, Relation.GUARDED_BY, SecurityGroup)
    nodes: list[SecurityGroup] = []
    why = ""
    if len(now.it) > MOST_GROUPS:
        why = f"of more than {MOST_GROUPS} security groups the first ones are followed"
    for one in now.it[:MOST_GROUPS]:
        meant = [it for it in found.nodes if same_group(graph, one, it) is Tri.YES]
        nodes += meant[:1]
        why = why or ("" if meant else found.why or "a security group was not read")
    return Related(tuple(nodes), found.edges, Tri.UNKNOWN if why else Tri.YES, why, names.span)


def is_foreign(graph: Graph, node: Node, names: Names) -> bool:
    """Whether a list names nothing but ids of subnets or groups that were not read."""
    now = names.now()
    if not isinstance(now, Known) or not now.it:
        return False
    ids = [it.id for it in graph.targets(node, Relation.GUARDED_BY, SecurityGroup).nodes]
    ids += (it.id for it in graph.targets(node, Relation.LIES_IN, Subnet).nodes)
    return all(
        isinstance(text := one.now(), Known)
        and not any(known.equals(text.it) is Tri.YES for known in ids)
        for one in now.it
    )


def peer(graph: Graph, node: Node, subnets: Names, security_groups: Names) -> Peer:
    """Something in subnets and groups, as the rules of others see it."""
    groups = groups_of(graph, node, security_groups)
    placed = subnets_of(graph, node, subnets)
    blocks = tuple(
        block
        for one in placed
        if one.subnet is not None
        for block in (one.subnet.cidr, one.subnet.ipv6_cidr)
        if not isinstance(block.now(), Absent)
    )
    unseen = "" if groups.complete is Tri.YES else groups.why or "not all of its groups were read"
    if not placed or any(one.subnet is None for one in placed):
        unseen = unseen or "not all of its subnets were read"
    return Peer(groups.nodes, blocks, unseen)


def same_zone(one: Subnet, other: Subnet) -> Tri:
    """Whether two subnets lie in one Availability Zone.

    Its id is the same everywhere; its name means a zone within one account only.
    """
    by_id, by_name = one.zone_id.same(other.zone_id), one.zone.same(other.zone)
    written = isinstance(one.zone_id.now(), Known) and isinstance(other.zone_id.now(), Known)
    if written:
        return by_id
    if not _written(one.zone) or not _written(other.zone):
        span = one.zone.span if not _written(one.zone) else other.zone.span
        return Unknown[bool](span, "the zone of a subnet is not said").equals(True)
    if _same_account(one, other):
        return by_name
    why = "names of zones are compared within one account only"
    return Unknown[bool](one.zone.span, why).equals(True)


def _written(value: Value[str]) -> bool:
    return not isinstance(value.now(), Absent)


def _same_account(one: Node, other: Node) -> bool:
    """Whether two things are of one account: as written, or since one provider makes both."""
    return one.account.same(other.account) is Tri.YES


def same_vpc(one: Value[str], other: Value[str]) -> Tri:
    """Whether two references to a VPC mean the same one; two resources of a root are two."""
    mine, theirs = current(one), current(other)
    if isinstance(mine, Unknown) and isinstance(theirs, Unknown):
        first, second = mine.identity, theirs.identity
        if isinstance(first, Identity) and isinstance(second, Identity) and first != second:
            both = first.unit == second.unit and first.attribute == second.attribute == "id"
            return Tri.NO if both and _is_resource(first) and _is_resource(second) else Tri.UNKNOWN
    return mine.same(theirs)


def _is_resource(identity: Identity) -> bool:
    return ".aws_vpc." in f".{identity.owner}" and ".data." not in f".{identity.owner}"
