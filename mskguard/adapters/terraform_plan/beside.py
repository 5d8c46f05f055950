"""The HCL that a plan was made from, evaluated with the variables that the plan was made with."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from mskguard.adapters.terraform.blocks import Reader, View
from mskguard.adapters.terraform.evaluate import evaluate
from mskguard.adapters.terraform.expanded import ResourceInstance
from mskguard.adapters.terraform.instance import Input, ModuleInstance
from mskguard.adapters.terraform.load import STACK
from mskguard.adapters.terraform.module import Module
from mskguard.adapters.terraform.providers import Provider, provider_of
from mskguard.adapters.terraform.resources import READERS
from mskguard.adapters.terraform.roots import LocalModules
from mskguard.adapters.terraform.scope import NoNames, Scope
from mskguard.adapters.terraform.tree import Tree
from mskguard.adapters.terraform.values import Any_
from mskguard.adapters.terraform.variables import Given, root_inputs
from mskguard.adapters.terraform_plan.agreement import agrees
from mskguard.adapters.terraform_plan.document import Plan
from mskguard.adapters.terraform_plan.references import plain_address
from mskguard.adapters.terraform_plan.values import planned_value
from mskguard.record import record
from mskguard.syntax.json import members_of


@record(frozen=True, slots=True, eq=False)
class Written:
    """One resource instance as the HCL declares it."""

    resource: ResourceInstance
    read: Reader

    @property
    def provider(self) -> Provider:
        """The configuration of the provider that it uses."""
        declared = self.resource.resource
        return provider_of(declared.owner, declared.block, declared.kind)


class Beside:
    """Finds the resource of the HCL that a plan's address means."""

    def __init__(self, plan: Plan, tree: Tree, module: Module, unit: str, given: Given) -> None:
        sys.setrecursionlimit(max(sys.getrecursionlimit(), STACK))
        inputs = _inputs(plan, tree, module, given)
        top = ModuleInstance(module, LocalModules(tree), unit, inputs)
        self._written = dict(_resources(top))

    def find(self, address: str) -> Written | None:
        """Where the HCL does not tell the instances, one of them stands for all."""
        return self._written.get(address) or self._written.get(plain_address(address))


def module_beside(plan: Plan, tree: Tree, directory: Path) -> Module | None:
    """The module in a directory, where it is the one that the plan was made from."""
    names = set(_root_names(plan))
    written = b"\n".join(tree.contents(directory)) if names else b""
    words = {word for name in names for word in name.split(".") if word != "data"}
    if not written or not all(word.encode() in written for word in words):
        return None
    module = tree.module(directory)
    if module is None:
        return None
    declared = {f"{kind}.{name}" for kind, name in module.resources}
    declared |= {f"data.{kind}.{name}" for kind, name in module.data}
    declared |= {f"module.{name}" for name in module.calls}
    return module if names <= declared else None


def _root_names(plan: Plan) -> Iterator[str]:
    """What the plan's root module declares."""
    configuration = plan.part(plan.root, "configuration")
    root = plan.part(configuration, "root_module")
    for resource in plan.parts(root, "resources"):
        address = resource.member("address")
        if address is not None and isinstance(address.it, str):
            yield address.it
    for name, _ in members_of(plan.part(root, "module_calls")):
        yield f"module.{name}"


def _resources(module: ModuleInstance) -> Iterator[tuple[str, Written]]:
    declared = [("resources", "", *key) for key in module.module.resources]
    declared += [("data", "data.", *key) for key in module.module.data]
    for mode, prefix, kind, name in declared:
        resource = module.resource(mode, kind, name) if prefix + kind in READERS else None
        if resource is None:
            continue
        for instance in resource.expansion.instances:
            one = ResourceInstance(resource, instance)
            read = Reader(resource.plain, View(resource.block, instance.scope))
            yield one.address, Written(one, read)
    for child, _ in module.children():
        yield from _resources(child)


def _inputs(plan: Plan, tree: Tree, module: Module, given: Given) -> dict[str, Input]:
    """The plan's variables; those that the HCL gives alike are read there."""
    inputs = root_inputs(tree, module, given)
    for name, declared in members_of(plan.part(plan.root, "variables")):
        content = declared.member("value")
        if name not in module.variables or content is None:
            continue
        planned = planned_value(content, None, content.span)
        written = inputs[name]() if name in inputs else _default(module, name)
        if written is None or not agrees(planned, written):
            inputs[name] = _constantly(planned)
    return inputs


def _default(module: Module, name: str) -> Any_ | None:
    default = module.variables[name].body.attribute("default")
    return evaluate(default.expression, Scope(NoNames())) if default else None


def _constantly(value: Any_) -> Input:
    return lambda: value
