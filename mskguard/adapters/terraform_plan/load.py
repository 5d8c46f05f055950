"""Reads a plan into the graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mskguard.adapters.terraform.resources import READERS
from mskguard.adapters.terraform.resources.declared import Declared
from mskguard.adapters.terraform.tree import Tree
from mskguard.adapters.terraform.variables import Given
from mskguard.adapters.terraform_plan.beside import Beside, Written, module_beside
from mskguard.adapters.terraform_plan.document import NoPlan, Plan, Planned
from mskguard.adapters.terraform_plan.providers import planned_provider
from mskguard.adapters.terraform_plan.reader import PlanReader
from mskguard.adapters.terraform_plan.references import Configuration, plain_address
from mskguard.adapters.terraform_plan.secrets import hide_sensitive
from mskguard.adapters.terraform_plan.values import AFTER_APPLY
from mskguard.aws.facts import Facts
from mskguard.model.change import ResourceChange
from mskguard.model.graph import Graph
from mskguard.model.node import Dialect, Node, Unit
from mskguard.record import record
from mskguard.source import Fate, Span
from mskguard.value import Hop, Identity, Known, Tri, Unknown, Value

_UNCHANGED = {("no-op",), ("read",), ()}


@record(frozen=True, slots=True, eq=False)
class Source:
    """Where the HCL of a plan may be. `named`: the user says that it is there."""

    tree: Tree
    directory: Path
    named: bool


class NotBeside(Exception):
    """The directory that the user names declares other things than the plan."""


def load_plan(
    tree: Tree, path: Path, source: Source, graph: Graph, facts: Facts, given: Given
) -> Path | None:
    """Add what a plan leaves behind to the graph; answers the directory of its HCL.

    Raises `NotBeside`; a file that is no plan is skipped, and what is wrong with one is a problem.
    """
    file = tree.read(path)
    if file is None:
        return None
    tree.sources.pop(path)  # a plan repeats texts, comments in them included
    file.editable = False
    try:
        plan = Plan(file)
    except NoPlan as error:
        tree.account(path, Fate.SKIPPED, str(error))
        return None
    module = module_beside(plan, source.tree, source.directory) if plan.root else None
    if module is None and source.named and plan.root is not None:
        raise NotBeside(f"it does not declare what {file.path} plans")
    if plan.root is not None:
        hide_sensitive(plan.root)
    beside = Beside(plan, source.tree, module, file.path, given) if module else None
    Loader(plan, beside, graph, facts).load()
    if plan.problems:
        tree.problems += plan.problems
        tree.account(path, Fate.UNREADABLE, plan.problems[0].message)
    return source.directory if module else None


class Loader:
    """One plan on its way into the graph."""

    def __init__(self, plan: Plan, beside: Beside | None, graph: Graph, facts: Facts) -> None:
        self.plan = plan
        self.beside = beside
        self.graph = graph
        self.facts = facts
        self.resources = list(plan.resources())
        name = plan.source.path
        self.configuration = Configuration(plan.root, name)
        self.unit = Unit(
            name,
            Dialect.TERRAFORM,
            Tri.of(plan.is_complete),
            published=self.configuration.published(),
        )

    def load(self) -> None:
        after: dict[str, Node] = {}
        for planned in self.resources:
            if planned.address not in after:
                beside = self.beside.find(planned.address) if self.beside else None
                node = self._node(planned, beside)
                after |= {planned.address: node} if node else {}
        for node in after.values():
            self.graph.add(node)
        self.graph.changes += self._changes(after)

    def _changes(self, after: dict[str, Node]) -> Iterator[ResourceChange]:
        for one in self.plan.changes.values():
            if one.actions in _UNCHANGED:
                continue
            was = self._node(one.before, None) if one.before else None
            node = after.get(one.address)
            if was or node:
                yield ResourceChange(one.address, was, node, one.actions, one.replace_paths)

    def _node(self, planned: Planned, beside: Written | None) -> Node | None:
        reader = READERS.get(planned.kind)
        if reader is None:
            return None
        plain = plain_address(planned.address)
        read = PlanReader(plain, planned, self.configuration, beside.read if beside else None)
        resource = PlannedResource(planned, self.unit.name, read, beside)
        exists = Known(True, resource.header)
        provider = (
            beside.provider
            if beside
            else planned_provider(self.configuration, planned.address, resource.header)
        )
        declared = Declared(self.unit, plain, resource, exists, read, provider)
        return reader(declared, self.facts)


class PlannedResource:
    """An instance of a resource, with its computed attributes."""

    def __init__(
        self, planned: Planned, unit: str, read: PlanReader, beside: Written | None
    ) -> None:
        self.address = planned.address
        self._planned = planned
        self._read = read
        self._unit = unit
        self._beside = beside

    @property
    def header(self) -> Span:
        return self._beside.resource.header if self._beside else self._planned.span

    @property
    def called_at(self) -> tuple[Hop, ...]:
        return self._beside.resource.called_at if self._beside else ()

    def attribute(self, name: str, span: Span) -> Value[Any]:
        """The attribute, or an unknown thing that references to it are equal to."""
        value = self._read.value(name)
        if isinstance(value, Known) or (isinstance(value, Unknown) and value.identity is not None):
            return value
        identity = Identity(self._unit, self.address, name)
        why = f"{identity} {AFTER_APPLY.removeprefix('it ')}"
        return Unknown(span, why, identity, frozenset((identity,)))
