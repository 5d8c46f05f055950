"""What a plan's configuration says of an argument: whether it is written, and what it refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mskguard.syntax.json import Json, Members, members_of
from mskguard.value import Identity

_STEP = re.compile(r'module\.([^.\[]+)(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?\.')
_KEY = r'(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?'
_RESOURCE = re.compile(rf"((?:data\.)?[\w-]+\.[\w-]+{_KEY})\.([\w-]+)")
_OUTPUT = re.compile(rf"(module\.[\w-]+{_KEY})\.([\w-]+)")
_INSTANCE_KEY = re.compile(r'\[(?:\d+|"(?:[^"\\]|\\.)*")\]$')
_MOST_HOPS = 50
_NAMING = {"id", "arn", "name", "cluster_name", "key_id"}
"""The attributes by which others refer to a thing."""
_WHOLE = {"arn", "id", "latest_revision"}
"""Attributes that an argument takes over as they are, rather than as a part of a text."""


def plain_address(address: str) -> str:
    """An address without instance keys."""
    return re.sub(r'\[(?:\d+|"(?:[^"\\]|\\.)*")\]', "", address)


def module_of(address: str) -> tuple[str, str]:
    """The address of a resource's module, ending in a dot unless it is the root, and the rest."""
    at = 0
    while step := _STEP.match(address, at):
        at = step.end()
    return address[:at], address[at:]


class Configuration:
    """The configuration that a plan repeats, by module."""

    def __init__(self, root: Json | None, unit: str) -> None:
        configuration = root.member("configuration") if root else None
        self._top = configuration.member("root_module") if configuration else None
        self._providers = configuration.member("provider_config") if configuration else None
        self._variables = root.member("variables") if root else None
        self.unit = unit
        self._resources: dict[str, dict[str, Json]] = {}

    def expressions(self, address: str) -> Json | None:
        """The arguments that a resource writes; None where the plan does not tell."""
        module, rest = module_of(plain_address(address))
        if module not in self._resources:
            self._resources[module] = dict(_by_address(self._module(module)))
        found = self._resources[module].get(rest)
        return found.member("expressions") if found else None

    def _module(self, plain: str) -> Json | None:
        module = self._top
        for name in _STEP.findall(plain):
            calls = module.member("module_calls") if module else None
            call = calls.member(name) if calls else None
            module = call.member("module") if call else None
        return module

    def identity(self, expression: Json | None, address: str) -> Identity | None:
        """What an argument of a resource refers to, where that is one thing, taken over whole."""
        found = self.reference(expression, module_of(address)[0])
        return found if found and found.attribute in _WHOLE else None

    def reference(self, expression: Json | None, module: str) -> Identity | None:
        """The attribute of a resource that an argument in a module hangs on, where it is one."""
        return self._follow(expression, module, _MOST_HOPS)

    def published(self) -> dict[str, str]:
        """By address: the output of the root that gives a resource's id, ARN or name to others."""
        outputs = self._top.member("outputs") if self._top else None
        found: dict[str, str] = {}
        for name, output in members_of(outputs):
            for reference in _references(output.member("expression")):
                resource = _RESOURCE.fullmatch(reference)
                identity = self._output_of(reference)
                if resource and resource[2] in _NAMING:
                    found[resource[1]] = f"output.{name} gives it to others"
                elif identity is not None and identity.attribute in _NAMING:
                    found[identity.owner] = f"output.{name} gives it to others"
        return found

    def _output_of(self, reference: str) -> Identity | None:
        output = _OUTPUT.fullmatch(reference)
        return self._output(f"{output[1]}.", output[2], _MOST_HOPS) if output else None

    def provider(self, address: str) -> Json | None:
        """The configuration of the provider that a resource uses; None where there is none."""
        self.expressions(address)
        module, rest = module_of(plain_address(address))
        resource = self._resources[module].get(rest)
        key = resource.member("provider_config_key") if resource else None
        if key is None or not isinstance(key.it, str) or self._providers is None:
            return None
        return self._providers.member(key.it)

    def constant(self, expression: Json | None, module: str) -> Json | None:
        """A literal, or the value given for the variable that an argument is."""
        for _ in range(_MOST_HOPS):
            literal = expression.member("constant_value") if expression else None
            reference = _only_reference(expression)
            if literal is not None or reference is None or not reference.startswith("var."):
                return literal
            name = reference.removeprefix("var.")
            if not module:
                given = self._variables.member(name) if self._variables else None
                return given.member("value") if given else None
            expression, module = self._given(name, module)
        return None

    def _follow(self, expression: Json | None, module: str, hops: int) -> Identity | None:
        reference = _only_reference(expression)
        if reference is None or hops == 0:
            return None
        if reference.startswith("var."):
            return self._argument(reference.removeprefix("var."), module, hops)
        if output := _OUTPUT.fullmatch(reference):
            return self._output(module + output[1] + ".", output[2], hops)
        resource = _RESOURCE.fullmatch(reference)
        if resource is None:
            return None
        return Identity(self.unit, module + resource[1], resource[2])

    def _argument(self, name: str, module: str, hops: int) -> Identity | None:
        """What the caller of a module gives for a variable."""
        expression, outer = self._given(name, module)
        return self._follow(expression, outer, hops - 1)

    def _given(self, name: str, module: str) -> tuple[Json | None, str]:
        """The caller's expression for a variable of a module, and the caller."""
        steps = list(_STEP.finditer(module))
        if not steps:
            return None, ""
        outer = module[: steps[-1].start()]
        caller = self._module(plain_address(outer))
        calls = caller.member("module_calls") if caller else None
        call = calls.member(steps[-1][1]) if calls else None
        arguments = call.member("expressions") if call else None
        return arguments.member(name) if arguments else None, outer

    def _output(self, module: str, name: str, hops: int) -> Identity | None:
        called = self._module(plain_address(module))
        outputs = called.member("outputs") if called else None
        output = outputs.member(name) if outputs else None
        return self._follow(output.member("expression") if output else None, module, hops - 1)


def _by_address(module: Json | None) -> Iterator[tuple[str, Json]]:
    resources = module.member("resources") if module else None
    for one in resources.it if resources and isinstance(resources.it, list) else ():
        address = one.member("address")
        if address is not None and isinstance(address.it, str):
            yield address.it, one


def _only_reference(expression: Json | None) -> str | None:
    """The one thing that an expression refers to: Terraform lists it with all that leads to it."""
    names = list(_references(expression))
    leaves = {
        name
        for name in names
        if not any(other != name and other.startswith((f"{name}.", f"{name}[")) for other in names)
    }
    return leaves.pop() if len(leaves) == 1 else None


def _references(expression: Json | None) -> Iterator[str]:
    """What an expression refers to, things and their attributes alike."""
    found = expression.member("references") if expression else None
    for one in found.it if found is not None and isinstance(found.it, list) else ():
        if isinstance(one.it, str):
            yield one.it


def is_written(expressions: Json | None, name: str) -> bool | None:
    """Whether an argument is written in a block; None where the plan does not tell."""
    if expressions is None or not isinstance(expressions.it, Members):
        return None
    return name in expressions.it
