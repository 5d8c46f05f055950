"""The survey of a graph: its nodes with attributes and relations, ready to be shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mskguard.aws.facts import Facts
from mskguard.model.cluster import Cluster
from mskguard.model.graph import Graph
from mskguard.model.node import Node, Unit
from mskguard.record import record
from mskguard.source import SourceFile, Span
from mskguard.survey.attributes import Attribute, attributes
from mskguard.survey.cases import cases, places
from mskguard.survey.relations import Relationship, relationships
from mskguard.survey.secrets import hide
from mskguard.value import Known, Origin


@record(frozen=True, slots=True)
class Cited:
    """Where a default is documented."""

    title: str
    url: str


@record(frozen=True, slots=True, eq=False)
class Thing:
    """A node with everything that is to be seen of it."""

    node: Node
    attributes: tuple[Attribute, ...]
    """The first is whether it exists at all."""
    relations: tuple[Relationship, ...]
    defaults: dict[str, Cited]
    """The source of each attribute that is a documented default, by the attribute's name."""

    @property
    def kind(self) -> str:
        return type(self.node).__name__


@record(frozen=True, slots=True, eq=False)
class Survey:
    """Everything that one run sees, with its secrets hidden."""

    units: tuple[Unit, ...]
    things: tuple[Thing, ...]
    files: frozenset[SourceFile]
    """Every file that may have a part in what is shown."""


def survey(graph: Graph, facts: Facts, sources: Iterable[SourceFile]) -> Survey:
    """Lay out a graph that was read from these files. From here on, none of them shows a secret."""
    related = relationships(graph)
    things = tuple(_thing(node, related[id(node)], facts) for node in graph)
    files = frozenset((*sources, *(span.file for thing in things for span in _places(thing))))
    hide(files)
    return Survey(tuple({id(one.unit): one.unit for one in graph}.values()), things, files)


def _thing(node: Node, relations: list[Relationship], facts: Facts) -> Thing:
    seen = tuple(attributes(node))
    defaults: dict[str, Cited] = {}
    if isinstance(node, Cluster):
        for one in seen:
            if any(_is_default(case.value) for case in cases(one.value)):
                source = _cited(one.name, facts)
                defaults |= {one.name: source} if source else {}
    return Thing(node, seen, tuple(relations), defaults)


def _is_default(value: object) -> bool:
    return isinstance(value, Known) and value.origin is Origin.DEFAULT


def _cited(name: str, facts: Facts) -> Cited | None:
    """The source of a cluster's default. Its table may name an attribute's group otherwise."""
    known = facts.cluster_defaults
    tail = name.partition(".")[2]
    found = known.get(name) or next((it for key, it in known.items() if _ends(key, tail)), None)
    if found is None:
        return None
    source = found.cited().source
    return Cited(f"{source.title} ({source.date})", source.url)


def _ends(key: str, tail: str) -> bool:
    return "." in tail and key.partition(".")[2] == tail


def _places(thing: Thing) -> Iterator[Span]:
    yield thing.node.span
    yield from (hop.span for hop in thing.node.called_at)
    for attribute in thing.attributes:
        yield from places(attribute)
    for relation in thing.relations:
        for link in relation.links:
            yield from link.edge.because
