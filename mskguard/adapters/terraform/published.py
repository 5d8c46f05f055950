"""What a root gives away, so that others may hang things on it that are not read here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mskguard.adapters.terraform.evaluate import evaluate
from mskguard.adapters.terraform.expanded import ResourceInstance
from mskguard.adapters.terraform.instance import ModuleInstance
from mskguard.adapters.terraform.values import Any_, settle
from mskguard.value import Choice, Identity, Known, Unknown

_NAMING = frozenset({"id", "arn", "name", "cluster_name", "key_id"})
"""The attributes by which others refer to a thing."""
_PARAMETER = "aws_ssm_parameter"


def published(top: ModuleInstance) -> Mapping[str, str]:
    """By address with instance keys: the output or parameter that names a thing to others."""
    found: dict[str, str] = {}
    for name, block in top.module.outputs.items():
        value = block.body.attribute("value")
        if value is not None:
            given = settle(evaluate(value.expression, top.scope), value.expression.span)
            found |= dict.fromkeys(_named(given), f"output.{name} gives it to others")
    for where, given in _parameters(top):
        found |= dict.fromkeys(_named(given), f"{where} gives it to others")
    return found


def _parameters(module: ModuleInstance) -> Iterator[tuple[str, Any_]]:
    for kind, name in module.module.resources:
        resource = module.resource("resources", kind, name) if kind == _PARAMETER else None
        for instance in resource.expansion.instances if resource else ():
            for argument in ("value", "insecure_value"):
                attribute = resource.block.body.attribute(argument) if resource else None
                if attribute is not None:
                    yield f"{_PARAMETER}.{name}", evaluate(attribute.expression, instance.scope)
    for child, _ in module.children():
        yield from _parameters(child)


def _named(value: Any_) -> Iterator[str]:
    """The addresses of the things that a value names, wherever in it."""
    pending = [value]
    while pending:
        one = pending.pop()
        if isinstance(one, Choice):
            pending += (one.yes, one.no)
        elif isinstance(one, Unknown):
            for root in (one.identity, *one.roots):
                if isinstance(root, Identity) and root.attribute in _NAMING:
                    yield root.owner
        elif isinstance(one, Known) and isinstance(one.it, ResourceInstance):
            yield one.it.address
        elif isinstance(one, Known) and isinstance(one.it, Mapping):
            pending += one.it.values()
        elif isinstance(one, Known) and isinstance(one.it, tuple):
            pending += one.it
        elif isinstance(one, Known):
            yield from (
                owner
                for owner, _, attribute in (hop.what.rpartition(".") for hop in one.via)
                if owner and attribute in _NAMING
            )
