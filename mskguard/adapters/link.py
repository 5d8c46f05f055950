"""Turns references between resources into edges of the graph."""

from __future__ import annotations

from typing import Any

from mskguard.model.cluster import Cluster
from mskguard.model.configuration import Configuration
from mskguard.model.graph import Edge, Gap, Graph, Relation
from mskguard.model.node import Node
from mskguard.value import Absent, Identity, Known, Tri, Unknown, Value, distribute


def link(graph: Graph) -> None:
    """Connect all nodes. References within a unit go by identity, ARNs link anywhere."""
    configurations = list(graph.nodes(Configuration))
    for cluster in graph.nodes(Cluster):
        reference = cluster.configuration.arn
        _connect(graph, cluster, Relation.CONFIGURED_BY, reference, configurations)


def _connect(
    graph: Graph, source: Node, relation: Relation, reference: Value[str], targets: list[Any]
) -> None:
    found = []
    for target in targets:
        holds = distribute(lambda it, to=target: _names(it, source, to), reference)
        if _anywhere(holds):
            found.append(target)
            graph.connect(Edge(source, relation, target, (reference.span,), holds))
    open_where = distribute(lambda it: _leads_nowhere(it, source, found), reference)
    if _anywhere(open_where):
        why = "what it refers to was not read"
        for case in _unknown_cases(reference):
            why = case.why
        graph.leave_open(Gap(source, relation, why, open_where))


def _names(reference: Value[str], source: Node, target: Any) -> Value[bool]:
    """Whether a reference means this target."""
    answer = Tri.NO
    if isinstance(reference, Unknown) and isinstance(reference.identity, Identity):
        identity = reference.identity
        same_unit = identity.unit == target.unit.name == source.unit.name
        answer = Tri.of(same_unit and identity.owner == target.instance)
    elif isinstance(reference, Known):
        answer = reference.same(target.arn)
    return Known(answer is Tri.YES, reference.span)


def _leads_nowhere(reference: Value[str], source: Node, found: list[Any]) -> Value[bool]:
    if isinstance(reference, Absent):
        return Known(False, reference.span)
    named = any(_names(reference, source, target).equals(True) is Tri.YES for target in found)
    return Known(not named, reference.span)


def _anywhere(answer: Value[bool]) -> bool:
    """Whether it is so in any case."""
    cases: list[Value[bool]] = []
    distribute(lambda it: _collect(it, cases), answer)
    return any(case.equals(True) is Tri.YES for case in cases)


def _unknown_cases(value: Value[str]) -> list[Unknown[str]]:
    cases: list[Value[str]] = []
    distribute(lambda it: _collect(it, cases), value)
    return [case for case in cases if isinstance(case, Unknown)]


def _collect(value: Value[Any], into: list[Any]) -> Value[Any]:
    into.append(value)
    return value
