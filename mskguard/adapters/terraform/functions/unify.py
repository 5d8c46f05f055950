"""The common type of several values, which Terraform gives to the elements of lists and maps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mskguard.adapters.terraform.functions.elements import set_of, weigh
from mskguard.adapters.terraform.functions.table import Refused
from mskguard.adapters.terraform.values import (
    Any_,
    ObjectOf,
    SetOf,
    as_text,
    is_number,
)
from mskguard.record import record
from mskguard.value import Choice, Known, distribute

_OPEN = "any"
_SCALARS = frozenset(("bool", "number", "string"))


@record(frozen=True, slots=True)
class _Each:
    """A list, set or map, and the type of its elements."""

    container: str
    element: Type


@record(frozen=True, slots=True)
class _Tuple:
    elements: tuple[Type, ...]


@record(frozen=True, slots=True)
class _Object:
    attributes: tuple[tuple[str, Type], ...]


Type = str | _Each | _Tuple | _Object


def unified(values: Sequence[Any_]) -> list[Any_]:
    """The values converted to their common type. Raises `Refused` where they have none."""
    weigh(values)
    kind = _common([_type_of(value) for value in values])
    return [_converted(value, kind) for value in values]


def _type_of(value: Any_) -> Type:
    if isinstance(value, Choice):
        return _common([_type_of(value.yes), _type_of(value.no)])
    if not isinstance(value, Known) or value.it is None:
        return _OPEN
    it = value.it
    if isinstance(it, bool):
        return "bool"
    if isinstance(it, str):
        return "string"
    if is_number(it):
        return "number"
    if isinstance(it, SetOf):
        return _Each("set", _common([_type_of(one) for one in it]))
    if isinstance(it, tuple):
        return _Tuple(tuple(_type_of(one) for one in it))
    if isinstance(it, ObjectOf):
        return _Object(tuple((name, _type_of(it[name])) for name in sorted(it)))
    return _OPEN


def _common(types: Sequence[Type]) -> Type:
    distinct = [one for one in dict.fromkeys(types) if one != _OPEN]
    if not distinct:
        return _OPEN
    if len(distinct) == 1:
        return distinct[0]
    if all(isinstance(one, str) for one in distinct):
        if "string" in distinct:
            return "string"
        raise Refused("its elements have no common type")
    tuples = [one for one in distinct if isinstance(one, _Tuple)]
    objects = [one for one in distinct if isinstance(one, _Object)]
    if len(tuples) == len(distinct):
        return _common_tuple(tuples)
    if len(objects) == len(distinct):
        return _common_object(objects)
    return _common_each(distinct)


def _common_tuple(tuples: Sequence[_Tuple]) -> Type:
    if len({len(one.elements) for one in tuples}) == 1:
        columns = zip(*(one.elements for one in tuples), strict=True)
        return _Tuple(tuple(_common(column) for column in columns))
    return _Each("list", _common([each for one in tuples for each in one.elements]))


def _common_object(objects: Sequence[_Object]) -> Type:
    names = {tuple(name for name, _ in one.attributes) for one in objects}
    if len(names) > 1:
        return _Each("map", _common([each for one in objects for _, each in one.attributes]))
    columns = zip(*(one.attributes for one in objects), strict=True)
    return _Object(
        tuple((column[0][0], _common([each for _, each in column])) for column in columns)
    )


def _common_each(distinct: Sequence[Type]) -> Type:
    """The common type of collections, some of which are tuples or objects."""
    containers = {_container(one) for one in distinct}
    if len(containers) != 1 or None in containers:
        raise Refused("its elements have no common type")
    container = containers.pop() or ""
    return _Each(container, _common([each for one in distinct for each in _parts(one)]))


def _container(one: Type) -> str | None:
    if isinstance(one, _Each):
        return one.container
    if isinstance(one, _Tuple):
        return "list"
    return "map" if isinstance(one, _Object) else None


def _parts(one: Type) -> tuple[Type, ...]:
    if isinstance(one, _Each):
        return (one.element,)
    if isinstance(one, _Tuple):
        return one.elements
    return tuple(each for _, each in one.attributes) if isinstance(one, _Object) else ()


def _converted(value: Any_, kind: Type) -> Any_:
    if isinstance(value, Choice):
        yes, no = _converted(value.yes, kind), _converted(value.no, kind)
        return value if yes is value.yes and no is value.no else Choice(value.condition, yes, no)
    if not isinstance(value, Known) or value.it is None or kind == _OPEN:
        return value
    it: Any = value.it
    if isinstance(kind, str):
        return distribute(as_text, value) if kind == "string" else value
    if isinstance(it, SetOf):
        element = kind.element if isinstance(kind, _Each) else _OPEN
        return _with(value, set_of([_converted(one, element) for one in it]))
    if isinstance(it, tuple):
        kinds = kind.elements if isinstance(kind, _Tuple) else None
        each = kind.element if isinstance(kind, _Each) else _OPEN
        types = kinds if kinds is not None else (each,) * len(it)
        return _with(value, tuple(_converted(one, k) for one, k in zip(it, types, strict=True)))
    if isinstance(it, ObjectOf):
        named = dict(kind.attributes) if isinstance(kind, _Object) else {}
        each = kind.element if isinstance(kind, _Each) else _OPEN
        items = [(name, _converted(one, named.get(name, each))) for name, one in it.items()]
        return _with(value, ObjectOf(items, it.keys_at))
    return value


def _with(value: Known[Any], it: Any) -> Known[Any]:
    same = (
        all(it[name] is one for name, one in value.it.items())
        if isinstance(it, ObjectOf)
        else len(it) == len(value.it)
        and all(mine is one for mine, one in zip(it, value.it, strict=True))
    )
    return value if same else Known(it, value.span, value.origin, value.via, value.slot)
