"""Reads Terraform below a path into the graph."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from mskguard.adapters.terraform.blocks import Reader, View
from mskguard.adapters.terraform.expanded import ResourceInstance
from mskguard.adapters.terraform.faults import faults_of
from mskguard.adapters.terraform.instance import ModuleInstance
from mskguard.adapters.terraform.module import Module
from mskguard.adapters.terraform.providers import provider_of
from mskguard.adapters.terraform.published import published
from mskguard.adapters.terraform.resources import READERS
from mskguard.adapters.terraform.resources.declared import Declared
from mskguard.adapters.terraform.roots import LocalModules, roots
from mskguard.adapters.terraform.tree import Tree
from mskguard.adapters.terraform.values import (
    Any_,
    is_null,
)
from mskguard.adapters.terraform.variables import Given, root_inputs
from mskguard.aws.facts import Facts
from mskguard.model.graph import Graph
from mskguard.model.node import Dialect, Node, Unit
from mskguard.syntax.problem import Problem
from mskguard.value import (
    Known,
    Tri,
    Unknown,
    distribute,
)

STACK = 20_000
"""Python frames. Evaluation goes as deep as references do, which `scope.MOST_NESTED` bounds."""

_STEPS_OF_A_RESOURCE = 100
"""What one instance costs of the budget, so that counts cannot multiply without end."""


def load_terraform(
    tree: Tree,
    directories: Sequence[Path],
    graph: Graph,
    facts: Facts,
    given: Given,
) -> None:
    """Evaluate every root among the directories and add what it declares to the graph."""
    sys.setrecursionlimit(max(sys.getrecursionlimit(), STACK))
    modules = LocalModules(tree)
    for module in roots(tree, directories):
        inputs = root_inputs(tree, module, given)
        top = ModuleInstance(module, modules, module.shown, inputs)
        unit = Unit(
            module.shown,
            Dialect.TERRAFORM,
            Tri.of(_is_complete(module, modules, module.directory, (), set())),
            published=published(top),
        )
        place = module.files[0].body.span
        nodes = list(_nodes(top, unit, facts, Known(True, place)))
        tree.faults += faults_of(tree, top, Known(True, place), _both)
        if top.budget.spent:
            why = f"{top.budget.spent}: not all that this module declares is looked at"
            tree.problems.append(Problem(place._replace(end=place.start), why))
            partly = replace(unit, complete=Tri.NO)
            nodes = [replace(node, unit=partly) for node in nodes]
        for node in nodes:
            graph.add(node)


def _is_complete(
    module: Module, modules: LocalModules, root: Path, names: tuple[str, ...], seen: set[Path]
) -> bool:
    """Whether the module and all that it calls could be read whole."""
    if module.directory in seen:
        return True
    seen.add(module.directory)
    if not module.whole:
        return False
    for name, block in module.calls.items():
        path = (*names, name)
        target = modules.called(module, block, root, ".".join(path))
        if isinstance(target, str) or not _is_complete(target, modules, root, path, seen):
            return False
    return True


def _nodes(module: ModuleInstance, unit: Unit, facts: Facts, exists: Any_) -> Iterator[Node]:
    """What the module declares, and what the modules that it calls declare."""
    declared = [("resources", "", *key) for key in module.module.resources]
    declared += [("data", "data.", *key) for key in module.module.data]
    for mode, prefix, kind, name in declared:
        reader = READERS.get(prefix + kind)
        resource = module.resource(mode, kind, name) if reader else None
        if reader is None or resource is None:
            continue
        for instance in resource.expansion.instances:
            if module.budget.spent:
                return
            module.budget.steps += _STEPS_OF_A_RESOURCE
            read = Reader(resource.plain, View(resource.block, instance.scope))
            there = distribute(_both, exists, instance.exists)
            one = ResourceInstance(resource, instance)
            provider = provider_of(module, resource.block, kind)
            yield reader(Declared(unit, resource.plain, one, there, read, provider), facts)
    for name in module.module.calls:
        call = module.call(name)
        if call is not None and isinstance(call.target, str):
            from mskguard.adapters.terraform.registry import registry_nodes  # 2 ms few need

            yield from registry_nodes(call, unit, facts, exists, _both)
    for child, child_exists in module.children():
        yield from _nodes(child, unit, facts, distribute(_both, exists, child_exists))


def _both(first: Any_, second: Any_) -> Any_:
    """Whether both are so."""
    for value in (first, second):
        if isinstance(value, Unknown):
            return value
        if is_null(value) or value.equals(False) is Tri.YES:
            return Known(False, value.span)
    return second
