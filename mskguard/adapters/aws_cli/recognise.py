"""What a JSON value is: recognised by its members and their types, never by its file's name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from mskguard.adapters.aws_cli.trees import cased
from mskguard.syntax.json import Json, Members

_TYPES: Mapping[str, tuple[type, ...]] = {
    "text": (str,),
    "number": (int, Decimal),
    "flag": (bool,),
    "list": (list,),
    "map": (Members,),
}
_CLUSTER = re.compile(r"arn:aws[\w-]*:kafka:[^:]*:[^:]*:cluster/.+")
_CONFIGURATION = re.compile(r"arn:aws[\w-]*:kafka:[^:]*:[^:]*:configuration/.+")
_SECRET = re.compile(r"arn:aws[\w-]*:secretsmanager:.+")
_NAMED = {"cluster": _CLUSTER, "configuration": _CONFIGURATION, "secret": _SECRET}


class Form(NamedTuple):
    """The members that a kind of JSON has. `needs` are paths with a type each.

    `ClusterInfo.ClusterArn:cluster` asks for a text that is the ARN of a cluster, `Subnets[]:list`
    for a list whose first element, if there is one, has what follows. `only`: no further members.
    """

    needs: tuple[str, ...]
    lacks: tuple[str, ...] = ()
    only: tuple[str, ...] = ()

    def fits(self, members: Mapping[str, Json]) -> bool:
        """Whether an object with these members has this form; see `members_by_name`."""
        if not members or any(name in members for name in self.lacks):
            return False
        if self.only and not set(members) <= {*self.only, *_AROUND}:
            return False
        return all(_has(members, need) for need in self.needs)


_AROUND = ("ResponseMetadata", "NextToken", "$metadata")
"""What SDKs and paged answers carry beside their content."""


def members_by_name(value: Json) -> dict[str, Json]:
    """An object's members, their keys cased alike; empty for anything else."""
    if not isinstance(value.it, Members):
        return {}
    return {cased(key): member for key, member in value.it.items()}


def _has(members: Mapping[str, Json], need: str) -> bool:
    path, _, wanted = need.rpartition(":")
    found: Json | None = None
    for depth, name in enumerate(path.split(".")):
        inner = members if depth == 0 or found is None else members_by_name(found)
        found = inner.get(name.removesuffix("[]"))
        if found is None:
            return False
        if name.endswith("[]"):
            if not isinstance(found.it, list):
                return False
            if not found.it:
                return True
            found = found.it[0]
    return found is not None and _is(found, wanted)


def _is(value: Json, wanted: str) -> bool:
    if wanted in _NAMED:
        return isinstance(value.it, str) and _NAMED[wanted].fullmatch(value.it) is not None
    if isinstance(value.it, bool):
        return wanted == "flag"
    return isinstance(value.it, _TYPES[wanted])


MOST_WRAPPED = 8
"""Levels that an answer may lie below the top of a file."""

_WRAPPERS = re.compile(
    r"Answer|Body|Contents?|Data|Items?|Json|Outputs?|Payload|Re(?:sponse|sult)s?|Value"
)
_CLOSED = re.compile(
    r"(?i)aws:cdk.*|AWSTemplateFormatVersion|requestParameters|responseElements|examples?|shapes|"
    r"definitions|\$?schemas?|before|after|planned_values|prior_state|configuration_item"
)
"""Below these lies what was or could be, or a description of it, but nothing that is."""


def found_in(root: Json, fits: Callable[[Json, bool], bool]) -> Iterator[Json]:
    """The values in a file that fit, the outermost of each.

    `fits(value, exposed)`: at the top of a file, in a list there or in an envelope a value is
    exposed; anywhere else it lies among things of other kinds.
    """
    pending = [(root, True, 0)]
    while pending:
        value, exposed, depth = pending.pop()
        if isinstance(value.it, Members):
            if fits(value, exposed):
                yield value
            elif not _is_description(value) and depth < MOST_WRAPPED:
                inner = [
                    (one, exposed and _WRAPPERS.fullmatch(cased(key)) is not None, depth + 1)
                    for key, one in value.it.items()
                    if not _CLOSED.fullmatch(key)
                ]
                pending += reversed(inner)
        elif isinstance(value.it, list) and depth < MOST_WRAPPED:
            if exposed and fits(value, exposed):
                yield value
            else:
                pending += ((one, exposed, depth + 1) for one in reversed(value.it))


def _is_description(value: Json) -> bool:
    """Whether an object declares resources in a language of its own."""
    kind = value.member("Type") or value.member("type")
    if kind is not None and isinstance(kind.it, str) and kind.it.startswith("AWS::"):
        return True
    return "AWSTemplateFormatVersion" in members_by_name(value)
