"""What a node has to do with others, in every world, and whether that is all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from mskguard.model.graph import Edge, Graph, Related, Relation
from mskguard.model.node import Node
from mskguard.record import record
from mskguard.survey.cases import cases
from mskguard.value import Known, Tri, Undecided, World, every, reading

R = TypeVar("R")

MOST_WORLDS = 64
"""A relation that depends on more combinations of conditions is not known completely."""


@record(frozen=True, slots=True, eq=False)
class Link:
    """One edge, and in which cases it is there; none are named where it always is."""

    edge: Edge
    when: tuple[str, ...]


@record(frozen=True, slots=True, eq=False)
class Relationship:
    """One relation of a node, read from it (`outgoing`) or towards it."""

    relation: Relation
    outgoing: bool
    links: tuple[Link, ...]
    complete: Tri
    """YES where the links are known to be all that there are."""
    why: str
    """What is missing otherwise."""


def relationships(graph: Graph) -> dict[int, list[Relationship]]:
    """Every node's relations, by the node's id: those that some node of its type has."""
    found: dict[int, list[Relationship]] = {id(node): [] for node in graph}
    for relation in Relation:
        for outgoing, ask in ((True, graph.targets), (False, graph.sources)):
            seen = [
                (node, _related(lambda n=node, a=ask, r=relation: a(n, r, Node)))  # type: ignore[misc]
                for node in graph
            ]
            kinds = {type(node) for node, (links, _, _) in seen if links}
            for node, (links, complete, why) in seen:
                if type(node) in kinds or (outgoing and why):
                    one = Relationship(relation, outgoing, links, complete, why)
                    found[id(node)].append(one)
    return found


def _related(ask: Callable[[], Related[Node]]) -> tuple[tuple[Link, ...], Tri, str]:
    """The links in any world, and whether they are complete in all of them."""
    edges: dict[int, Edge] = {}
    complete, why = Tri.YES, ""
    for world, related in in_worlds(ask):
        edges |= {id(edge): edge for edge in related.edges} if related else {}
        said = Tri.UNKNOWN if related is None else related.complete
        complete = every(complete, said)
        if said is not Tri.YES and not why:
            why = related.why if related else "it depends on too many conditions"
            why = why or "not everything that declares it could be read"
            why = f"{why}, when {world}" if world.decisions else why
    return tuple(Link(edge, tuple(_when(edge))) for edge in edges.values()), complete, why


def in_worlds(ask: Callable[[], R]) -> Iterator[tuple[World, R | None]]:
    """The answer in every world that it depends on; None where there are too many."""
    pending, asked = [World()], 0
    while pending:
        world, asked = pending.pop(), asked + 1
        answer: R | None = None
        with reading(world):
            try:
                answer = ask()
            except Undecided as question:
                if asked + len(pending) < MOST_WORLDS:
                    both = (False, True)
                    pending += [world.where(question.condition, holds) for holds in both]
                    continue
        yield world, answer


def _when(edge: Edge) -> Iterator[str]:
    """The cases in which an edge is there."""
    for case in cases(edge.holds):
        if case.when and isinstance(case.value, Known) and case.value.it:
            yield " and ".join(condition.said(holds) for condition, holds in case.when)
