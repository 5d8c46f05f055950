"""Relations are told for every world at once."""

from __future__ import annotations

from typing import Any

from mskguard.model.graph import Edge, Gap, Graph, Relation
from mskguard.model.node import Node
from mskguard.survey.relations import MOST_WORLDS, Relationship, relationships
from mskguard.value import Choice, Condition, Tri, Value
from tests.survey.test_attributes import HERE, known, topic


def condition(name: str) -> Condition:
    return Condition(name, True, name, HERE)


def chosen(name: str) -> Value[bool]:
    return Choice(condition(name), known(True), known(False))


def graph(*holds: Value[Any]) -> tuple[Graph, Node]:
    """A source with an edge to a node of its own for each of these."""
    made, source = Graph(), topic()
    made.add(source)
    for one in holds:
        target = topic()
        made.add(target)
        made.connect(Edge(source, Relation.CONFIGURED_BY, target, (HERE,), one))
    return made, source


def outgoing(made: Graph, node: Node) -> Relationship:
    [found] = [one for one in relationships(made)[id(node)] if one.outgoing]
    return found


def test_an_edge_that_is_there_in_one_case_says_which() -> None:
    made, source = graph(known(True), chosen("prod"))
    found = outgoing(made, source)
    assert [link.when for link in found.links] == [(), ("prod is true",)]
    assert (found.complete, found.why) == (Tri.YES, "")


def test_an_edge_that_is_nowhere_is_not_told() -> None:
    made, source = graph(known(True), known(False))
    assert len(outgoing(made, source).links) == 1


def test_a_gap_in_one_world_leaves_the_relation_open() -> None:
    made, source = graph(known(True))
    made.leave_open(Gap(source, Relation.CONFIGURED_BY, "it was not read", chosen("prod")))
    found = outgoing(made, source)
    assert found.complete is Tri.UNKNOWN
    assert found.why == "it was not read, when prod is true"


def test_too_many_worlds_leave_the_relation_open() -> None:
    names = [f"c{number}" for number in range(MOST_WORLDS)]
    made, source = graph(*map(chosen, names))
    found = outgoing(made, source)
    assert found.complete is Tri.UNKNOWN
    assert "too many conditions" in found.why


def test_a_type_without_the_relation_says_nothing_of_it() -> None:
    made = Graph()
    made.add(topic())
    assert list(relationships(made).values()) == [[]]
