"""Finds what is declared in one place and was observed in another."""

from __future__ import annotations

from collections.abc import Iterator

from mskguard.model.graph import Edge, Graph, Relation
from mskguard.model.node import Node, Standing
from mskguard.value import Known

_UNIQUE_NAMES = frozenset(
    {"Cluster", "ServerlessCluster", "Configuration", "Connector", "Replicator", "Secret"}
)
"""Types whose names are unique in a region of an account."""

_SAID = (Standing.DECLARED, Standing.CREATED)


def connect_twins(graph: Graph) -> None:
    """Add an edge from each declared node to the observed one that certainly is the same thing.

    By ARN; else by a name that one declared and one observed node of the type have in all that was
    read, unless their regions or accounts differ.
    """
    observed = [node for node in graph if node.standing is Standing.OBSERVED]
    if not observed:
        return
    declared = [node for node in graph if node.standing in _SAID]
    for mine, seen in _pairs(declared, observed):
        because = (seen.span, mine.span)
        graph.connect(Edge(mine, Relation.SAME_AS, seen, because, Known(True, seen.span)))


def _pairs(declared: list[Node], observed: list[Node]) -> Iterator[tuple[Node, Node]]:
    for seen in observed:
        alike = [one for one in declared if type(one) is type(seen)]
        same = [one for one in alike if _text(one, "arn") and _agree(one, seen, "arn")]
        if not same and type(seen).__name__ in _UNIQUE_NAMES:
            same = [one for one in alike if _is_named_like(one, seen)]
            others = [one for one in observed if one is not seen and type(one) is type(seen)]
            if len(same) != 1 or any(_is_named_like(one, seen) for one in others):
                continue
        for mine in same:
            yield mine, seen


def _is_named_like(one: Node, other: Node) -> bool:
    name = _text(one, "name")
    return (
        bool(name)
        and name == _text(other, "name")
        and not any(_differ(one, other, place) for place in ("region", "account", "arn"))
    )


def _agree(one: Node, other: Node, field: str) -> bool:
    return _text(one, field) == _text(other, field)


def _differ(one: Node, other: Node, field: str) -> bool:
    mine, theirs = _text(one, field), _text(other, field)
    return bool(mine and theirs and mine != theirs)


def _text(node: Node, field: str) -> str:
    value = getattr(node, field, None)
    return value.it if isinstance(value, Known) and isinstance(value.it, str) else ""
