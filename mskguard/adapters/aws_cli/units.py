"""The things of one snapshot, file or command to nodes of one unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import PurePosixPath
from typing import Any, cast

from mskguard.adapters.aws_cli.files import Part
from mskguard.adapters.aws_cli.kinds import Role
from mskguard.adapters.aws_cli.marker import Marker
from mskguard.adapters.aws_cli.resources import (
    BOOTSTRAP_BROKERS,
    BROKER_NODE,
    MAIN_ASSOCIATION,
    NAMELESS,
    Resource,
    account_of,
    region_of,
)
from mskguard.adapters.aws_cli.trees import Any_, tree_of, word
from mskguard.adapters.shapes import READERS
from mskguard.adapters.shapes.declared import Declared
from mskguard.adapters.shapes.fields import FieldReader
from mskguard.aws.facts import Facts
from mskguard.model.node import UNNAMED_ACCOUNT, UNNAMED_REGION, Node, Standing, Unit
from mskguard.syntax.json import Json
from mskguard.value import Identity, Known, Origin, Unknown, Value

Read = Callable[[Any_, Any_ | None], Iterable[Resource]]
Make = Callable[[Declared], Node]

_WITHOUT_SHAPE = {
    MAIN_ASSOCIATION: "network:main_association",
    BOOTSTRAP_BROKERS: "brokers:bootstrap_brokers",
    BROKER_NODE: "brokers:broker_node",
}
"""Module and function for the types that CloudFormation does not have."""

_WHY = {
    Standing.OBSERVED: "the answer does not tell it",
    Standing.CREATED: "AWS gives it when it is made",
    Standing.CHANGED: "the request does not tell it",
    Standing.DECLARED: "the request does not tell it",
}


def resources_in(part: Part, about: Any_ | None = None) -> list[Resource]:
    """What one request or answer tells, thing by thing."""
    if part.kind.reader == "nothing":
        return []
    module, name = part.kind.reader.split(":")
    read = cast("Read", getattr(import_module(f"{__package__}.{module}"), name))
    return list(read(body_of(part), about))


def body_of(part: Part) -> Any_:
    """The evaluated tree of a request or answer."""
    tree = tree_of(part.value, origin_of(part))
    if part.kind.role is not Role.UPDATE:
        return tree
    from mskguard.adapters.aws_cli.updates import whole_body

    return whole_body(part.kind.command, tree)


def origin_of(part: Part) -> Origin:
    """How the values in a request or answer came to be."""
    return Origin.OBSERVED if part.kind.role is Role.ANSWER else Origin.WRITTEN


class Builder:
    """Makes the nodes of one unit. Addresses that are taken get a number."""

    def __init__(self, unit: Unit, facts: Facts, marker: Marker | None = None) -> None:
        self.unit = unit
        self.facts = facts
        self.marker = marker
        self._taken: Counter[str] = Counter()

    def nodes(self, resource: Resource, standing: Standing) -> list[Node]:
        """The nodes of one thing, its own first; none where its type is not modelled."""
        declared = self._declared(resource, standing)
        if resource.type in _WITHOUT_SHAPE:
            module, name = _WITHOUT_SHAPE[resource.type].split(":")
            make = cast("Make", getattr(import_module(f"{__package__}.{module}"), name))
            return [make(declared)]
        return list(READERS.nodes(resource.type, declared, self.facts))

    def _declared(self, resource: Resource, standing: Standing) -> Declared:
        header = resource.span
        address = resource.name
        if address.endswith(NAMELESS):
            address = address.removesuffix(NAMELESS) + PurePosixPath(header.file.path).stem
        self._taken[address] += 1
        number = self._taken[address]
        instance = address if number == 1 else f"{address}[{number}]"

        def attribute(name: str) -> Value[Any]:
            found = resource.attributes.get(name)
            if found is not None:
                return found
            identity = Identity(self.unit.name, instance, name)
            why = f"{identity}: {_WHY[standing]}"
            return Unknown(header, why, identity, frozenset((identity,)))

        region, account = self._place(resource)
        return Declared(
            self.unit,
            address,
            instance,
            header,
            Known(True, header),
            FieldReader(address, resource.tree, lenient=False),
            attribute,
            (),
            standing,
            region,
            account,
        )

    def _place(self, resource: Resource) -> tuple[Value[str], Value[str]]:
        """Where a thing lies: as its own ARN says, else its snapshot."""
        region: Value[str] = _said(self.marker.region if self.marker else None) or UNNAMED_REGION
        account: Value[str] = _said(self.marker.account if self.marker else None) or UNNAMED_ACCOUNT
        for value in resource.attributes.values():
            if isinstance(value, Known) and word(value).startswith("arn:"):
                if region_of(value.it):
                    region = Known(region_of(value.it), value.span, value.origin)
                if account_of(value.it):
                    account = Known(account_of(value.it), value.span, value.origin)
                break
        return region, account


def _said(value: Json | None) -> Known[str] | None:
    if value is None or not isinstance(value.it, str) or not value.it:
        return None
    return Known(value.it, value.span, Origin.OBSERVED)
