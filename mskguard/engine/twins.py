"""What is declared and was observed as well counts once, where a person can edit it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from mskguard.engine.finding import Finding, State
from mskguard.model.change import ResourceChange
from mskguard.model.node import Node
from mskguard.value import Hop

Subject = Node | ResourceChange
Told = tuple[Subject, str, Finding]
"""A finding of a rule in a node, and what it is about."""


def counted_once(told: Iterable[Told], twins: Mapping[int, Node]) -> list[tuple[str, Finding]]:
    """One rule's findings without those of observed nodes that the declared twin has as well.

    `twins` are the declared ones by the ids of the observed. One in which the rule finds less does
    not stand in for the observed one.
    """
    found = list(told)
    if not twins:
        return [(about, finding) for _, about, finding in found]
    by_node: dict[tuple[int, str, State], list[Finding]] = {}
    for node, about, finding in found:
        by_node.setdefault((id(node), about, finding.state), []).append(finding)
    return [
        (about, _with_observed(node, about, finding, by_node, twins))
        for node, about, finding in found
        if not _is_repeated(node, about, finding, by_node, twins)
    ]


Groups = Mapping[tuple[int, str, State], list[Finding]]


def _is_repeated(
    node: Node | ResourceChange,
    about: str,
    finding: Finding,
    by_node: Groups,
    twins: Mapping[int, Node],
) -> bool:
    """Whether the node was observed and its declared twin has the same findings."""
    declared = twins.get(id(node))
    if declared is None:
        return False
    own = by_node[id(node), about, finding.state]
    return len(by_node.get((id(declared), about, finding.state), ())) >= len(own)


def _with_observed(
    node: Node | ResourceChange,
    about: str,
    finding: Finding,
    by_node: Groups,
    twins: Mapping[int, Node],
) -> Finding:
    """A declared node's finding, which concerns its observed twins too."""
    for observed, declared in twins.items():
        seen = by_node.get((observed, about, finding.state), [])
        if declared is node and seen and len(by_node[id(node), about, finding.state]) >= len(seen):
            hop = Hop(seen[0].span, "observed here")
            finding = replace(
                finding,
                instances=tuple(dict.fromkeys(finding.instances + seen[0].instances)),
                related=(*finding.related, hop),
            )
    return finding
