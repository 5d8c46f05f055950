"""What requests and answers tell of one thing each, in CloudFormation's shape."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from mskguard.adapters.aws_cli.trees import Any_, pick, with_members, word
from mskguard.model.node import UNNAMED_REGION
from mskguard.source import Span
from mskguard.value import Known, Unknown, Value

_ARN = re.compile(r"arn:[^:]*:[^:]*:(?P<region>[^:]*):(?P<account>\d*):(?P<rest>.+)")


class Resource(NamedTuple):
    """One thing as one request or answer tells it."""

    type: str
    """CloudFormation's name of its type."""
    name: str
    """Its address: what it is and what it is called, `cluster/orders`."""
    tree: Any_
    """Its properties, in CloudFormation's shape."""
    attributes: Mapping[str, Any_] = {}
    """What others may refer to it by, under CloudFormation's names."""
    identity: str = ""
    """The ARN or id that answers on the same thing share; empty where there is none."""

    @property
    def span(self) -> Span:
        """Where it is named, else where it begins."""
        for key in _NAMES:
            value = pick(self.tree, key)
            if value is not None:
                return value.span
        return self.tree.span


MAIN_ASSOCIATION = "main route table"
BOOTSTRAP_BROKERS = "bootstrap brokers"
BROKER_NODE = "broker node"
"""Stand for the types of what CloudFormation has no type for."""

NAMELESS = "?"
"""Ends the address of a thing that nothing names."""

_NAMES = ("ClusterName", "Name", "ConnectorName", "ReplicatorName", "TopicName")


def of(kind: str, name: Any_ | None, fallback: str = "") -> str:
    """An address."""
    return f"{kind}/{word(name) or fallback or NAMELESS}"


def known_as(value: Any_ | None, *names: str) -> dict[str, Any_]:
    """The attributes that have this value; none where there is no value."""
    return {} if value is None else dict.fromkeys(names, value)


def untold(place: Any_) -> Unknown[Any]:
    """What an answer of this kind leaves out, though it may be there."""
    return Unknown(place.span, "the answer does not tell it")


def region_of(arn: str) -> str:
    """The region in an ARN; empty where it has none."""
    found = _ARN.fullmatch(arn)
    return found["region"] if found else ""


def account_of(arn: str) -> str:
    """The account in an ARN; empty where it has none."""
    found = _ARN.fullmatch(arn)
    return found["account"] if found else ""


def last_part(arn: Any_ | None) -> str:
    """What an ARN or path ends with: the id of the thing."""
    return word(arn).rpartition("/")[2].rpartition(":")[2]


def named_in(arn: Any_ | None) -> str:
    """The name in the ARN of a cluster or configuration; empty where there is none."""
    parts = word(arn).split("/")
    return parts[1] if len(parts) > 1 else ""


_UNTOLD: Unknown[Any] = Unknown(UNNAMED_REGION.span, "")


def merged(resources: Iterable[Resource]) -> list[Resource]:
    """One resource for each thing; of several answers on it the first that tells a member counts.

    Things without an identity stay apart.
    """
    found: dict[tuple[str, str], Resource] = {}
    for index, one in enumerate(resources):
        key = (one.type, one.identity or f"\0{index}")
        before = found.get(key)
        if before is None:
            found[key] = one
            continue
        own: dict[str, Value[Any]] = {}
        if isinstance(before.tree, Known) and isinstance(one.tree, Known):
            told = before.tree.it
            own = {
                name: value
                for name, value in one.tree.it.items()
                if isinstance(told.get(name, _UNTOLD), Unknown)
            }
        found[key] = before._replace(
            tree=with_members(before.tree, own),
            attributes={**one.attributes, **before.attributes},
            name=one.name if before.name.endswith(NAMELESS) else before.name,
        )
    return list(found.values())
