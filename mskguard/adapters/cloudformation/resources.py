"""A template's resources to nodes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from mskguard.adapters.cloudformation.custom import ASSOCIATION, association_of
from mskguard.adapters.cloudformation.scaling import POLICY, with_target
from mskguard.adapters.cloudformation.scope import Mode
from mskguard.adapters.cloudformation.template import (
    FUNCTION,
    STACKS,
    Made,
    Resource,
    Template,
    both,
)
from mskguard.adapters.cloudformation.values import Any_, holder_of
from mskguard.adapters.shapes import READERS
from mskguard.adapters.shapes.declared import Declared
from mskguard.adapters.shapes.fields import FieldReader
from mskguard.aws.facts import Facts
from mskguard.model.node import Node, Unit
from mskguard.syntax.json import Json
from mskguard.value import Absent, Hop, Slot

_OF_RESOURCE = ("DeletionPolicy", "UpdateReplacePolicy", "DependsOn", "CreationPolicy")
"""What stands beside a resource's properties, and is asked for like an attribute."""


def nodes_of(template: Template, unit: Unit, facts: Facts, there: Any_) -> Iterator[Node]:
    """What a template and the stacks nested in it declare."""
    for resource in template.resources.values():
        exists = both(there, template.exists(resource))
        if resource.type in STACKS:
            stack = template.stack(resource)
            if isinstance(stack, Template):
                yield from nodes_of(stack, unit, facts, exists)
            continue
        for made in _made_of(template, resource, exists):
            yield from READERS.nodes(made.type, _declared(template, resource, unit, made), facts)


def _made_of(template: Template, resource: Resource, exists: Any_) -> Iterator[Made]:
    """The resource itself, or what a transform or a custom resource makes in its place."""
    if resource.type == FUNCTION:
        from mskguard.adapters.cloudformation.sam import made_of

        for made in made_of(template, resource):
            yield made._replace(exists=both(exists, made.exists))
        return
    association = association_of(resource)
    if association is not None:
        yield Made(ASSOCIATION, resource.name, association, exists)
    elif resource.type == POLICY:
        yield Made(POLICY, resource.name, with_target(template, resource.properties), exists)
    elif resource.type in READERS:
        yield Made(resource.type, resource.name, resource.properties, exists)


def _declared(template: Template, resource: Resource, unit: Unit, made: Made) -> Declared:
    """A resource as its reader takes it; it may stand at another that it is made of."""
    name = made.name
    address = template.instance(name)
    return Declared(
        unit=unit,
        address=address,
        instance=address,
        header=resource.span,
        exists=made.exists,
        read=FieldReader(address, made.properties, lenient=True),
        attribute=partial(_attribute, template, resource, name),
        called_at=_construct(resource),
        region=template.parameters.value("AWS::Region", resource.span, Mode.DEPLOYED),
        account=template.parameters.value("AWS::AccountId", resource.span, Mode.DEPLOYED),
    )


def _attribute(template: Template, resource: Resource, name: str, attribute: str) -> Any_:
    """What others see of a resource, or what stands beside its properties."""
    if attribute in _OF_RESOURCE:
        slot = Slot(template.instance(name), attribute, holder_of(resource.node), (attribute,))
        value = resource.member(attribute)
        return Absent(value.span, slot) if isinstance(value, Absent) else value.at(slot)
    if attribute == "Ref":
        return template.named(name, resource.span, resource.scope)
    return template.attribute(name, attribute, resource.span)


def _construct(resource: Resource) -> tuple[Hop, ...]:
    """The construct of the CDK that made a resource."""
    metadata = resource.node.member("Metadata")
    path: Json | None = metadata.member("aws:cdk:path") if metadata is not None else None
    if path is None or not isinstance(path.it, str):
        return ()
    return (Hop(path.span, f"construct {path.it}"),)
