"""Type constraints of variables, and the conversion of values to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mskguard.adapters.terraform.functions.elements import set_of
from mskguard.adapters.terraform.values import (
    Any_,
    ObjectOf,
    SetOf,
    as_bool,
    as_number,
    as_text,
    failure,
    kind_of,
)
from mskguard.record import record
from mskguard.syntax.hcl import ast
from mskguard.value import (
    Choice,
    Known,
    distribute,
)

Evaluate = Callable[[ast.Expression], Any_]


@record(frozen=True, slots=True)
class Scalar:
    """`string`, `number` or `bool`."""

    name: str


@record(frozen=True, slots=True)
class Collection:
    """`list(…)`, `set(…)` or `map(…)`."""

    name: str
    element: Constraint


@record(frozen=True, slots=True)
class Member:
    """One attribute of an object type. `default` is None where `optional` names none."""

    constraint: Constraint
    optional: bool = False
    default: ast.Expression | None = None


@record(frozen=True, slots=True)
class Structure:
    """`object({…})`."""

    members: Mapping[str, Member]


@record(frozen=True, slots=True)
class Row:
    """`tuple([…])`."""

    elements: tuple[Constraint, ...]


Constraint = Scalar | Collection | Structure | Row | None
"""None is `any`, and whatever is no type."""


def constraint_of(expression: ast.Expression) -> Constraint:
    """The constraint that a `type` argument states, also in the quoted form of Terraform 0.11."""
    match expression:
        case ast.Parentheses(inner=inner):
            return constraint_of(inner)
        case ast.Name(name=("string" | "number" | "bool") as name):
            return Scalar(name)
        case ast.Name(name=("list" | "set" | "map") as name):
            return Collection(name, None)
        case ast.Template():
            legacy = {"string": Scalar("string"), "number": Scalar("number")}
            return legacy.get(expression.literal or "")
        case ast.Call(name=("list" | "set" | "map") as name, arguments=(element,)):
            return Collection(name, constraint_of(element))
        case ast.Call(name="tuple", arguments=(ast.Tuple(items=items),)):
            return Row(tuple(map(constraint_of, items)))
        case ast.Call(name="object", arguments=(ast.Object(items=items),)):
            return Structure(dict(map(_member, items)))
        case _:
            return None


def _member(item: ast.Item) -> tuple[str, Member]:
    name = item.key.literal if isinstance(item.key, ast.Template) else None
    match item.value:
        case ast.Call(name="optional", arguments=(inner,)):
            return name or "", Member(constraint_of(inner), optional=True)
        case ast.Call(name="optional", arguments=(inner, default)):
            return name or "", Member(constraint_of(inner), optional=True, default=default)
        case constraint:
            return name or "", Member(constraint_of(constraint))


def convert(value: Any_, constraint: Constraint, evaluate: Evaluate) -> Any_:
    """The value as the constraint demands it, a failure where it does not convert.

    `evaluate` computes the defaults of `optional` attributes.
    """
    return distribute(lambda it: _convert(it, constraint, evaluate), value)


def _convert(value: Any_, constraint: Constraint, evaluate: Evaluate) -> Any_:
    if constraint is None or not isinstance(value, Known) or value.it is None:
        return value
    match constraint:
        case Scalar(name):
            return _SCALARS[name](value)
        case Collection(name, element):
            return _collection(value, name, element, evaluate)
        case Structure(members):
            return _structure(value, members, evaluate)
        case Row(elements):
            return _row(value, elements, evaluate)


_SCALARS: dict[str, Callable[[Any_], Any_]] = {
    "string": as_text,
    "number": as_number,
    "bool": as_bool,
}


def _with_it(value: Known[Any], it: Any) -> Known[Any]:
    return Known(it, value.span, value.origin, value.via, value.slot)


def _collection(value: Known[Any], name: str, element: Constraint, evaluate: Evaluate) -> Any_:
    it = value.it
    if name == "map":
        if not isinstance(it, ObjectOf):
            return failure(value.span, f"{kind_of(it)} is no map")
        items = [(key, convert(one, element, evaluate)) for key, one in it.items()]
        return _with_it(value, ObjectOf(items, it.keys_at))
    if not isinstance(it, tuple):
        return failure(value.span, f"{kind_of(it)} is no {name}")
    elements = [convert(one, element, evaluate) for one in it]
    return _with_it(value, _set(elements) if name == "set" else tuple(elements))


def _set(elements: list[Any_]) -> SetOf:
    """A set in Terraform's order. Elements that differ by a condition are kept as they are."""
    if any(isinstance(one, Choice) for one in elements):
        return SetOf(elements)
    return set_of(elements)


def _structure(value: Known[Any], members: Mapping[str, Member], evaluate: Evaluate) -> Any_:
    if not isinstance(value.it, ObjectOf):
        return failure(value.span, f"{kind_of(value.it)} is no object")
    items: dict[str, Any_] = {}
    for name, member in members.items():
        given = value.it.get(name)
        if given is None and not member.optional:
            return failure(value.span, f'attribute "{name}" is required')
        items[name] = _filled(given, member, value, evaluate)
    return _with_it(value, ObjectOf(items.items(), value.it.keys_at))


def _filled(given: Any_ | None, member: Member, whole: Known[Any], evaluate: Evaluate) -> Any_:
    """An attribute's value, or its default where none is given or null is."""

    def fill(it: Any_) -> Any_:
        if isinstance(it, Known) and it.it is None and member.default is not None:
            return convert(evaluate(member.default), member.constraint, evaluate)
        return _convert(it, member.constraint, evaluate)

    return distribute(fill, Known(None, whole.span) if given is None else given)


def _row(value: Known[Any], elements: tuple[Constraint, ...], evaluate: Evaluate) -> Any_:
    if not isinstance(value.it, tuple) or len(value.it) != len(elements):
        return failure(value.span, f"a tuple of {len(elements)} elements is expected")
    converted = (
        convert(one, constraint, evaluate)
        for one, constraint in zip(value.it, elements, strict=True)
    )
    return _with_it(value, tuple(converted))
