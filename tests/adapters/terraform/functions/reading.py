"""Source text to values, through the real parser and evaluator."""

from __future__ import annotations

from typing import Any

import pytest

from mskguard.adapters.terraform.evaluate import evaluate
from mskguard.adapters.terraform.scope import NoNames, Scope
from mskguard.adapters.terraform.values import Failure, ObjectOf, unknown
from mskguard.source import SourceFile
from mskguard.syntax.hcl.parse import parse
from mskguard.value import Choice, Identity, Known, Text, Unknown


def value_of(text: str) -> Any:
    """The value of an expression in which `mystery`, `secret` and `flag` are unknown.

    Lines before the last are arguments that the last may name.
    """
    if "yaml" in text:
        pytest.importorskip("yaml", reason="PyYAML reads and writes YAML for these functions")
    source = SourceFile("main.tf", text if "\n" in text else f"it = {text}")
    file = parse(source)
    assert not file.problems, file.problems
    scope = Scope(NoNames())
    for name in ("mystery", "secret", "flag"):
        scope = scope.with_names(
            **{name: unknown(source.span(0, 0), f"{name} has no value", Identity("", name))}
        )
    value: Any = None
    for attribute in file.body.attributes:
        value = evaluate(attribute.expression, scope)
        scope = scope.with_names(**{attribute.name: value})
    return value


def plain(value: Any) -> Any:
    """The value without its provenance; `?` and its reason, or its text, for an unknown one."""
    match value:
        case Failure():
            return "refused"
        case Unknown(text=None, why=why):
            return f"? {why}"
        case Unknown(text=Text(joined=joined)):
            return f"? {joined}".replace("\ufffc", "…")
        case Choice(condition=condition, yes=yes, no=no):
            return {condition.text: (plain(yes), plain(no))}
        case Known(it=tuple() as items):
            return [plain(one) for one in items]
        case Known(it=ObjectOf() as items):
            return {name: plain(one) for name, one in items.items()}
        case Known(it=it):
            return it
    raise AssertionError(f"no value: {value}")


def places_of(value: Any) -> list[str]:
    """What stands at the place of each element."""
    items = value.it.values() if isinstance(value.it, ObjectOf) else value.it
    return [one.span.text for one in items]


def source_of(value: Any, part: str) -> str:
    """What stands where this part of a text is written."""
    text = value.text
    start = text.joined.index(part)
    found: str = text.span_of(start, start + len(part)).text
    return found
