"""Holds the resources of MSK in a template against the schemas of CloudFormation's registry."""

from __future__ import annotations

from collections.abc import Iterator

from mskguard.adapters.cloudformation.template import STACKS, Resource, Template, both
from mskguard.adapters.cloudformation.values import Any_
from mskguard.adapters.schemas.tree import of_resource
from mskguard.adapters.schemas.wrong import Place, faults
from mskguard.aws.schemas import schema
from mskguard.model.fault import Fault


def faults_of(template: Template, there: Any_) -> Iterator[Fault]:
    """What AWS refuses in a template and in those nested in it. `there`: whether it is deployed.

    What macros of the user's own make of a template is not known.
    """
    if not all(name.startswith("AWS::") for name in template.transforms):
        return
    for resource in template.resources.values():
        exists = both(there, template.exists(resource))
        if resource.type in STACKS:
            stack = template.stack(resource)
            if isinstance(stack, Template):
                yield from faults_of(stack, exists)
        elif resource.type.startswith(("AWS::MSK::", "AWS::KafkaConnect::")):
            yield from _of_resource(template, resource, exists)


def _of_resource(template: Template, resource: Resource, exists: Any_) -> Iterator[Fault]:
    found = schema("cloudformation", resource.type)
    if found is None:
        return
    properties = resource.properties
    address = template.instance(resource.name)
    place = Place(template.unit, address, address, exists)
    yield from faults(place, lambda world: of_resource(found, properties, resource.span, world))
