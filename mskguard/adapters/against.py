"""Pairs the resources of two versions of the same sources."""

from __future__ import annotations

from collections.abc import Iterator

from mskguard.model.change import ResourceChange
from mskguard.model.graph import Graph
from mskguard.model.node import Node
from mskguard.value import Tri


def changes_between(old: Graph, new: Graph) -> Iterator[ResourceChange]:
    """What became of each resource of the old graph that the new one could still hold.

    Resources go together by their unit's name and their instance, else by their type and ARN or
    name. One that is gone counts as destroyed only where the new unit was read whole, and holds no
    other of its type that it may have become.
    """
    units = {node.unit.name: node.unit for node in new}
    pairs = _Pairs(new)
    gone: list[Node] = []
    for before in old:
        after = pairs.successor(before)
        if after is not None:
            yield ResourceChange(after.instance, before, after)
        else:
            gone.append(before)
    for before in gone:
        unit = units.get(before.unit.name)
        if unit is not None and unit.complete is Tri.YES and not pairs.may_have_moved(before):
            yield ResourceChange(before.instance, before, None)


class _Pairs:
    """The new resources, and which of them are taken for the successor of an old one."""

    def __init__(self, new: Graph) -> None:
        self._left = {id(node): node for node in new}
        self._found: dict[tuple[str, ...], Node] = {}
        for node in new:
            for key in (*_places(node), *_identities(node)):
                self._found.setdefault(key, node)

    def successor(self, before: Node) -> Node | None:
        for key in (*_places(before), *_identities(before)):
            after = self._found.get(key)
            if after is not None and type(after) is type(before) and id(after) in self._left:
                del self._left[id(after)]
                return after
        return None

    def may_have_moved(self, before: Node) -> bool:
        """Whether a new resource of the type has no predecessor: `moved` may say that it is it."""
        return any(
            type(node) is type(before) and node.unit.name == before.unit.name
            for node in self._left.values()
        )


def _places(node: Node) -> Iterator[tuple[str, ...]]:
    """Its instance, and its address without keys: Terraform moves a lone one to `[0]` by itself."""
    yield node.unit.name, "instance", node.instance
    yield node.unit.name, "address", node.address


def _identities(node: Node) -> Iterator[tuple[str, ...]]:
    """What tells a resource wherever it is declared."""
    for field in ("arn", "name"):
        value = getattr(node, field, None)
        known = getattr(value, "it", None)
        if isinstance(known, str) and known:
            yield type(node).__name__, field, known
