"""Evaluates what a template writes: to a value with its provenance, or to unknown with why."""

from __future__ import annotations

from collections.abc import Sequence

from mskguard.adapters.cloudformation.foreach import LOOP, expanded, with_loops
from mskguard.adapters.cloudformation.functions import FUNCTIONS
from mskguard.adapters.cloudformation.scope import Scope
from mskguard.adapters.cloudformation.values import (
    Any_,
    holder_of,
    is_absent,
    resolved,
    scalar,
    unusable,
)
from mskguard.adapters.shapes.fields import Fields
from mskguard.source import Span
from mskguard.syntax.json import Json, Members
from mskguard.syntax.yaml import Yaml
from mskguard.syntax.yaml_scalars import is_other_notation
from mskguard.value import Absent, Known, distribute


def evaluate(node: Json, scope: Scope) -> Any_:
    """The value of what is written. It never raises; what is refused is unknown, with why."""
    if isinstance(node, Yaml) and node.tag:
        return _function(_long_name(node.tag), node.without_tag(), scope, node.span)
    budget = scope.template.budget
    budget.steps += 1
    if budget.spent:
        return unusable(node.span, budget.spent)
    it = node.it
    if isinstance(it, Members):
        if len(it) == 1:
            name = next(iter(it))
            if name == "Ref" or (name.startswith("Fn::") and not name.startswith(LOOP)):
                return _function(name, it[name], scope, node.span)
        return _mapping(node, it, scope)
    if isinstance(it, list):
        return _list(node, it, scope)
    if isinstance(it, str):
        return _text(node, it, scope)
    return scalar(node)


def _long_name(tag: str) -> str:
    name = tag.removeprefix("!")
    return name if name in ("Ref", "Condition") else f"Fn::{name}"


def _function(name: str, operand: Json, scope: Scope, span: Span) -> Any_:
    function = FUNCTIONS.get(name)
    if function is None:
        return unusable(span, f"{name} is no function that is followed")
    budget = scope.template.budget
    budget.depth += 1
    try:
        if budget.spent:
            return unusable(span, budget.spent)
        return resolved(function(operand, scope, span), scope.template.unit)
    finally:
        budget.depth -= 1


def _text(node: Json, it: str, scope: Scope) -> Any_:
    if not node.style and is_other_notation(it) and node.raw == it:
        return unusable(node.span, f"{it} is another number in YAML 1.1 than it seems: quote it")
    value = scalar(node)
    if scope.loops and "{" in it and isinstance(value, Known):
        value = with_loops(value, scope)
    return resolved(value, scope.template.unit) if "{{resolve:" in it else value


def _list(node: Json, items: Sequence[Json], scope: Scope) -> Any_:
    values = [evaluate(item, scope) for item in items]
    varying = [one for one in values if is_absent(one)]
    if not varying:
        return Known(tuple(values), node.span)

    def build(*cases: Any_) -> Any_:
        left = iter(cases)
        found = (next(left) if is_absent(one) else one for one in values)
        return Known(tuple(one for one in found if not isinstance(one, Absent)), node.span)

    return distribute(build, *varying)


def _mapping(node: Json, members: Members, scope: Scope) -> Any_:
    if "Fn::Transform" in members:
        return unusable(node.span, "a macro changes it before it is deployed")
    items: dict[str, Any_] = {}
    keys_at: dict[str, Span] = {}
    for member in expanded(node, members, scope):
        if isinstance(member, str):
            return unusable(node.span, member)
        items[member.name] = evaluate(member.value, member.scope)
        keys_at[member.name] = member.span
    return Known(Fields(items.items(), keys_at, holder_of(node)), node.span)


def items_of(node: Json) -> list[Json]:
    """The operands of a function that takes several."""
    return node.it if isinstance(node.it, list) else []
