"""What a drawing of the graph shows: boxes, frames around them, and arrows between them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mskguard.report.sight import Sight
from mskguard.survey import Survey, Thing
from mskguard.value import Known

COLUMNS = {
    "InternetGateway": 0,
    "NatGateway": 0,
    "VpcPeeringConnection": 0,
    "TransitGatewayAttachment": 0,
    "VpcEndpoint": 0,
    "Subnet": 1,
    "SecurityGroup": 1,
    "Cluster": 2,
    "ServerlessCluster": 2,
    "VpcConnection": 3,
    "Connector": 3,
    "Replicator": 3,
    "Channel": 3,
    "EventSourceMapping": 3,
    "Role": 4,
    "User": 4,
    "Group": 4,
}
"""The kinds that are drawn, from the way out on the left to the principals on the right."""

WORDS = {
    "InternetGateway": "internet gateway",
    "NatGateway": "NAT gateway",
    "VpcPeeringConnection": "peering",
    "TransitGatewayAttachment": "transit gateway",
    "VpcEndpoint": "VPC endpoint",
    "Subnet": "subnet",
    "SecurityGroup": "security group",
    "Cluster": "cluster",
    "ServerlessCluster": "serverless cluster",
    "VpcConnection": "VPC connection",
    "Connector": "connector",
    "Replicator": "replicator",
    "Channel": "channel",
    "EventSourceMapping": "event source",
    "Role": "role",
    "User": "user",
    "Group": "group",
}
_DIRECT = frozenset(
    {"LIES_IN", "GUARDED_BY", "CONNECTS_TO", "READS_FROM", "WRITES_TO", "RUNS_AS", "JOINS"}
)
_CLOSER = frozenset({"READS_FROM", "WRITES_TO"})


class Box(NamedTuple):
    """One thing that is drawn."""

    key: str
    """Unique, and a plain word: `n12`."""
    kind: str
    name: str
    place: str
    """File, line and column."""
    unit: str
    frame: str
    """The key of the VPC that it lies in; empty where that is not known."""

    @property
    def column(self) -> int:
        return COLUMNS[self.kind]


class Frame(NamedTuple):
    """A VPC."""

    key: str
    name: str


class Arrow(NamedTuple):
    """Two boxes have to do with each other; `when`: only under a condition."""

    source: str
    target: str
    what: str
    when: bool


class Picture(NamedTuple):
    """Everything that is drawn, in the order of the graph."""

    boxes: tuple[Box, ...]
    frames: tuple[Frame, ...]
    arrows: tuple[Arrow, ...]


def picture(seen: Survey, base: Path) -> Picture:
    """What a drawing shows. Rules, routes and associations become arrows; secrets are masked."""
    return _Picture(seen, Sight(seen.files, base)).drawn()


class _Ends(NamedTuple):
    relation: str
    source: int
    target: int
    when: bool


class _Picture:
    def __init__(self, seen: Survey, sight: Sight) -> None:
        self.seen = seen
        self.sight = sight
        self.things = {id(one.node): one for one in seen.things}
        self.keys = {id(one.node): f"n{at}" for at, one in enumerate(seen.things)}
        self.edges = list(self._edges())

    def drawn(self) -> Picture:
        shown = [one for one in self.seen.things if one.kind in COLUMNS]
        frames = [one for one in self.seen.things if one.kind == "Vpc"]
        arrows = [*self._direct(), *self._peers(), *self._routes()]
        return Picture(
            tuple(self._box(one) for one in shown),
            tuple(Frame(self.keys[id(one.node)], self._name(one)) for one in frames),
            tuple(dict.fromkeys(arrows)),
        )

    def _edges(self) -> Iterator[_Ends]:
        for thing in self.seen.things:
            for relation in thing.relations:
                for link in relation.links if relation.outgoing else ():
                    edge = link.edge
                    what = relation.relation.name
                    yield _Ends(what, id(edge.source), id(edge.target), bool(link.when))

    def _name(self, thing: Thing) -> str:
        return self.sight.say(thing.node.instance)

    def _box(self, thing: Thing) -> Box:
        node = thing.node
        return Box(
            self.keys[id(node)],
            thing.kind,
            self._name(thing),
            self.sight.at(node.span),
            self.sight.say(node.unit.name),
            self._frame(id(node)),
        )

    def _kind(self, node: int) -> str:
        return self.things[node].kind

    def _targets(self, node: int, relation: str, kind: str = "") -> list[_Ends]:
        return [
            one
            for one in self.edges
            if one.source == node
            and one.relation == relation
            and (not kind or self._kind(one.target) == kind)
        ]

    def _frame(self, node: int) -> str:
        """The VPC of something: its own, else that of the first subnet that it lies in."""
        if COLUMNS[self._kind(node)] == COLUMNS["Role"]:
            return ""
        own = self._targets(node, "BELONGS_TO", "Vpc") + self._targets(node, "JOINS", "Vpc")
        subnets = self._targets(node, "LIES_IN", "Subnet")
        for one in own:
            return self.keys[one.target]
        return next((frame for it in subnets if (frame := self._frame(it.target))), "")

    def _arrow(self, source: int, target: int, what: str, when: bool) -> Iterator[Arrow]:
        if self._kind(source) in COLUMNS and self._kind(target) in COLUMNS and source != target:
            yield Arrow(self.keys[source], self.keys[target], what, when)

    def _direct(self) -> Iterator[Arrow]:
        """The relations as they are; that one reads or writes says that it connects."""
        closer = {(it.source, it.target) for it in self.edges if it.relation in _CLOSER}
        for one in self.edges:
            if one.relation == "CONNECTS_TO" and (one.source, one.target) in closer:
                continue
            if one.relation in _DIRECT:
                what = one.relation.lower().replace("_", " ")
                yield from self._arrow(one.source, one.target, what, one.when)

    def _peers(self) -> Iterator[Arrow]:
        """From whom a rule lets in to the group that it belongs to, or the other way out."""
        for one in self.edges:
            if one.relation != "NAMES_PEER":
                continue
            if self._kind(one.source) == "SecurityGroup":
                yield from self._arrow(one.target, one.source, "let in", one.when)
            for hung in self._targets(one.source, "ATTACHED_TO", "SecurityGroup"):
                ends = (one.target, hung.target)
                out = self._said(one.source, "direction") == "egress"
                what, ends = ("let out", ends[::-1]) if out else ("let in", ends)
                yield from self._arrow(*ends, what, one.when or hung.when)

    def _said(self, node: int, name: str) -> object:
        for one in self.things[node].attributes:
            if one.name == name and isinstance(one.value, Known):
                return one.value.it
        return None

    def _routes(self) -> Iterator[Arrow]:
        """From each subnet with a route table to the gateways of its routes."""
        for one in self.edges:
            if one.relation != "ROUTES_BY":
                continue
            holders = [one.target] + [
                it.source
                for it in self.edges
                if it.target == one.target and it.relation == "ATTACHED_TO"
            ]
            ways = [way for it in holders for way in self._targets(it, "LEADS_TO")]
            for subnet in self._targets(one.source, "ATTACHED_TO", "Subnet"):
                for way in ways:
                    when = one.when or way.when or subnet.when
                    yield from self._arrow(subnet.target, way.target, "routes to", when)
