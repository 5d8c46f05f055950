"""One template with what its names stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from mskguard.adapters.cloudformation.conditions import Conditions
from mskguard.adapters.cloudformation.evaluate import evaluate
from mskguard.adapters.cloudformation.foreach import expanded
from mskguard.adapters.cloudformation.parameters import PSEUDO, Parameters
from mskguard.adapters.cloudformation.scope import Budget, Mode, Scope
from mskguard.adapters.cloudformation.values import Any_, holder_of, through, unknown, unusable
from mskguard.adapters.shapes.fields import Fields
from mskguard.aws.cloudformation import references
from mskguard.record import record
from mskguard.source import Span
from mskguard.syntax.json import Json, Members
from mskguard.value import Absent, Hop, Identity, Known, distribute

SERVERLESS = "AWS::Serverless-2016-10-31"
FUNCTION = "AWS::Serverless::Function"


@record(frozen=True, slots=False, eq=False)
class Resource:
    """One resource as it is written."""

    name: str
    """The logical id."""
    type: str
    span: Span
    """Where the logical id stands."""
    node: Json
    scope: Scope

    def member(self, name: str) -> Any_:
        """One of its attributes, such as `DeletionPolicy`."""
        written = self.node.member(name)
        return Absent(self.span) if written is None else evaluate(written, self.scope)

    @cached_property
    def properties(self) -> Any_:
        """What is written of it, which may be nothing."""
        written = self.node.member("Properties")
        if written is None or written.it is None:
            holder = holder_of(self.node, ("Properties",))
            return Known(Fields((), {}, holder), self.span)
        value = evaluate(written, self.scope)
        if isinstance(value, Known) and isinstance(value.it, Fields):
            return Known(value.it, self.span)
        return value


class Made(NamedTuple):
    """A resource to be read, which may be made of another: what its reader is told of it."""

    type: str
    name: str
    properties: Any_
    exists: Any_


@record(frozen=True, slots=True, eq=False)
class Surroundings:
    """What a template is read in."""

    unit: str
    path: Path
    given: Mapping[str, Any_]
    """Parameters that have a value from outside."""
    above: tuple[str, ...] = ()
    """The stacks that it is nested in, by their logical ids."""
    budget: Budget = field(default_factory=Budget)
    nested: Callable[[Template, Resource], Template | str] | None = None
    """Finds the template of a nested stack, or says why it cannot be read."""


class Template:
    """A template's sections, and what names in it stand for."""

    def __init__(self, root: Json, around: Surroundings) -> None:
        self.root = root
        self.around = around
        self.unit = around.unit
        self.budget = around.budget
        self.scope = Scope(self)
        self.parameters = Parameters(self, around.given)
        self.conditions = Conditions(self)
        self._pending: set[tuple[str, str]] = set()
        self._stacks: dict[str, Template | str] = {}

    def section(self, name: str) -> Members:
        found = self.root.member(name)
        return found.it if found is not None and isinstance(found.it, Members) else Members()

    @cached_property
    def transforms(self) -> tuple[str, ...]:
        """The macros that change the whole template, by name."""
        written = self.root.member("Transform")
        if written is None:
            return ()
        items = written.it if isinstance(written.it, list) else [written]
        return tuple(
            str(one.it) if isinstance(one.it, str) else _name_of(one) or "a macro" for one in items
        )

    @cached_property
    def resources(self) -> dict[str, Resource]:
        """By logical id; what has no type in plain text is none."""
        return {one.name: one for one in self._resources()}

    def _resources(self) -> Iterator[Resource]:
        section = self.root.member("Resources")
        if section is None or not isinstance(section.it, Members):
            return
        for member in expanded(section, section.it, self.scope):
            kind = None if isinstance(member, str) else member.value.member("Type")
            if isinstance(member, str) or kind is None or not isinstance(kind.it, str):
                continue
            yield Resource(member.name, kind.it, member.span, member.value, member.scope)

    def identity(self, owner: str, attribute: str = "") -> Identity:
        return Identity(self.unit, self.instance(owner), attribute)

    def instance(self, name: str) -> str:
        """A logical id with the stacks around it."""
        return ".".join((*self.around.above, name))

    def condition(self, name: str, span: Span, mode: Mode) -> Any_:
        return self.conditions.value(name, span, mode)

    def named(self, name: str, span: Span, scope: Scope) -> Any_:
        """What `Ref` of a name is."""
        if name == "AWS::NoValue":
            return Absent(span)
        if name in PSEUDO or name in self.section("Parameters"):
            return self.parameters.value(name, span, scope.mode)
        if name in self.resources:
            return self._reference(self.resources[name], span)
        return self._missing(name, span)

    def _missing(self, name: str, span: Span) -> Any_:
        if self._may_be_made(name):
            return unknown(span, f"{name} is known once it is deployed", self.identity(name, "Ref"))
        return unusable(span, f"the template has no parameter or resource {name}")

    def _may_be_made(self, name: str) -> bool:
        """Whether a transform makes resources beside those that are written."""
        made = bool(self.transforms) and self.transforms != ("AWS::LanguageExtensions",)
        return made and name not in self.section("Parameters")

    def _reference(self, resource: Resource, span: Span) -> Any_:
        kind = references().get(resource.type)
        if kind is not None and kind.named_by:
            written = self._property(resource, kind.named_by)
            if written is not None:
                return written
        same = kind.attribute if kind is not None else ""
        return self._computed(resource, same or "Ref", span)

    def _property(self, resource: Resource, name: str) -> Any_ | None:
        """A property that a resource is named by; None where it is not written."""
        properties = resource.node.member("Properties")
        written = properties.member(name) if properties is not None else None
        key = (resource.name, name)
        if written is None or key in self._pending:
            return None
        self._pending.add(key)
        try:
            value = evaluate(written, resource.scope)
        finally:
            self._pending.discard(key)
        return value if isinstance(value, Known) and isinstance(value.it, str) else None

    def _computed(self, resource: Resource, attribute: str, span: Span) -> Any_:
        identity = self.identity(resource.name, attribute)
        return unknown(span, f"{identity} is known once it is deployed", identity)

    def attribute(self, owner: str, attribute: str, span: Span) -> Any_:
        """What `Fn::GetAtt` of a resource is."""
        resource = self.resources.get(owner)
        if resource is None:
            if self._may_be_made(owner):
                identity = self.identity(owner, attribute)
                return unknown(span, f"{identity} is known once it is deployed", identity)
            return unusable(span, f"the template has no resource {owner}")
        output = attribute.removeprefix("Outputs.")
        if output != attribute:
            stack = self.stack(resource)
            if isinstance(stack, Template):
                return through(stack.output(output, span), Hop(span, f"{owner}.{attribute}"))
            if stack:
                identity = self.identity(owner, attribute)
                return unknown(span, stack, identity)
        return self._computed(resource, attribute, span)

    def stack(self, resource: Resource) -> Template | str:
        """The template of a nested stack; why it cannot be read, or nothing where it is none."""
        nested = self.around.nested
        if nested is None or resource.type not in STACKS:
            return ""
        if resource.name not in self._stacks:
            self._stacks[resource.name] = "it is nested in itself"
            self._stacks[resource.name] = nested(self, resource)
        return self._stacks[resource.name]

    def output(self, name: str, span: Span) -> Any_:
        """The value of one of the template's outputs."""
        written = self.section("Outputs").get(name)
        value = written.member("Value") if written is not None else None
        key = ("", name)
        if value is None or key in self._pending:
            return unusable(span, f"the nested template has no output {name}")
        self._pending.add(key)
        try:
            return evaluate(value, self.scope)
        finally:
            self._pending.discard(key)

    def exists(self, resource: Resource) -> Any_:
        """Whether a resource is deployed."""
        written = resource.node.member("Condition")
        if written is None:
            return self._deployable or Known(True, resource.span)
        if not isinstance(written.it, str):
            return unusable(written.span, "the name of a condition is expected here")
        there = self.condition(written.it, written.span, Mode.DEPLOYED)
        return there if self._deployable is None else both(self._deployable, there)

    @cached_property
    def _deployable(self) -> Any_ | None:
        if not self.section("Rules"):
            return None
        from mskguard.adapters.cloudformation.rules import deployable  # few templates have any

        return deployable(self)


STACKS = {
    "AWS::CloudFormation::Stack": "TemplateURL",
    "AWS::Serverless::Application": "Location",
}
"""The types that are stacks of their own, and the property that names the template."""


def _name_of(transform: Json) -> str:
    name: Any = transform.member("Name")
    return str(name.it) if name is not None else ""


def both(first: Any_, second: Any_) -> Any_:
    """Whether both are so."""

    def so(one: Any_, other: Any_) -> Any_:
        for value in (one, other):
            if isinstance(value, Known) and value.it is False:
                return value
        return other if isinstance(one, Known) else one

    return distribute(so, first, second)
