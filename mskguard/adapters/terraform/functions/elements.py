"""The elements of collections: how many, which are equal, and in which order sets hold them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from mskguard.adapters.terraform.functions.parameters import Beyond
from mskguard.adapters.terraform.functions.table import Refused
from mskguard.adapters.terraform.values import (
    Any_,
    ObjectOf,
    SetOf,
    failure,
    is_number,
    unknown,
    unknown_among,
)
from mskguard.source import Span
from mskguard.value import Choice, Condition, Known, Unknown, distribute, restrict
from mskguard.value.cases import MOST_CONDITIONS

MOST_ELEMENTS = 100_000
"""A function that would build more elements, or look at more, gives unknown."""
_DEEPEST = 100


def bounded(count: int) -> None:
    if count > MOST_ELEMENTS:
        raise Beyond(f"it has more than {MOST_ELEMENTS} elements")


def weigh(values: Iterable[Any_]) -> None:
    """Raises `Beyond` where the values hold too many others: they may share what they hold."""
    level = list(values)
    count = depth = 0
    while level:
        count += len(level)
        depth += 1
        bounded(count)
        if depth > _DEEPEST:
            raise Beyond(f"it is nested deeper than {_DEEPEST}")
        level = [one for value in level for one in _inside(value)]


def worlds(build: Callable[[list[Any]], Any_], elements: Sequence[Any_], span: Span) -> Any_:
    """`build(elements)` in each combination of the conditions that the elements differ by.

    What one of several worlds refuses is refused there alone.
    """

    def decided(*them: Any_) -> Any_:
        try:
            return build(list(them))
        except Refused as why:
            return failure(span, str(why))
        except Beyond as why:
            return unknown(span, str(why))

    if not any(isinstance(one, Choice) for one in elements):
        return build(list(elements))
    return distribute(decided, *elements)


def known_worlds(build: Callable[[list[Any]], Any_], elements: Sequence[Any_], span: Span) -> Any_:
    """`worlds` for elements that must all be known; unknown where one is not."""

    def decided(them: list[Any]) -> Any_:
        missing = unknown_among(them)
        return build(them) if missing is None else missing

    return worlds(decided, elements, span)


def in_worlds(build: Callable[[Any], Any_], value: Any_, span: Span, depth: int = 0) -> Any_:
    """`build(value)` in each combination of the conditions that differ anywhere inside it."""
    weigh([value])
    condition = _condition_in(value)
    if condition is None:
        return worlds(lambda them: build(them[0]), [value], span)
    if depth >= MOST_CONDITIONS:
        why = f"it differs by more than {MOST_CONDITIONS} conditions"
        return Unknown(condition.span, why, roots=condition.roots)
    return Choice(
        condition,
        in_worlds(build, _decided(value, condition, True), span, depth + 1),
        in_worlds(build, _decided(value, condition, False), span, depth + 1),
    )


def unknowns_in(value: Any_) -> list[Any_]:
    """The unknown values inside a value that differs by no condition."""
    if isinstance(value, Unknown):
        return [value]
    return [found for one in _inside(value) for found in unknowns_in(one)]


def _inside(value: Any_) -> Iterable[Any_]:
    if isinstance(value, Choice):
        return (value.yes, value.no)
    if isinstance(value, Known) and isinstance(value.it, tuple):
        return value.it
    if isinstance(value, Known) and isinstance(value.it, ObjectOf):
        return value.it.values()
    return ()


def _condition_in(value: Any_) -> Condition | None:
    if isinstance(value, Choice):
        return value.condition
    found = (_condition_in(one) for one in _inside(value))
    return next((one for one in found if one is not None), None)


def _decided(value: Any_, condition: Condition, holds: bool) -> Any_:
    value = restrict(value, condition, holds)
    if not isinstance(value, Known) or _condition_in(value) is None:
        return value
    it: Any = value.it
    if isinstance(it, tuple):
        it = type(it)(_decided(one, condition, holds) for one in it)
    else:
        items = ((key, _decided(one, condition, holds)) for key, one in it.items())
        it = ObjectOf(items, it.keys_at)
    return Known(it, value.span, value.origin, value.via, value.slot)


def key_of(value: Any_) -> Hashable:
    """Equal for equal values, and for nothing else; None where something in it is not known."""
    if not isinstance(value, Known):
        return None
    it = value.it
    if isinstance(it, tuple):
        parts = tuple(key_of(one) for one in it)
        return None if None in parts else ("list", parts)
    if isinstance(it, ObjectOf):
        named = tuple((name, key_of(it[name])) for name in sorted(it))
        return None if any(key is None for _, key in named) else ("map", named)
    return ("number" if is_number(it) else type(it).__name__, it)


def set_of(elements: Sequence[Any_]) -> SetOf:
    """A set of elements of one type: each once, in Terraform's order, the unknown ones last."""
    met: dict[Hashable, Any] = {}
    unknowns: list[Any_] = []
    for element in elements:
        key = key_of(element)
        if key is None:
            unknowns.append(element)
        else:
            met.setdefault(key, element)
    names = {tuple(sorted(one.it)) for one in met.values() if isinstance(one.it, ObjectOf)}
    maps = len(names) > 1
    ordered = sorted(met.values(), key=lambda one: _rank(one, maps))
    return SetOf([*ordered, *_distinct_unknowns(unknowns)])


def _distinct_unknowns(unknowns: Sequence[Any_]) -> list[Any_]:
    met: set[Hashable] = set()
    kept = []
    for one in unknowns:
        identity = one.identity if isinstance(one, Unknown) else None
        if identity is None or identity not in met:
            kept.append(one)
            met.add(identity)
    return kept


def _rank(value: Any, maps: bool) -> tuple[int, Any]:
    """Scalars by their value; other things by the text that Terraform compares them by.

    `maps`: the objects have different keys, so that Terraform has made maps of them.
    """
    it = value.it
    if it is None:
        return (2, "")
    if isinstance(it, str):
        return (0, it)
    if is_number(it) or isinstance(it, bool):
        return (0, it)
    if maps and isinstance(it, ObjectOf):
        return (1, "{" + "".join(f'"{name}":{_hash_text(it[name])};' for name in sorted(it)) + "}")
    return (1, _hash_text(value))


def _hash_text(value: Any) -> str:
    it = value.it
    if it is None:
        return "~"
    if isinstance(it, bool):
        return "T" if it else "F"
    if is_number(it):
        return _short(it)
    if isinstance(it, str):
        return '"' + it.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(it, ObjectOf):
        return "<" + "".join(f"{_hash_text(it[name])};" for name in sorted(it)) + ">"
    return "<" + "".join(f"{_hash_text(one)};" for one in it) + ">"


def _short(number: int | Decimal) -> str:
    return format(Decimal(number), ".10g")


def undecided(compared: Sequence[Any_], span: Span) -> Unknown[Any]:
    """The unknown result of a comparison that something inside these values leaves open."""
    missing = unknown_among(found for one in compared for found in unknowns_in(one))
    return missing or unknown(span, "what it compares differs by conditions")
