"""Pairs the resources of two versions of the same sources."""

from __future__ import annotations

from collections.abc import Iterator

from mskguard.model.change import ResourceChange
from mskguard.model.graph import Graph
from mskguard.model.node import Node, Unit
from mskguard.value import Tri


def changes_between(old: Graph, new: Graph, places: tuple[str, str]) -> Iterator[ResourceChange]:
    """What became of each resource of the old graph that the new one could still hold.

    `places` are the paths that the two were read from, as units' names begin with. Resources go
    together by their unit's place below these and their instance, else by their type and ARN or
    name. One that is gone counts as destroyed only where the new unit was read whole.
    """
    units = _paired(old, new, places)
    by_instance = {(id(node.unit), node.instance): node for node in new}
    by_identity = {key: node for node in new for key in _identities(node)}
    for before in old:
        unit = units.get(id(before.unit))
        after = by_instance.get((id(unit), before.instance)) if unit else None
        if after is None or type(after) is not type(before):
            named = (by_identity.get(key) for key in _identities(before))
            after = next((node for node in named if node is not None), None)
        if after is not None:
            yield ResourceChange(after.instance, before, after)
        elif unit is not None and unit.complete is Tri.YES:
            yield ResourceChange(before.instance, before, None)


def _paired(old: Graph, new: Graph, places: tuple[str, str]) -> dict[int, Unit]:
    """The new unit of each old one."""
    before = {_below(unit.name, places[0]): unit for unit in _units(old)}
    after = {_below(unit.name, places[1]): unit for unit in _units(new)}
    if len(before) == len(after) == 1:
        return {id(*before.values()): next(iter(after.values()))}
    return {id(unit): after[name] for name, unit in before.items() if name in after}


def _units(graph: Graph) -> list[Unit]:
    return list({id(node.unit): node.unit for node in graph}.values())


def _below(name: str, place: str) -> str:
    """A unit's name as seen from the path that was read."""
    if name == place or place in (".", ""):
        return "" if name == place else name
    return name.removeprefix(place.rstrip("/") + "/")


def _identities(node: Node) -> Iterator[tuple[str, str, str]]:
    """What tells a resource wherever it is declared."""
    for field in ("arn", "name"):
        value = getattr(node, field, None)
        known = getattr(value, "it", None)
        if isinstance(known, str) and known:
            yield type(node).__name__, field, known
