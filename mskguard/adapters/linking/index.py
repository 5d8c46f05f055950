"""Finds what a reference means: by identity and name within a unit, by ARN or id anywhere."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import Any

from mskguard.model.node import Node
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

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._found: dict[Hashable, list[Node]] = {}
        for node in nodes:
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
        identity = reference.identity if isinstance(reference, Unknown) else None
        if isinstance(identity, Identity):
            keys.insert(0, (identity.unit, "instance", identity.owner))
        found = [node for key in keys for node in self._found.get(key, ())]
        return list(dict.fromkeys(found))


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


def names(reference: Value[Any], source: Node, target: Node) -> Value[bool]:
    """Whether one case of a reference means the target; conditional where the target's name is."""
    identity = reference.identity if isinstance(reference, Unknown) else None
    if isinstance(identity, Identity) and identity.owner == target.instance:
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
