"""Holds the resources of MSK that a root declares against the schemas of the AWS provider."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from mskguard.adapters.schemas.wrong import UNKNOWN_ATTRIBUTE, Place, Wrong, faults
from mskguard.adapters.terraform.arguments import Judge, Type
from mskguard.adapters.terraform.expanded import Resource
from mskguard.adapters.terraform.instance import ModuleInstance
from mskguard.adapters.terraform.locked import locked_version
from mskguard.adapters.terraform.tree import Tree
from mskguard.adapters.terraform.values import Any_
from mskguard.adapters.terraform.views import View
from mskguard.aws.schemas import Schema, schema
from mskguard.model.fault import Fault
from mskguard.value import World, distribute

_OF_MSK = ("aws_msk_", "aws_mskconnect_")


def faults_of(
    tree: Tree, module: ModuleInstance, exists: Any_, both: Callable[[Any_, Any_], Any_]
) -> Iterator[Fault]:
    """What the provider refuses in a module and in those that it calls.

    Modules that were downloaded are not the user's to repair. `both`: whether two things are so.
    """
    for kind, name in module.module.resources:
        found = schema("terraform", kind) if kind.startswith(_OF_MSK) else None
        resource = module.resource("resources", kind, name) if found is not None else None
        if found is not None and resource is not None and resource.block.header.file.editable:
            version = locked_version(tree, module.top.module)
            yield from _of_resource(resource, found, version, exists, both)
    for child, child_exists in module.children():
        yield from faults_of(tree, child, distribute(both, exists, child_exists), both)


def _of_resource(
    resource: Resource,
    found: Schema,
    version: str,
    exists: Any_,
    both: Callable[[Any_, Any_], Any_],
) -> Iterator[Fault]:
    owner, block = resource.owner, resource.block
    kind = Type(found.type, version)
    judge = Judge(kind)

    def wrong(view: View, world: World) -> Iterator[Wrong]:
        if kind.lacks(found.not_in):
            said = f"{kind.name} does not exist in provider {version}, which is locked"
            return iter((Wrong(UNKNOWN_ATTRIBUTE, block.header, said, "", world),))
        return judge.block(view, found.root, "", block.header, world)

    for instance in resource.expansion.instances:
        if owner.budget.spent:
            return
        there = distribute(both, exists, instance.exists)
        view = View(block, instance.scope)
        address = instance.address(resource.address)
        place = Place(owner.unit, resource.plain, address, there, owner.called_at)
        yield from faults(place, partial(wrong, view))
