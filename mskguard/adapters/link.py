"""Turns references between resources into edges of the graph."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from mskguard.adapters.linking.index import Index, cases
from mskguard.adapters.linking.table import LINKS, Link
from mskguard.adapters.linking.twins import connect_twins
from mskguard.model.graph import Edge, Gap, Graph
from mskguard.model.node import Node
from mskguard.value import Absent, Choice, Known, Unknown, Value, distribute


def link(graph: Graph) -> None:
    """Connect all nodes. References within a unit go by identity and name, ARNs link anywhere."""
    connect_twins(graph)
    index = Index(graph, graph.twins())
    by_type: dict[type[Node], list[Link]] = {}
    for node in graph:
        kinds = _kinds(node)
        if type(node) not in by_type:
            by_type[type(node)] = [one for one in LINKS if one.source in kinds]
        for one in by_type[type(node)]:
            for reference in one.references(node):
                _connect(graph, index, node, one, reference)


def _kinds(node: Node) -> set[str]:
    return {kind.__name__ for kind in type(node).__mro__}


def _connect(graph: Graph, index: Index, source: Node, kind: Link, reference: Value[Any]) -> None:
    meant: dict[int, list[Node]] = {}
    targets: dict[Node, list[Value[Any]]] = {}
    unread: Value[Any] | None = None
    missing: dict[int, Value[bool]] = {}
    for case in cases(reference):
        if isinstance(case, Absent) or (isinstance(case, Known) and case.it is None):
            continue
        found = [
            node
            for node in index.meant(case, source)
            if not _kinds(node).isdisjoint(kind.targets)
            and node is not source
            and kind.fits(source, node)
        ]
        meant[id(case)] = found
        lost = _lost(index, found, source, case)
        if lost is not None and not (isinstance(case, Known) and kind.closed(str(case.it))):
            unread = unread or case
            missing[id(case)] = lost
        for node in found:
            targets.setdefault(node, []).append(case)
    differs = _differs(reference)
    for target, of in targets.items():
        leads = partial(_leads, index, meant, source, target)
        there = _where(reference, leads) if differs else distribute(_any, *map(leads, of))
        holds = distribute(_all, there, source.exists, target.exists)
        told = index.because(of[0], source, target)
        because = tuple(dict.fromkeys((of[0].span, reference.span, *told)))
        graph.connect(Edge(source, kind.relation, target, because, holds))
    if unread is not None:
        lost = _where(reference, lambda it: missing.get(id(it)) or Known(False, it.span))
        why = unread.why if isinstance(unread, Unknown) else f"{unread} was not read"
        holds = distribute(_all, lost, source.exists)
        graph.leave_open(Gap(source, kind.relation, why, holds))


def _lost(index: Index, found: list[Node], source: Node, case: Value[Any]) -> Value[bool] | None:
    """Whether one case of a reference means none of what was found; None where it means one."""
    if not found:
        return Known(True, case.span)
    means = [index.names(case, source, target) for target in found]
    if any(isinstance(it, Known) for it in means):
        return None

    def none(*them: Value[Any]) -> Value[bool]:
        return Known(not any(isinstance(it, Known) and it.it for it in them), case.span)

    return distribute(none, *means)


def _leads(
    index: Index, meant: dict[int, list[Node]], source: Node, target: Node, case: Value[Any]
) -> Value[bool]:
    if target not in meant.get(id(case), ()):
        return Known(False, case.span)
    return index.names(case, source, target)


def _where(reference: Value[Any], test: Callable[[Value[Any]], Value[bool]]) -> Value[bool]:
    """Whether the test holds for the reference, or for one element of a list of them."""
    if isinstance(reference, Choice):
        yes, no = _where(reference.yes, test), _where(reference.no, test)
        return Choice(reference.condition, yes, no)
    if isinstance(reference, Known) and isinstance(reference.it, tuple):
        answers = [_where(item, test) for item in reference.it]
        if not answers:
            return Known(False, reference.span)
        return distribute(_any, *answers)
    return test(reference)


def _differs(reference: Value[Any]) -> bool:
    """Whether a reference, or an element of a list of them, differs by a condition."""
    if isinstance(reference, Known) and isinstance(reference.it, tuple):
        return any(map(_differs, reference.it))
    return isinstance(reference, Choice)


def _any(*answers: Value[Any]) -> Value[Any]:
    return next((it for it in answers if isinstance(it, Known) and it.it), answers[0])


def _all(*answers: Value[Any]) -> Value[Any]:
    """Whether all hold: the first that does not, else the first that is unknown."""
    for answer in answers:
        if isinstance(answer, Known) and not answer.it:
            return answer
    return next((it for it in answers if isinstance(it, Unknown)), answers[0])
