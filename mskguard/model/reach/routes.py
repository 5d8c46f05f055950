"""By which route table a subnet sends its traffic, and whether that leads to the internet."""

from __future__ import annotations

import re
from enum import Enum

from mskguard.model.graph import Graph, Relation
from mskguard.model.network import (
    InternetGateway,
    MainRouteTableAssociation,
    Route,
    RouteTable,
    RouteTableAssociation,
    Subnet,
    Vpc,
    Way,
)
from mskguard.model.node import Node, Standing
from mskguard.model.reach.openings import current
from mskguard.record import record
from mskguard.value import Absent, Identity, Known, Tri, Unknown, Value, some

_ID = re.compile(r"[a-z]+-[0-9a-z]+")
_MODULE = re.compile(r"(?:.*\.)?module\.[^.]+")


class Goal(Enum):
    """What a way leads to."""

    INTERNET = "an internet gateway"
    NAT = "a NAT gateway"
    TRANSIT_GATEWAY = "a transit gateway"
    PEERING = "a peering connection"
    EGRESS_ONLY = "an egress-only gateway"


@record(frozen=True, slots=True, eq=False)
class Hopping:
    """One way out of a subnet."""

    way: Way
    at: Node
    """What declares it: the route table, or a route of its own."""


@record(frozen=True, slots=True, eq=False)
class Routes:
    """The ways out of a subnet. `complete` is YES where these are known to be all."""

    table: Node | None
    """The table, or the VPC whose main table it is; None where it is not known."""
    ways: tuple[Hopping, ...]
    complete: Tri
    why: str

    def leads_to(self, graph: Graph, goal: Goal) -> Tri:
        """Whether one of the ways leads there; unseen ones may be the one."""
        found = some(*(goes_to(graph, one, goal) for one in self.ways))
        if self.complete is not Tri.YES:
            span = self.table.span if self.table else None
            found |= Tri.UNKNOWN if span is None else Unknown[bool](span, self.why).equals(True)
        return found


def routes_of(graph: Graph, subnet: Subnet) -> Routes:
    """The routes of the table that a subnet is associated with, else of its VPC's main table.

    Which table that is, is known of an association that leads to one, or where there is certainly
    none; what the table holds, where its routes are written in it, were observed, or are attached
    where nobody else can attach any.
    """
    associated = graph.sources(subnet, Relation.ATTACHED_TO, RouteTableAssociation)
    for association in associated.nodes:
        tables = graph.targets(association, Relation.ROUTES_BY, RouteTable)
        if len(tables.nodes) == 1:
            return _of_table(graph, tables.nodes[0])
        return _unknown(association, tables.why or "its route table was not read")
    if associated.complete is not Tri.YES:
        return _unknown(subnet, associated.why or "its route table may be set elsewhere")
    vpcs = graph.targets(subnet, Relation.BELONGS_TO, Vpc)
    if len(vpcs.nodes) != 1:
        return _unknown(subnet, vpcs.why or "its VPC was not read")
    return _of_main_table(graph, vpcs.nodes[0])


def _unknown(at: Node, why: str) -> Routes:
    return Routes(at, (), Tri.UNKNOWN, why)


def _of_main_table(graph: Graph, vpc: Vpc) -> Routes:
    chosen = graph.sources(vpc, Relation.BELONGS_TO, MainRouteTableAssociation)
    tables = [
        table
        for one in chosen.nodes
        for table in graph.targets(one, Relation.ROUTES_BY, RouteTable).nodes
    ]
    if chosen.nodes and not tables:
        return _unknown(chosen.nodes[0], "the main route table was not read")
    own = graph.sources(vpc, Relation.BELONGS_TO, RouteTable)
    tables += [table for table in own.nodes if not isinstance(table.main_of.now(), Absent)]
    if tables:
        return _of_table(graph, tables[0])
    attached = graph.sources(vpc, Relation.ATTACHED_TO, Route)
    complete = chosen.complete & own.complete & attached.complete
    why = chosen.why or own.why or attached.why or "the VPC's main route table was not read"
    ways = tuple(Hopping(one.way, one) for one in attached.nodes)
    return Routes(vpc, ways, complete, why)


def _of_table(graph: Graph, table: RouteTable) -> Routes:
    inline = table.routes.now()
    attached = graph.sources(table, Relation.ATTACHED_TO, Route)
    ways = [Hopping(one, table) for one in inline.it] if isinstance(inline, Known) else []
    ways += [Hopping(one.way, one) for one in attached.nodes]
    if isinstance(inline, Unknown):
        return Routes(table, tuple(ways), Tri.UNKNOWN, inline.why)
    whole = isinstance(inline, Known) or table.standing is Standing.OBSERVED
    complete = Tri.YES if whole else attached.complete
    return Routes(table, tuple(ways), complete, attached.why or "it may have other routes")


def goes_to(graph: Graph, hop: Hopping, goal: Goal) -> Tri:
    """Whether a way leads to such a thing."""
    way = hop.way
    if goal is Goal.INTERNET:
        return _is_internet(graph, hop.at, way.gateway)
    value = {
        Goal.NAT: way.nat_gateway,
        Goal.TRANSIT_GATEWAY: way.transit_gateway,
        Goal.PEERING: way.peering,
        Goal.EGRESS_ONLY: way.egress_only_gateway,
    }[goal]
    return _is_named(value)


def _is_named(value: Value[str]) -> Tri:
    """Whether something is named: an attribute of a resource is never null."""
    now = current(value)
    if isinstance(now, Unknown):
        return Tri.YES if _resource(now) else Tri.UNKNOWN
    return Tri.of(isinstance(now, Known) and now.it != "")


def _is_internet(graph: Graph, at: Node, gateway: Value[str]) -> Tri:
    now = current(gateway)
    if isinstance(now, Absent):
        return Tri.NO
    if isinstance(now, Known):
        return _by_id(now)
    resource = _resource(now)
    for one in graph.targets(at, Relation.LEADS_TO, InternetGateway).nodes:
        if resource == one.instance or one.id.same(now) is Tri.YES:
            return Tri.YES
    kind = f".{resource}"
    if ".aws_internet_gateway." in kind:
        return Tri.YES
    return Tri.NO if ".aws_" in kind else Tri.UNKNOWN


def _by_id(gateway: Known[str]) -> Tri:
    if gateway.it.startswith("igw-"):
        return Tri.YES
    if _ID.fullmatch(gateway.it) or gateway.it == "local":
        return Tri.NO
    return Unknown[bool](gateway.span, "it is no id of a gateway").equals(True)


def _resource(value: Value[str]) -> str:
    """The resource whose attribute an unknown value is; empty where it is none."""
    identity = value.identity if isinstance(value, Unknown) else None
    if not isinstance(identity, Identity) or not identity.attribute:
        return ""
    return "" if _MODULE.fullmatch(identity.owner) else identity.owner
