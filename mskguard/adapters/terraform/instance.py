"""A module as it is used: its inputs, and what the names in it mean."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self

from mskguard.adapters.terraform.constraints import constraint_of, convert
from mskguard.adapters.terraform.evaluate import evaluate
from mskguard.adapters.terraform.expanded import Call, Resource
from mskguard.adapters.terraform.module import Module
from mskguard.adapters.terraform.scope import Budget, NoNames, Scope
from mskguard.adapters.terraform.values import (
    Any_,
    attributes_of,
    failure,
    is_null,
    unknown,
)
from mskguard.source import Span
from mskguard.syntax.hcl import ast
from mskguard.value import Hop, Identity, Known, Piece, Text, distribute

if TYPE_CHECKING:
    from mskguard.adapters.terraform.files import Files
    from mskguard.adapters.terraform.providers import Provider

Input = Callable[[], Any_]

STEPS_OF_A_MODULE = 500
"""What one use of a module costs of the budget, so that calls cannot multiply without end."""


class Modules(Protocol):
    """Finds the modules that calls name."""

    def called(self, caller: Module, block: ast.Block, root: Path, key: str) -> Module | str:
        """The module, or why it cannot be read."""
        ...

    def files(self, directory: Path) -> Files:
        """The files that expressions may read where Terraform runs in a directory."""
        ...


class ModuleInstance:
    """One use of a module. Names are evaluated when they are first asked for."""

    def __init__(
        self,
        module: Module,
        modules: Modules,
        unit: str,
        inputs: Mapping[str, Input],
        *,
        path: tuple[str, str] = ("", ""),
        parent: ModuleInstance | None = None,
        called_at: tuple[Hop, ...] = (),
        call_block: ast.Block | None = None,
    ) -> None:
        self.module = module
        self.modules = modules
        self.unit = unit
        self.inputs = inputs
        self.address, self.plain = path
        """The module's address with and without instance keys; both end in a dot unless empty."""
        self.parent = parent
        self.called_at = called_at
        self.call_block = call_block
        self.providers: dict[tuple[str, str], Provider] = {}
        """Those found so far, by the names that this module has for them."""
        self.top: ModuleInstance = parent.top if parent else self
        self.budget: Budget = parent.budget if parent else Budget()
        self.scope = Scope(self)
        self._memo: dict[tuple[str, ...], Any_ | None] = {}
        self._blocks: dict[tuple[str, ...], Resource | Call] = {}

    def root(self, name: str, span: Span) -> Any_:
        """What a reference's first name means."""
        if name in _NAMESPACES:
            return Known(Namespace(self, _NAMESPACES[name]), span)
        if name == "data":
            return Known(Namespace(self, _data_kind), span)
        if name == "path":
            return self._path(span)
        if name == "terraform":
            workspace = Identity(self.unit, "terraform.workspace")
            why = "the workspace is chosen when Terraform runs"
            return attributes_of(span, workspace=unknown(span, why, workspace))
        if any(kind == name for kind, _ in self.module.resources):
            return Known(Kind(self, name, "resources"), span)
        return failure(span, f'nothing here is called "{name}"')

    def _path(self, span: Span) -> Any_:
        cwd = unknown(span, "path.cwd is known only when Terraform runs")
        here = os.path.relpath(self.module.directory, self.top.module.directory)
        module, root = (Known(text, span, text=Text((Piece(span, text),))) for text in (here, "."))
        return attributes_of(span, module=module, root=root, cwd=cwd)

    @cached_property
    def files(self) -> Files:
        """What file functions read: Terraform runs in the root module's directory."""
        return self.modules.files(self.top.module.directory)

    def once(self, key: tuple[str, ...], span: Span, compute: Callable[[], Any_]) -> Any_:
        """A named value, computed once; a failure where it hangs on itself."""
        if key in self._memo:
            value = self._memo[key]
            return failure(span, f"{'.'.join(key)} refers to itself") if value is None else value
        self._memo[key] = None
        value = compute()
        self._memo[key] = value
        return value

    def variable(self, name: str, span: Span) -> Any_:
        block = self.module.variables.get(name)
        if block is None:
            return failure(span, f'no variable "{name}" is declared')
        return self.once(("var", name), span, lambda: self._variable(name, block))

    def may_be_list(self, variable: str) -> bool:
        """Whether its declaration allows a variable to be a list: before 0.12 it had to say so."""
        block = self.module.variables.get(variable)
        stated = block.body.attribute("type") if block else None
        if stated is None:
            return False
        text = stated.expression.span.text.strip('"')
        return not text.startswith(("string", "number", "bool", "map", "object"))

    def _variable(self, name: str, block: ast.Block) -> Any_:
        given = self.inputs.get(name)
        value = given() if given else self._default(name, block)
        if _is_false(block.body.attribute("nullable")):
            value = distribute(lambda it: self._default(name, block) if is_null(it) else it, value)
        stated = block.body.attribute("type")
        if stated is None:
            return value
        constraint = constraint_of(stated.expression)
        return convert(value, constraint, lambda default: evaluate(default, self.scope))

    def _default(self, name: str, block: ast.Block) -> Any_:
        default = block.body.attribute("default")
        if default is not None:
            return evaluate(default.expression, Scope(NoNames()))
        identity = Identity(self.unit, f"{self.address}var.{name}")
        return unknown(block.header, f"var.{name} has no value and no default", identity)

    def local(self, name: str, span: Span) -> Any_:
        attribute = self.module.locals.get(name)
        if attribute is None:
            return failure(span, f'no local value "{name}" is declared')
        return self.once(("local", name), span, lambda: evaluate(attribute.expression, self.scope))

    def output(self, name: str, span: Span) -> Any_:
        block = self.module.outputs.get(name)
        value = block.body.attribute("value") if block else None
        if value is None:
            return failure(span, f'the module has no output "{name}"')
        return self.once(("output", name), span, lambda: evaluate(value.expression, self.scope))

    def resource(self, mode: str, kind: str, name: str) -> Resource | None:
        block = (self.module.resources if mode == "resources" else self.module.data).get(
            (kind, name)
        )
        if block is None:
            return None
        found = self._blocks.get((mode, kind, name))
        if found is None:
            found = self._blocks[mode, kind, name] = Resource(self, mode, block)
        return found if isinstance(found, Resource) else None

    def call(self, name: str) -> Call | None:
        block = self.module.calls.get(name)
        if block is None:
            return None
        found = self._blocks.get(("module", name))
        if found is None:
            found = self._blocks["module", name] = Call(self, name, block)
        return found if isinstance(found, Call) else None

    def use(self, block: ast.Block) -> Module | str:
        """The module that a call names, or why it cannot be used."""
        names = (*self.plain.split(".")[1::2], block.labels[0])
        root = self.top.module.directory
        target = self.modules.called(self.module, block, root, ".".join(names))
        if isinstance(target, str):
            return target
        ancestor: ModuleInstance | None = self
        while ancestor is not None:
            if ancestor.module is target:
                return f"{target.shown} calls itself"
            ancestor = ancestor.parent
        return target

    def child(
        self, target: Module, inputs: Mapping[str, Input], path: tuple[str, str], block: ast.Block
    ) -> Self:
        """The called module as one instance of the call uses it."""
        self.budget.steps += STEPS_OF_A_MODULE
        hop = Hop(block.header, f"called as {path[1].removesuffix('.')}")
        return type(self)(
            target, self.modules, self.unit, inputs, path=path, parent=self,
            called_at=(*self.called_at, hop), call_block=block,
        )  # fmt: skip

    def children(self) -> Iterator[tuple[ModuleInstance, Any_]]:
        """The module instances called from here, with whether each exists."""
        for name in self.module.calls:
            call = self.call(name)
            if call is None or isinstance(call.target, str):
                continue
            for one in call.expansion.instances:
                if self.budget.spent:
                    return
                yield call.child(call.target, one), one.exists


def _is_false(attribute: ast.Attribute | None) -> bool:
    written = attribute.expression if attribute else None
    return isinstance(written, ast.Literal) and written.it is False


class Namespace:
    """`var`, `local`, `module` or `data`: names that are looked up one by one."""

    def __init__(
        self, owner: ModuleInstance, find: Callable[[ModuleInstance, str, Span], Any_]
    ) -> None:
        self._owner = owner
        self._find = find

    def attribute(self, name: str, span: Span) -> Any_:
        return self._find(self._owner, name, span)

    def index(self, key: Any_, span: Span) -> Any_:
        if isinstance(key, Known) and isinstance(key.it, str):
            return self._find(self._owner, key.it, span)
        return unknown(span, "which name is meant is not known")

    def all(self, span: Span) -> Any_:
        return unknown(span, "all names at once are not read")


class Kind(Namespace):
    """All resources or data sources of one type, by name."""

    def __init__(self, owner: ModuleInstance, kind: str, mode: str) -> None:
        def find(module: ModuleInstance, name: str, span: Span) -> Any_:
            found = module.resource(mode, kind, name)
            if found is None:
                return failure(span, f"no {kind}.{name} is declared")
            return found.reference(span)

        super().__init__(owner, find)


def _data_kind(owner: ModuleInstance, kind: str, span: Span) -> Any_:
    return Known(Kind(owner, kind, "data"), span)


def _module(owner: ModuleInstance, name: str, span: Span) -> Any_:
    found = owner.call(name)
    return (
        failure(span, f'no module "{name}" is called') if found is None else found.reference(span)
    )


_NAMESPACES: Mapping[str, Callable[[ModuleInstance, str, Span], Any_]] = {
    "var": ModuleInstance.variable,
    "local": ModuleInstance.local,
    "module": _module,
}
