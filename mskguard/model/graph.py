"""Nodes and the edges between them, each with the reason why it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import Generic, TypeVar

from mskguard.model.node import Node
from mskguard.record import record
from mskguard.source import Span
from mskguard.value import Tri, Value, every, some

N = TypeVar("N", bound=Node)


class Relation(Enum):
    """What an edge says of its two ends, read from source to target."""

    CONFIGURED_BY = "configured by"


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

    def some(self, holds: Callable[[N], Tri]) -> Tri:
        """Whether it holds for one of them at least; unseen ones may be the one."""
        unseen = Tri.NO if self.complete is Tri.YES else Tri.UNKNOWN
        return some(unseen, *map(holds, self.nodes))

    def every(self, holds: Callable[[N], Tri]) -> Tri:
        """Whether it holds for all of them; unseen ones may be the exception."""
        unseen = Tri.YES if self.complete is Tri.YES else Tri.UNKNOWN
        return every(unseen, *map(holds, self.nodes))


class Graph:
    """Everything that one run has read. It is filled once, then only read."""

    def __init__(self) -> None:
        self._nodes: list[Node] = []
        self._outgoing: dict[tuple[int, Relation], list[Edge]] = {}
        self._incoming: dict[tuple[int, Relation], list[Edge]] = {}
        self._gaps: dict[tuple[int, Relation], list[Gap]] = {}

    def add(self, node: Node) -> None:
        self._nodes.append(node)

    def connect(self, edge: Edge) -> None:
        self._outgoing.setdefault((id(edge.source), edge.relation), []).append(edge)
        self._incoming.setdefault((id(edge.target), edge.relation), []).append(edge)

    def leave_open(self, gap: Gap) -> None:
        """The gap's source has the relation to something that was not read, or may have."""
        self._gaps.setdefault((id(gap.source), gap.relation), []).append(gap)

    def __iter__(self) -> Iterator[Node]:
        return iter(self._nodes)

    def __len__(self) -> int:
        return len(self._nodes)

    def nodes(self, kind: type[N]) -> Iterator[N]:
        return (node for node in self._nodes if isinstance(node, kind))

    def targets(self, source: Node, relation: Relation, kind: type[N]) -> Related[N]:
        """What `source` has this relation to, in the world being read."""
        there = self._there(self._outgoing.get((id(source), relation), ()))
        gap = _first_open(self._gaps.get((id(source), relation), ()))
        nodes = tuple(edge.target for edge in there if isinstance(edge.target, kind))
        return Related(nodes, there, Tri.UNKNOWN if gap else Tri.YES, gap)

    def sources(self, target: Node, relation: Relation, kind: type[N]) -> Related[N]:
        """What has this relation to `target`, in the world being read.

        Complete only where the target's unit is, and no relation of the kind is left open in it.
        """
        there = self._there(self._incoming.get((id(target), relation), ()))
        nodes = tuple(edge.source for edge in there if isinstance(edge.source, kind))
        gap = _first_open(
            gap
            for gaps in self._gaps.values()
            for gap in gaps
            if gap.relation is relation and gap.source.unit is target.unit
        )
        return Related(nodes, there, Tri.UNKNOWN if gap else target.unit.complete, gap)

    def _there(self, edges: Iterable[Edge]) -> tuple[Edge, ...]:
        return tuple(edge for edge in edges if edge.holds.equals(True) is Tri.YES)


def _first_open(gaps: Iterable[Gap]) -> str:
    return next((gap.why for gap in gaps if gap.holds.equals(False) is not Tri.YES), "")
