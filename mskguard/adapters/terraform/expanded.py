"""Resources, data sources and module calls with their instances, and references to these."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from mskguard.adapters.terraform.evaluate import evaluate
from mskguard.adapters.terraform.expansion import Expansion, Instance, Key, expand
from mskguard.adapters.terraform.module import Module
from mskguard.adapters.terraform.scope import Scope
from mskguard.adapters.terraform.values import (
    Any_,
    attributes_of,
    failure,
    is_null,
    known,
    unknown,
)
from mskguard.source import Span
from mskguard.syntax.hcl import ast
from mskguard.value import Hop, Identity, Known, distribute

if TYPE_CHECKING:
    from mskguard.adapters.terraform.instance import ModuleInstance


class Expanded:
    """A block with `count` or `for_each`, or neither, and references to its instances."""

    def __init__(self, owner: ModuleInstance, block: ast.Block, name: str) -> None:
        self.owner = owner
        self.block = block
        self.address = owner.address + name
        self.plain = owner.plain + name
        self._expansion: Expansion | None = None
        self._expanding = False

    @property
    def expansion(self) -> Expansion:
        if self._expansion is None:
            if self._expanding:
                cause = failure(self.block.header, f"{self.plain} refers to itself")
                return Expansion(
                    (Instance(None, cause, self.owner.scope),), keyed=False, open=cause
                )
            self._expanding = True
            self._expansion = expand(self.block, self.address, self.owner.scope)
        return self._expansion

    def one(self, instance: Instance, span: Span) -> Any_:
        """The instance as a value."""
        raise NotImplementedError

    def reference(self, span: Span) -> Any_:
        """What a reference without a key means."""
        expansion = self.expansion
        return Known(self, span) if expansion.keyed else self.one(expansion.instances[0], span)

    def attribute(self, name: str, span: Span) -> Any_:
        return failure(span, f"{self.plain} has instances: which one's {name} is not said")

    def index(self, key: Any_, span: Span) -> Any_:
        expansion = self.expansion
        if expansion.open is not None:
            return self.one(expansion.instances[0], span)
        if not isinstance(key, Known):
            return unknown(span, f"which instance of {self.plain} is meant is not known")
        for instance in expansion.instances:
            if instance.key == key.it:
                return self.one(instance, span)
        return failure(span, f"{self.plain} has no such instance")

    def all(self, span: Span) -> Any_:
        expansion = self.expansion
        if expansion.open is not None:
            return expansion.open
        instances = expansion.instances

        def existing(*answers: Any_) -> Any_:
            there = [
                one
                for one, answer in zip(instances, answers, strict=True)
                if isinstance(answer, Known) and answer.it
            ]
            if any(isinstance(one.key, str) for one in there):
                named = {str(one.key): self.one(one, span) for one in there}
                return attributes_of(span, **named)
            return known(tuple(self.one(one, span) for one in there), span)

        return distribute(existing, *(one.exists for one in instances))


class Resource(Expanded):
    """A resource or data source."""

    def __init__(self, owner: ModuleInstance, mode: str, block: ast.Block) -> None:
        kind, name = block.labels
        self.kind = kind
        self.mode = mode
        super().__init__(owner, block, f"{'data.' if mode == 'data' else ''}{kind}.{name}")

    def one(self, instance: Instance, span: Span) -> Any_:
        return Known(ResourceInstance(self, instance), span)


class ResourceInstance:
    """One instance of a resource; its arguments are evaluated when they are asked for."""

    def __init__(self, resource: Resource, instance: Instance) -> None:
        self.resource = resource
        self.instance = instance
        self.address = instance.address(resource.address)

    @property
    def header(self) -> Span:
        return self.resource.block.header

    @property
    def called_at(self) -> tuple[Hop, ...]:
        return self.resource.owner.called_at

    def attribute(self, name: str, span: Span) -> Any_:
        body = self.resource.block.body
        written = body.attribute(name)
        if written is not None:
            value = evaluate(written.expression, self.instance.scope)
            return distribute(lambda it: self._computed(name, span) if is_null(it) else it, value)
        nested = tuple(
            Known(BlockObject(block.body, self, name), block.header)
            for block in body.blocks_of(name)
        )
        return known(nested, span) if nested else self._computed(name, span)

    def _computed(self, name: str, span: Span) -> Any_:
        resource = self.resource
        what = "read" if resource.mode == "data" else "known"
        why = f"{resource.plain}.{name} is {what} only when Terraform runs"
        found = unknown(span, why, Identity(resource.owner.unit, self.address, name))
        if resource.mode == "resources":
            return found
        from mskguard.adapters.terraform.providers import told_by_provider  # it reads blocks

        return told_by_provider(resource.owner, resource.block, resource.kind, name, span, found)

    def index(self, key: Any_, span: Span) -> Any_:
        if isinstance(key, Known) and isinstance(key.it, str):
            return self.attribute(key.it, span)
        return failure(span, f"{self.resource.plain} has no instances to choose from")

    def all(self, span: Span) -> Any_:
        return Known(self, span)


class BlockObject:
    """A nested block of a resource, as `resource.block[0].argument` refers to it."""

    def __init__(self, body: ast.Body, owner: ResourceInstance, path: str) -> None:
        self._body = body
        self._owner = owner
        self._path = path

    def attribute(self, name: str, span: Span) -> Any_:
        written = self._body.attribute(name)
        if written is not None:
            return evaluate(written.expression, self._owner.instance.scope)
        nested = tuple(
            Known(BlockObject(block.body, self._owner, f"{self._path}.{name}"), block.header)
            for block in self._body.blocks_of(name)
        )
        if nested:
            return known(nested, span)
        why = f"{self._owner.resource.plain}.{self._path}.{name} is known only when Terraform runs"
        return unknown(span, why)

    def index(self, key: Any_, span: Span) -> Any_:
        if isinstance(key, Known) and isinstance(key.it, str):
            return self.attribute(key.it, span)
        return failure(span, "a block has no index")

    def all(self, span: Span) -> Any_:
        return Known(self, span)


class Call(Expanded):
    """A module call."""

    def __init__(self, owner: ModuleInstance, name: str, block: ast.Block) -> None:
        super().__init__(owner, block, f"module.{name}")
        self.target = owner.use(block)
        self._children: dict[Key, ModuleInstance] = {}

    def child(self, target: Module, instance: Instance) -> ModuleInstance:
        """The called module, as this instance of the call uses it."""
        found = self._children.get(instance.key)
        if found is None:
            inputs = {
                attribute.name: _argument(attribute, instance.scope)
                for attribute in self.block.body.attributes
                if attribute.name not in _META
            }
            path = (instance.address(self.address) + ".", self.plain + ".")
            found = self.owner.child(target, inputs, path, self.block)
            self._children[instance.key] = found
        return found

    def one(self, instance: Instance, span: Span) -> Any_:
        return Known(CallInstance(self, instance), span)


_META = frozenset({"source", "version", "count", "for_each", "providers", "depends_on"})


def _argument(attribute: ast.Attribute, scope: Scope) -> Callable[[], Any_]:
    return lambda: evaluate(attribute.expression, scope)


class CallInstance:
    """One instance of a module call: an object of its outputs."""

    def __init__(self, call: Call, instance: Instance) -> None:
        self._call = call
        self._instance = instance

    def attribute(self, name: str, span: Span) -> Any_:
        call = self._call
        if isinstance(call.target, str):
            address = self._instance.address(call.address)
            return unknown(span, call.target, Identity(call.owner.unit, address, name))
        return call.child(call.target, self._instance).output(name, span)

    def index(self, key: Any_, span: Span) -> Any_:
        if isinstance(key, Known) and isinstance(key.it, str):
            return self.attribute(key.it, span)
        return failure(span, f"{self._call.plain} has no instances to choose from")

    def all(self, span: Span) -> Any_:
        target = self._call.target
        if isinstance(target, str):
            return unknown(span, target)
        return attributes_of(span, **{name: self.attribute(name, span) for name in target.outputs})
