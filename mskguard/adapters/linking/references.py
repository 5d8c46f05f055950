"""Reads out of nodes what they refer to, where that is more than one field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from mskguard.value import Absent, Known, Value, distribute

References = Iterable[Value[Any]]
"""References, or lists of them."""

Get = Callable[[Any], Value[Any]]


def inside(blocks: Value[Any], get: Get) -> Value[Any]:
    """The references in a list of blocks, as a list."""

    def gathered(it: Value[Any]) -> Value[Any]:
        return Known(tuple(map(get, it.it)), it.span) if isinstance(it, Known) else it

    return distribute(gathered, blocks)


def watched(metric: Any) -> Value[Any]:
    """The cluster that a metric is of, by its name."""

    def named(it: Value[Any]) -> Value[Any]:
        return it.it.get("Cluster Name") or Absent(it.span) if isinstance(it, Known) else it

    return distribute(named, metric.dimensions)


def mirrored(connector: Any, end: str) -> Value[Any]:
    """The bootstrap servers of one end of a MirrorMaker connector: its `source` or `target`."""

    def servers(it: Value[Any]) -> Value[Any]:
        if not isinstance(it, Known):
            return Absent(it.span)
        return it.it.get(f"{end}.cluster.bootstrap.servers") or Absent(it.span)

    return distribute(servers, connector.configuration)


def lists_of_group(group: Any) -> References:
    """The prefix lists in the rules that are written in a security group."""
    return [inside(rules, lambda one: one.prefix_lists) for rules in (group.ingress, group.egress)]


def may_be_of(configuration: Any, revision: Value[Any]) -> bool:
    """Whether the properties that were read of a configuration may be those of a revision."""
    own = configuration.revision
    return not (isinstance(own, Known) and isinstance(revision, Known)) or own.it == revision.it
