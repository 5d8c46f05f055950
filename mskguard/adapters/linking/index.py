"""Finds what a reference means: by identity and name within a unit, by ARN or id anywhere."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import Any

from mskguard.adapters.bootstrap import owner_of
from mskguard.adapters.linking.hosts import Hosts
from mskguard.model.node import Node
from mskguard.source import Span
from mskguard.value import (
    HOLE,
    Choice,
    Identity,
    Known,
    Unknown,
    Value,
    distribute,
)

ANYWHERE = ("arn", "id")
WITHIN_A_UNIT = ("name",)


class Index:
    """The nodes of a graph by everything that a reference may say of them."""

    def __init__(self, nodes: Iterable[Node], twins: dict[int, Node]) -> None:
        """`twins`: see `Graph.twins`."""
        self._found: dict[Hashable, list[Node]] = {}
        everything = list(nodes)
        self._hosts = Hosts(everything, twins)
        for node in everything:
            self._put((node.unit.name, "instance", node.instance), node)
            for name in (*ANYWHERE, *WITHIN_A_UNIT):
                value = getattr(node, name, None)
                for case in cases(value) if isinstance(value, Value) else ():
                    unit = None if name in ANYWHERE else node.unit.name
                    for key in _keys(case, unit, node.unit.name):
                        self._put(key, node)

    def _put(self, key: Hashable, node: Node) -> None:
        nodes = self._found.setdefault(key, [])
        if node not in nodes:
            nodes.append(node)

    def meant(self, reference: Value[Any], source: Node) -> list[Node]:
        """The nodes that one case of a reference may mean."""
        unit = source.unit.name
        keys: list[Hashable] = [*_keys(reference, None, unit), *_keys(reference, unit, unit)]
        identity = _resource(reference)
        if identity is not None:
            keys.insert(0, (identity.unit, "instance", identity.owner))
        found = [node for key in keys for node in self._found.get(key, ())]
        found += (named.cluster for named in self._hosts.named_by(reference, source))
        return list(dict.fromkeys(found))

    def names(self, reference: Value[Any], source: Node, target: Node) -> Value[bool]:
        """Whether one case of a reference means the target; conditional where its name is."""
        for named in self._hosts.named_by(reference, source):
            if named.cluster is target:
                return named.holds
        return _names(reference, source, target)

    def because(self, reference: Value[Any], source: Node, target: Node) -> tuple[Span, ...]:
        """What says beside the reference itself that it means the target."""
        named_by = self._hosts.named_by(reference, source)
        return tuple(named.because for named in named_by if named.cluster is target)


def _resource(reference: Value[Any]) -> Identity | None:
    """The attribute of a resource that an unknown reference is, or has its bootstrap servers of."""
    if not isinstance(reference, Unknown):
        return None
    identity = reference.identity
    return identity if isinstance(identity, Identity) else owner_of(reference)


def _keys(case: Value[Any], unit: str | None, owner: str) -> Iterator[Hashable]:
    if isinstance(case, Known) and isinstance(case.it, str) and case.it:
        yield (unit, "text", case.it)
    elif isinstance(case, Unknown):
        same = _sameness(case)
        if same is not None:
            yield (owner, "unknown", same)


def _sameness(value: Unknown[Any]) -> Hashable | None:
    """What two unknown values share that are certainly the same: identity, or text and source."""
    if value.identity is not None:
        return value.identity
    text = value.text
    if text is None or not value.roots or not text.joined.strip(HOLE):
        return None
    return (text.joined, tuple(piece.span for piece in text.pieces), value.roots)


def _names(reference: Value[Any], source: Node, target: Node) -> Value[bool]:
    identity = _resource(reference)
    if identity is not None and identity.owner == target.instance:
        return Known(identity.unit == target.unit.name == source.unit.name, reference.span)
    fields = ANYWHERE if source.unit is not target.unit else (*ANYWHERE, *WITHIN_A_UNIT)
    own = [value for name in fields if isinstance(value := getattr(target, name, None), Value)]

    def same(*values: Value[Any]) -> Value[Any]:
        return Known(any(_same(reference, value) for value in values), reference.span)

    return distribute(same, *own)


def _same(one: Value[Any], other: Value[Any]) -> bool:
    if isinstance(one, Known) and isinstance(other, Known):
        return bool(one.it == other.it)
    if isinstance(one, Unknown) and isinstance(other, Unknown):
        sameness = _sameness(one)
        return sameness is not None and sameness == _sameness(other)
    return False


def cases(value: Value[Any]) -> Iterator[Value[Any]]:
    """What a value may be under any condition; of lists, each element."""
    if isinstance(value, Choice):
        yield from cases(value.yes)
        yield from cases(value.no)
    elif isinstance(value, Known) and isinstance(value.it, tuple):
        for item in value.it:
            yield from cases(item)
    else:
        yield value
