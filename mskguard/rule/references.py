"""What a rule asks of references: whether they name anything, what they lead to, what ARNs say."""

from __future__ import annotations

import re
from typing import Any, TypeVar

from mskguard.model.graph import Related
from mskguard.model.node import Node
from mskguard.value import HOLE, Absent, Identity, Known, Tri, Unknown, Value

N = TypeVar("N", bound=Node)

_MODULE = re.compile(r"(?:module\.[^.]+\.)*module\.[^.]+")
_ARN = re.compile(
    r"arn:(?P<partition>[^:]*):(?P<service>[^:]*):(?P<region>[^:]*):(?P<account>[^:]*):.*"
)


def named(value: Value[Any]) -> Tri:
    """Whether something is named: a text that is not empty, or an attribute of a resource.

    An unknown variable may be null, and so may an output of a module that was not read.
    """
    now = value.now()
    if isinstance(now, Known):
        return Tri.of(now.it not in ("", None))
    if isinstance(now, Absent):
        return Tri.NO
    if now.text is not None and now.text.joined.strip(HOLE):
        return Tri.YES
    identity = now.identity
    of_resource = (
        isinstance(identity, Identity)
        and bool(identity.attribute)
        and not _MODULE.fullmatch(identity.owner)
    )
    return Tri.YES if of_resource else Tri.UNKNOWN


def reached(related: Related[N], value: Value[Any]) -> tuple[N, ...]:
    """Of related nodes those that this reference, one of several, leads to.

    An output is written once for all calls of its module: there the identity tells them apart.
    """
    now = value.now()
    span = now.span
    ends = {
        node
        for edge in related.edges
        if span in edge.because
        for node in (edge.source, edge.target)
    }
    found = tuple(node for node in related.nodes if node in ends)
    identity = now.identity if isinstance(now, Unknown) else None
    if not isinstance(identity, Identity):
        return found
    meant = (identity.unit, identity.owner)
    return tuple(it for it in found if (it.unit.name, it.instance) == meant) or found


def arn_field(value: Value[str], field: str) -> Value[str]:
    """The `partition`, `service`, `region` or `account` of an ARN; unknown where it is no ARN.

    Absent where the ARN leaves the field empty.
    """
    now = value.now()
    if not isinstance(now, Known):
        return now
    found = _ARN.fullmatch(str(now.it))
    if found is None:
        return Unknown(now.span, "it is no ARN", slot=now.slot)
    if not found[field]:
        return Absent(now.span, now.slot)
    return Known(found[field], now.span, now.origin, now.via, now.slot)
