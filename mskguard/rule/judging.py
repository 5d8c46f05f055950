"""Verdicts, and what a rule may ask beyond its subject."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from enum import Enum
from typing import TYPE_CHECKING, Any, Literal

from mskguard.aws.facts import Facts
from mskguard.model.cluster import Cluster
from mskguard.model.configuration import Configuration, Property
from mskguard.model.effective import effective_property
from mskguard.model.graph import Graph, Related, Relation
from mskguard.model.node import Node
from mskguard.model.workload import Workloads
from mskguard.record import record
from mskguard.source import Span
from mskguard.value import Absent, Change, Hop, Known, Slot, Tri, Unknown, Value, lift

if TYPE_CHECKING:
    from mskguard.model.reach import Reach

NO, UNKNOWN, YES = Tri.NO, Tri.UNKNOWN, Tri.YES

Kind = Literal["constraint", "practice", "advice"]
"""A constraint: AWS refuses it, or it cannot work. A practice: AWS documents it. Advice: upkeep."""


class Level(Enum):
    """How grave a finding is."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3

    @property
    def word(self) -> str:
        return self.name.lower()


@record(frozen=True, slots=True)
class Context:
    """What a rule may ask beyond its subject. There is no other source: no clock, no globals."""

    graph: Graph
    facts: Facts
    as_of: dt.date
    configured: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What the user has set, by rule and setting."""
    workloads: Workloads = field(default_factory=Workloads)
    """The load that clusters are to carry, as the configuration declares it."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    """The settings of the rule that is asked: its own, with the user's laid over them."""

    def of(self, rule: str, defaults: Mapping[str, Any]) -> Context:
        """The same context for one rule."""
        return replace(self, settings={**defaults, **self.configured.get(rule, {})})

    def effective(self, cluster: Cluster, key: str) -> Value[str]:
        """The broker property that the cluster runs with, as far as it is known.

        From its MSK configuration, else MSK's documented default for its zones and storage mode.
        """
        return effective_property(self.graph, self.facts, cluster, key)

    def users(self, configuration: Configuration) -> Related[Cluster]:
        """The clusters that run with an MSK configuration."""
        return self.graph.sources(configuration, Relation.CONFIGURED_BY, Cluster)

    @property
    def reach(self) -> Reach:
        """Questions on who reaches what over the network."""
        from mskguard.model.reach import Reach  # most rules ask nothing of the kind

        return Reach(self.graph, self.facts)

    def is_for_express(self, configuration: Configuration) -> bool:
        """Whether it is known to be used, and by clusters of Express brokers alone."""
        clusters = self.users(configuration).nodes
        return bool(clusters) and all(one.is_express is YES for one in clusters)


@record(frozen=True, slots=True)
class Verdict:
    """What a rule says of one place: violated, kept, or undetermined.

    `about` tells apart the verdicts on one argument: a property's key, an action's name.
    """

    violated: Tri
    span: Span
    slot: Slot | None
    message: str
    fix: Change | None = None
    related: tuple[Hop, ...] = ()
    severity: Level | None = None
    kind: Kind | None = None
    about: str = ""


Verdicts = Iterator[Verdict]

Place = Value[Any] | Property | Node


def violates(
    at: Place,
    *,
    when: Tri,
    message: str,
    fix: Change | None = None,
    related: Iterable[Place] = (),
    severity: Level | None = None,
    kind: Kind | None = None,
    about: str = "",
) -> Verdict:
    """The verdict on a value, a property line or a whole resource.

    `message` starts with the address and says what is, without a full stop. `related` are the other
    places that explain it. `severity` and `kind` override the rule's own for this verdict.
    """
    if when is Tri.NO:  # most are, and nobody asks where
        return Verdict(when, at.span, None, message)
    span, slot, hops = _place(at)
    others = tuple(hop for place in related for hop in _explain(place))
    return Verdict(when, span, slot, message, fix, hops + others, severity, kind, about)


def _place(at: Place) -> tuple[Span, Slot | None, tuple[Hop, ...]]:
    if isinstance(at, Node):
        return at.span, Slot(at.address, ""), ()
    if isinstance(at, Property):
        return at.span, at.value.slot, _brought(at)
    now = at.now()
    if isinstance(now, Unknown) and now.via:
        return now.via[0].span, now.slot, now.via[1:]
    return now.span, now.slot, () if isinstance(now, Absent) else now.via


def _brought(line: Property) -> tuple[Hop, ...]:
    """Where a line of a text that is written in Base64 stands in its file."""
    value = line.value
    decoded = line.span.file.decoded_from is not None
    return value.via if decoded and isinstance(value, (Known, Unknown)) else ()


def _explain(place: Place) -> tuple[Hop, ...]:
    span, slot, hops = _place(place)
    if isinstance(place, Node):
        return (Hop(span, place.address),)
    if isinstance(place, Property):
        return (Hop(span, place.key),)
    name = slot.path if slot else ""
    return (Hop(span, name or "this"), *hops)


def holds(predicate: Callable[..., bool], *values: Value[Any]) -> Tri:
    """Whether a predicate on several values holds; unknown where one of them is."""
    return lift(predicate, *values).equals(True)
