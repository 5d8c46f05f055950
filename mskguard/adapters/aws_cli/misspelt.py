"""Members of requests that AWS's API does not know, but whose names are like one that it knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mskguard.adapters.aws_cli.kinds import Kind, Role
from mskguard.adapters.aws_cli.trees import OWN_KEYS, cased
from mskguard.adapters.schemas.names import Names
from mskguard.adapters.schemas.wrong import UNKNOWN_ATTRIBUTE
from mskguard.aws.schemas import schema
from mskguard.model.fault import Fault
from mskguard.syntax.json import Json, members_of


def misspelt_members(kind: Kind, body: Json) -> Iterator[Fault]:
    """What is misspelt in a request; of a name that is like none, a newer API may know it."""
    found = schema("requests", kind.command) if kind.role is not Role.ANSWER else None
    names = Names()
    pending: list[tuple[Json, Mapping[str, Any], str]] = []
    if found is not None:
        pending.append((body, found.root, ""))
    while pending:
        value, known, path = pending.pop()
        items = value.it if isinstance(value.it, list) else []
        pending += ((one, known, path) for one in reversed(items))
        for key, member in members_of(value):
            name = cased(key)
            dotted = f"{path}.{key}" if path else key
            inner = known.get(name)
            if isinstance(inner, Mapping) and name not in OWN_KEYS:
                pending.append((member, inner, dotted))
            near = names.like(name, known) if name not in known else None
            if near is not None:
                small = key[:1].islower()
                near = near[:1].lower() + near[1:] if small else near
                said = f"aws {kind.command}: {dotted} is no argument, {near} is"
                span = value.key_span(key)
                yield Fault(UNKNOWN_ATTRIBUTE, span, said, span.file.path, kind.command, "", dotted)
