"""Nodes and the edges between them, each with the reason why it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from typing import Any, Generic, TypeVar

from mskguard.model.change import ResourceChange
from mskguard.model.node import Node, Unit
from mskguard.record import record
from mskguard.source import Span
from mskguard.value import Known, Tri, Unknown, Value, every, some

N = TypeVar("N", bound=Node)


class Relation(Enum):
    """What an edge says of its two ends, read from source to target."""

    CONFIGURED_BY = "configured by"
    """A cluster's MSK configuration; a connector's worker configuration."""
    BELONGS_TO = "belongs to"
    """What a thing is part of: a topic's cluster, a subnet's VPC, a plugin's bucket."""
    ATTACHED_TO = "attached to"
    """What a policy, rule, route, version or association is hung on."""
    LIES_IN = "lies in"
    """The subnets that something has network interfaces in."""
    GUARDED_BY = "guarded by"
    """The security groups of something's network interfaces."""
    NAMES_PEER = "names as peer"
    """The security groups that a group's rules let in or out."""
    NAMES_LIST = "names the list"
    """The prefix lists that a group's rules let in or out."""
    JOINS = "joins"
    """The VPCs that a peering connection or a transit gateway attachment connects."""
    LEADS_TO = "leads to"
    """The internet and NAT gateways of a route."""
    ROUTES_BY = "routes by"
    """The route table that an association gives its subnet or gateway."""
    ENCRYPTED_WITH = "encrypted with"
    """The KMS key of something, directly or by an alias."""
    STANDS_FOR = "stands for"
    """The key of an alias."""
    TRUSTS = "trusts"
    """The private CAs whose certificates a cluster accepts from clients."""
    LOGS_TO = "logs to"
    """The log groups and buckets that logs are delivered to."""
    GIVES_SECRETS_TO = "gives secrets to"
    """The cluster of a SCRAM association."""
    ASSOCIATES = "associates"
    """The secrets of a SCRAM association."""
    CONNECTS_TO = "connects to"
    """The clusters that a VPC connection, connector or replicator is a client of."""
    RUNS = "runs"
    """The plugins of a connector."""
    RUNS_AS = "runs as"
    """The service execution role."""
    READS_FROM = "reads from"
    """A replicator's source, a channel's topic, the cluster that invokes a function."""
    WRITES_TO = "writes to"
    """A replicator's target, a channel's bucket."""
    WRITTEN_IN = "written in"
    """The policy documents that a policy's text comes from."""
    GRANTED = "granted"
    """The managed policies of a role or of an attachment."""
    SCALES = "scales"
    """The cluster whose storage a scalable target or scaling policy is about."""
    WATCHES = "watches"
    """The cluster whose metrics an alarm is on."""
    SAME_AS = "same as"
    """From what is declared to the same thing as it was observed."""


@record(frozen=True, slots=True, eq=False)
class Edge:
    """A relation between two nodes and the places that establish it.

    `holds` says whether it is there: a reference may differ by a condition.
    """

    source: Node
    relation: Relation
    target: Node
    because: tuple[Span, ...]
    holds: Value[bool]


@record(frozen=True, slots=True, eq=False)
class Gap:
    """A relation of `source` to something that was not read, where `holds` is so."""

    source: Node
    relation: Relation
    why: str
    holds: Value[bool]


@record(frozen=True, slots=True, eq=False)
class Related(Generic[N]):
    """The nodes at the other end of one relation.

    `complete` is YES where these are known to be all; `why` says what is missing otherwise.
    """

    nodes: tuple[N, ...]
    edges: tuple[Edge, ...]
    complete: Tri
    why: str = ""
    span: Span | None = None
    """Where the question is put: the node whose other ends these are."""

    def some(self, holds: Callable[[N], Tri]) -> Tri:
        """Whether it holds for one of them at least; unseen ones may be the one."""
        return some(self._unseen(Tri.NO), *map(holds, self.nodes))

    def every(self, holds: Callable[[N], Tri]) -> Tri:
        """Whether it holds for all of them; unseen ones may be the exception."""
        return every(self._unseen(Tri.YES), *map(holds, self.nodes))

    def _unseen(self, none: Tri) -> Tri:
        """What the unseen ones answer: `none` where there are none, else unknown, with why."""
        if self.complete is Tri.YES:
            return none
        if self.span is not None:
            why = self.why or "a part of what is declared with it could not be read"
            Unknown[object](self.span, why).now()
        return Tri.UNKNOWN


class Graph:
    """Everything that one run has read. It is filled once, then only read."""

    def __init__(self) -> None:
        self._nodes: list[Node] = []
        self._of_kind: dict[type[Node], tuple[int, list[Any]]] = {}
        self._called: dict[type[Node], tuple[int, dict[str, list[Any]]]] = {}
        self.changes: list[ResourceChange] = []
        """What becomes of resources: by a plan, by a request, or between two versions."""
        self._outgoing: dict[tuple[int, Relation], list[Edge]] = {}
        self._incoming: dict[tuple[int, Relation], list[Edge]] = {}
        self._gaps: dict[tuple[int, Relation], list[Gap]] = {}
        self._gaps_of_units: dict[tuple[int, Relation], list[Gap]] = {}

    def add(self, node: Node) -> None:
        self._nodes.append(node)

    def connect(self, edge: Edge) -> None:
        self._outgoing.setdefault((id(edge.source), edge.relation), []).append(edge)
        self._incoming.setdefault((id(edge.target), edge.relation), []).append(edge)

    def leave_open(self, gap: Gap) -> None:
        """The gap's source has the relation to something that was not read, or may have."""
        self._gaps.setdefault((id(gap.source), gap.relation), []).append(gap)
        unit = id(gap.source.unit)
        self._gaps_of_units.setdefault((unit, gap.relation), []).append(gap)

    def __iter__(self) -> Iterator[Node]:
        return iter(self._nodes)

    def __len__(self) -> int:
        return len(self._nodes)

    def kinds(self) -> frozenset[str]:
        """The names of the types of all nodes, and of what these types are kinds of."""
        types = {type(node) for node in (*self._nodes, *self.changes)}
        return frozenset(base.__name__ for one in types for base in one.__mro__)

    def nodes(self, kind: type[N]) -> Iterator[N]:
        size, found = self._of_kind.get(kind, (-1, []))
        if size != len(self._nodes):
            found = [node for node in self._nodes if isinstance(node, kind)]
            self._of_kind[kind] = len(self._nodes), found
        return iter(found)

    def called(self, kind: type[N], instance: str) -> Sequence[N]:
        """The nodes of a kind with this name, in whatever unit."""
        size, found = self._called.get(kind, (-1, {}))
        if size != len(self._nodes):
            found = {}
            for node in self.nodes(kind):
                found.setdefault(node.instance, []).append(node)
            self._called[kind] = len(self._nodes), found
        return found.get(instance, [])

    def targets(self, source: Node, relation: Relation, kind: type[N]) -> Related[N]:
        """What `source` has this relation to, in the world being read."""
        edges = self._outgoing.get((id(source), relation), ())
        there = self._there(edges)
        gap = _first_open(self._gaps.get((id(source), relation), ())) or _first_doubtful(edges)
        nodes = tuple(edge.target for edge in there if isinstance(edge.target, kind))
        return Related(nodes, there, Tri.UNKNOWN if gap else Tri.YES, gap, source.span)

    def sources(self, target: Node, relation: Relation, kind: type[N]) -> Related[N]:
        """What has this relation to `target`, in the world being read.

        Complete only where the target's unit is, and no relation of the kind is left open in it.
        """
        edges = self._incoming.get((id(target), relation), ())
        there = self._there(edges)
        nodes = tuple(edge.source for edge in there if isinstance(edge.source, kind))
        gaps = self._gaps_of_units.get((id(target.unit), relation), ())
        gap = _first_open(gap for gap in gaps if isinstance(gap.source, kind))
        gap = gap or _first_doubtful(edges) or _unread(target.unit, kind) or _published(target)
        complete = Tri.UNKNOWN if gap else target.unit.complete
        return Related(nodes, there, complete, gap, target.span)

    def twins(self) -> dict[int, Node]:
        """The declared twin of each observed node that has one, by the observed node's id."""
        return {
            id(edge.target): edge.source
            for edges in self._outgoing.values()
            for edge in edges
            if edge.relation is Relation.SAME_AS
        }

    def _there(self, edges: Iterable[Edge]) -> tuple[Edge, ...]:
        return tuple(edge for edge in edges if _is_there(edge))


def _published(node: Node) -> str:
    """Why others may hang things on a node that are not read here; empty where they cannot."""
    published = node.unit.published
    return published.get(node.instance) or published.get(node.address) or ""


def _unread(unit: Unit, kind: type[Node]) -> str:
    """Why the unit may lack nodes of a kind, or of a kind of that; empty where it lacks none."""
    pending = [kind] if unit.unread else []
    while pending:
        one = pending.pop()
        if one.__name__ in unit.unread:
            return unit.unread[one.__name__]
        pending += one.__subclasses__()
    return ""


def _first_open(gaps: Iterable[Gap]) -> str:
    return next((gap.why for gap in gaps if gap.holds.equals(False) is not Tri.YES), "")


def _is_there(edge: Edge) -> bool:
    holds = edge.holds
    if isinstance(holds, Known):  # most are, and a shared group or role has hundreds
        return holds.it is True
    return holds.equals(True) is Tri.YES


def _first_doubtful(edges: Iterable[Edge]) -> str:
    """Why it is not known whether an edge is there; empty where it is known of all."""
    for edge in edges:
        if isinstance(edge.holds, Known):
            continue
        now = edge.holds.now()
        if isinstance(now, Unknown):
            return now.why
    return ""
