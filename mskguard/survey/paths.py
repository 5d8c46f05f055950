"""Who reaches which listener of a cluster, hop by hop, and what is not known of it."""

from __future__ import annotations

from collections.abc import Iterator

from mskguard.aws.facts import Facts
from mskguard.model.cluster import Cluster
from mskguard.model.graph import Graph
from mskguard.model.network import SecurityGroup
from mskguard.model.reach import Reach
from mskguard.model.reach.openings import Opening
from mskguard.model.reach.routes import Goal
from mskguard.model.serverless import ServerlessCluster
from mskguard.record import record
from mskguard.source import Span
from mskguard.survey.doors import Door, doors
from mskguard.survey.relations import in_worlds
from mskguard.survey.sources import BLOCK, INTERNET, Source, internet, named, peers
from mskguard.value import Choice, Tri, Unknown, World, every, noting, some


@record(frozen=True, slots=True, eq=False)
class Step:
    """One hop of a path, and where it is written."""

    what: str
    span: Span


@record(frozen=True, slots=True, eq=False)
class Path:
    """Whether somebody reaches a listener. `when`: under which conditions it was asked."""

    source: str
    reached: Tri
    steps: tuple[Step, ...]
    unknown: tuple[Unknown[object], ...]
    """What would have to be known for a plain answer."""
    when: str = ""


@record(frozen=True, slots=True, eq=False)
class Entrance:
    """A listener that is on, or may be, and who comes in by it."""

    name: str
    enabled: Tri
    switch: Step
    paths: tuple[Path, ...]
    complete: Tri
    """Whether these are all who come in."""
    why: str


@record(frozen=True, slots=True, eq=False)
class Reached:
    """A cluster and its entrances."""

    cluster: Cluster | ServerlessCluster
    entrances: tuple[Entrance, ...]
    closed: tuple[Step, ...]
    """Why there is no way in for somebody who was asked about."""


def reached(graph: Graph, facts: Facts, wanted: str, cluster: str) -> list[Reached]:
    """The entrances of each cluster whose name or address has `cluster` in it.

    `wanted` is `internet`, a security group's address or id, or a block; empty for the internet and
    everybody whom a group names. Raises `NoSource`.
    """
    reach = Reach(graph, facts)
    found: list[Cluster | ServerlessCluster] = list(graph.nodes(Cluster))
    found += graph.nodes(ServerlessCluster)
    chosen = [
        one for one in found if cluster in one.instance or one.name.equals(cluster) is Tri.YES
    ]
    sources = [named(reach, wanted)] if wanted else [internet(reach)]
    asked = wanted in ("", INTERNET)
    return [
        Reached(
            one,
            tuple(_entrances(reach, one, sources, wants_peers=not wanted)),
            tuple(_closed(one)) if asked else (),
        )
        for one in chosen
    ]


def _closed(cluster: Cluster | ServerlessCluster) -> Iterator[Step]:
    if isinstance(cluster, ServerlessCluster):
        yield Step("internet: a serverless cluster has no public access", cluster.span)
    elif not isinstance(cluster.connectivity.public_access, Choice):
        with noting():
            if cluster.connectivity.public is Tri.NO:
                span = cluster.connectivity.public_access.span
                yield Step("internet: public access is off", span)


def _entrances(
    reach: Reach, cluster: Cluster | ServerlessCluster, sources: list[Source], *, wants_peers: bool
) -> Iterator[Entrance]:
    by_name: dict[str, list[Entrance]] = {}
    for world, found in in_worlds(lambda: list(_in_world(reach, cluster, sources, wants_peers))):
        for one in found or ():
            by_name.setdefault(one.name, []).append(_told(one, world))
    for several in by_name.values():
        first = several[0]
        paths = tuple(path for one in several for path in one.paths)
        complete = every(*(one.complete for one in several))
        why = next((one.why for one in several if one.why), "")
        yield Entrance(first.name, first.enabled, first.switch, paths, complete, why)


def _told(entrance: Entrance, world: World) -> Entrance:
    when = str(world)
    paths = tuple(Path(it.source, it.reached, it.steps, it.unknown, when) for it in entrance.paths)
    return Entrance(
        entrance.name, entrance.enabled, entrance.switch, paths, entrance.complete, entrance.why
    )


def _in_world(
    reach: Reach, cluster: Cluster | ServerlessCluster, sources: list[Source], wants_peers: bool
) -> Iterator[Entrance]:
    for door in doors(reach, cluster):
        rules = [rule for groups in door.groups for rule in _rules(reach, groups.nodes)]
        near = [rule for rule in rules if _covers(reach, rule, door) is not Tri.NO]
        all_sources = [*sources, *(peers(reach, near) if wants_peers else ())]
        fitting = [one for one in all_sources if _fits(one, door)]
        paths = tuple(_path(reach, cluster, door, one, near) for one in fitting)
        if not wants_peers:
            paths += tuple(_astray(door, one) for one in sources if not _fits(one, door))
        complete, why = _completeness(reach, door)
        by = f"{door.connection.address}" if door.connection else "it is on"
        yield Entrance(door.name, door.enabled, Step(by, door.switch), paths, complete, why)


def _rules(reach: Reach, groups: tuple[SecurityGroup, ...]) -> Iterator[Opening]:
    for group in groups:
        yield from reach.openings(group).rules


def _covers(reach: Reach, opening: Opening, door: Door) -> Tri:
    return reach.covers(opening, door.port.first, door.port.last)


def _completeness(reach: Reach, door: Door) -> tuple[Tri, str]:
    if door.unread:
        return Tri.UNKNOWN, door.unread
    for groups in door.groups:
        if groups.complete is not Tri.YES:
            return Tri.UNKNOWN, groups.why
        for group in groups.nodes:
            rules = reach.openings(group)
            if rules.complete is not Tri.YES:
                return Tri.UNKNOWN, rules.why
    return Tri.YES, ""


def _path(
    reach: Reach,
    cluster: Cluster | ServerlessCluster,
    door: Door,
    source: Source,
    rules: list[Opening],
) -> Path:
    with noting() as met:
        opened = [(rule, _covers(reach, rule, door) & source.let_in(rule)) for rule in rules]
        answer = some(*(one for _, one in opened))
        whole, why = _completeness(reach, door)
        if answer is Tri.NO and whole is not Tri.YES:
            answer = Unknown[bool](door.switch, why).equals(True)
        let_in = answer
        routed, way = _routed(reach, cluster) if _is_public(door) else (Tri.YES, [])
        answer &= routed & door.enabled
    steps = [Step("named here", source.span)] if source.span else []
    if let_in is Tri.NO:
        steps.append(Step("no security group rule lets it in", _groups_at(cluster)))
    else:
        steps += way
        steps += (
            Step(f"let in by {rule.at.instance}", rule.ports.now().span)
            for rule, one in opened
            if one is let_in
        )
    if routed is Tri.NO:
        steps.append(Step("no route leads to the internet", _subnets_at(cluster)))
    unknown = tuple(met.unknowns) if answer is Tri.UNKNOWN else ()
    return Path(source.name, answer, tuple(steps), _distinct(unknown))


def _astray(door: Door, source: Source) -> Path:
    """Whether somebody comes by a door that is for others."""
    if not _is_public(door):
        step = Step("it is for clients in a VPC", door.switch)
        return Path(source.name, Tri.NO, (step,), ())
    why = "by which public address it would come is not known"
    return Path(source.name, Tri.UNKNOWN, (), (Unknown(door.switch, why),))


def _is_public(door: Door) -> bool:
    return door.port.network == "public"


def _groups_at(cluster: Cluster | ServerlessCluster) -> Span:
    own = cluster.brokers.security_groups if isinstance(cluster, Cluster) else cluster.vpcs
    return own.now().span


def _subnets_at(cluster: Cluster | ServerlessCluster) -> Span:
    own = cluster.brokers.subnets if isinstance(cluster, Cluster) else cluster.vpcs
    return own.now().span


def _distinct(unknowns: tuple[Unknown[object], ...]) -> tuple[Unknown[object], ...]:
    return tuple({(one.span, one.why): one for one in unknowns}.values())


def _routed(reach: Reach, cluster: Cluster | ServerlessCluster) -> tuple[Tri, list[Step]]:
    """Whether the subnets of the cluster are routed to the internet, and by which routes."""
    if isinstance(cluster, ServerlessCluster):
        return Tri.NO, []
    placed = reach.subnets(cluster, cluster.brokers.subnets)
    answers = [reach.leads_to(one, Goal.INTERNET) for one in placed]
    steps = [
        Step(f"routed to {one.subnet.instance} by {hop.at.instance}", hop.way.gateway.now().span)
        for one in placed
        if one.subnet is not None
        for hop in reach.routes(one.subnet).ways
        if reach.goes_to(hop, Goal.INTERNET) is Tri.YES
    ]
    return every(*answers) if answers else Tri.UNKNOWN, steps


def _fits(source: Source, door: Door) -> bool:
    """Whether somebody comes by such a door at all: the internet only by public ones."""
    public = _is_public(door)
    return public if source.network == INTERNET else not public or source.network == BLOCK
