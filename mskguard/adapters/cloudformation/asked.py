"""What a template's conditions ask of each parameter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from typing import TYPE_CHECKING

from mskguard.adapters.cloudformation.choices import is_comparison
from mskguard.adapters.cloudformation.values import spelled
from mskguard.record import record
from mskguard.syntax.json import Json, Members

if TYPE_CHECKING:
    from mskguard.adapters.cloudformation.template import Template

_VARIABLE = re.compile(r"\$\{([^{}!.]+)\}")


@record(frozen=True, slots=True, eq=False)
class Asked:
    """What conditions compare one parameter with."""

    literals: list[str] = field(default_factory=list)
    """The texts that it is compared with, or looked up by in a mapping."""
    places: dict[str, Json] = field(default_factory=dict)
    """Where each of the texts stands."""
    labels: dict[str, str] = field(default_factory=dict)
    """The condition that says just that it is the text, by the text."""
    comparisons: list[Json] = field(default_factory=list)
    """Comparisons of what is computed from it."""

    def add(self, literal: str, place: Json) -> None:
        if literal not in self.places:
            self.literals.append(literal)
            self.places[literal] = place


def asked_of(template: Template) -> dict[str, Asked]:
    """By the parameter's name; read once."""
    found: dict[str, Asked] | None = template.__dict__.get("_asked")
    if found is None:
        found = template.__dict__["_asked"] = {}
        idle = _of_cdk_metadata(template)
        for name, written in template.section("Conditions").items():
            for comparison in _comparisons(written) if name not in idle else ():
                label = name if comparison is written else ""
                _ask(template, comparison, label, found)
    return found


def _of_cdk_metadata(template: Template) -> set[str]:
    """The conditions under which the CDK adds its statistics of use.

    They list every region that it knows, and nobody means to deploy to all of them.
    """
    metadata = (
        one
        for one in template.section("Resources").values()
        if (kind := one.member("Type")) is not None and kind.it == "AWS::CDK::Metadata"
    )
    return {str(named.it) for one in metadata if (named := one.member("Condition")) is not None}


def _comparisons(node: Json) -> Iterator[Json]:
    pending = [node]
    while pending:
        one = pending.pop()
        if is_comparison(one):
            yield one
        pending += reversed(_below(one))


def _below(node: Json) -> list[Json]:
    if isinstance(node.it, Members):
        return list(node.it.values())
    return node.it if isinstance(node.it, list) else []


def _ask(template: Template, comparison: Json, label: str, found: dict[str, Asked]) -> None:
    operand = comparison if comparison.tag else comparison.member("Fn::Equals")
    sides = _below(operand) if operand is not None else []
    if len(sides) != 2:
        return
    for one, other in (sides, reversed(sides)):
        name, literal = _referred(one), _literal(other)
        if name is not None and literal is not None:
            asked = found.setdefault(name, Asked())
            asked.add(literal, other)
            if label:
                asked.labels.setdefault(literal, label)
            return
    direct = set()
    for name, key in _looked_up(template, comparison):
        direct.add(name)
        asked = found.setdefault(name, Asked())
        asked.add(*key)
    for name in sorted(_names(comparison) - direct):
        found.setdefault(name, Asked()).comparisons.append(comparison)


def _referred(node: Json) -> str | None:
    """The name that a `Ref` is of."""
    if node.tag == "!Ref":
        return str(node.it)
    if not node.tag and isinstance(node.it, Members) and list(node.it) == ["Ref"]:
        return str(node.it["Ref"].it)
    return None


def _literal(node: Json) -> str | None:
    if node.tag or "{{resolve:" in str(node.it):
        return None
    return spelled(node.it, node.raw) if node.it is not None else None


def _looked_up(template: Template, node: Json) -> Iterator[tuple[str, tuple[str, Json]]]:
    """The parameters that are keys of mappings, each with every key that there is."""
    pending = [node]
    while pending:
        one = pending.pop()
        operand = one if one.tag == "!FindInMap" else one.member("Fn::FindInMap")
        items = _below(operand) if operand is not None else []
        name = _referred(items[1]) if len(items) > 2 else None
        table = template.section("Mappings").get(str(items[0].it)) if items else None
        if name is not None and table is not None and isinstance(table.it, Members):
            for key, row in table.it.items():
                yield name, (key, row)
        pending += _below(one)


def _names(node: Json) -> set[str]:
    """Everything that is referred to below a node."""
    found: set[str] = set()
    pending = [node]
    while pending:
        one = pending.pop()
        name = _referred(one)
        if name is not None:
            found.add(name)
        elif isinstance(one.it, str):
            found |= set(_VARIABLE.findall(one.it))
        pending += _below(one)
    return found
