"""Functions on sets, and products of lists."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import accumulate, product
from typing import Any

from mskguard.adapters.terraform.functions.elements import (
    bounded,
    in_worlds,
    key_of,
    set_of,
    unknowns_in,
)
from mskguard.adapters.terraform.functions.parameters import SEQUENCE, takes_at
from mskguard.adapters.terraform.functions.types import set_value
from mskguard.adapters.terraform.functions.unify import unified
from mskguard.adapters.terraform.values import Any_, SetOf, known, unknown_among
from mskguard.source import Span
from mskguard.value import Known


@takes_at("setunion", SEQUENCE, rest=SEQUENCE)
def _setunion(*sets: Known[Any], span: Span) -> Any_:
    bounded(sum(len(one.it) for one in sets))
    return set_value(_unified(sets), span, list(sets))


def _unified(sets: Sequence[Known[Any]]) -> list[Any_]:
    """All elements in their common type, which those of each set must have among themselves."""
    return unified([element for one in sets for element in unified(one.it)])


@takes_at("setintersection", SEQUENCE, rest=SEQUENCE)
def _setintersection(*sets: Known[Any], span: Span) -> Any_:
    def kept(keys: list[set[Hashable]]) -> set[Hashable]:
        return set.intersection(*keys)

    return _selected(sets, kept, span)


@takes_at("setsubtract", SEQUENCE, SEQUENCE)
def _setsubtract(one: Known[Any], other: Known[Any], span: Span) -> Any_:
    return _selected((one, other), lambda keys: keys[0] - keys[1], span)


def _selected(
    sets: tuple[Known[Any], ...],
    chosen: Callable[[list[set[Hashable]]], set[Hashable]],
    span: Span,
) -> Any_:
    """The elements of the first set whose keys are chosen from those of all sets."""
    sizes = [len(one.it) for one in sets]
    bounded(sum(sizes))
    elements = _unified(sets)

    def build(value: Any) -> Any_:
        missing = unknown_among(unknowns_in(value))
        if missing is not None:
            return missing
        ends = list(accumulate(sizes))
        parts = [value.it[end - size : end] for end, size in zip(ends, sizes, strict=True)]
        keep = chosen([{key_of(one) for one in part} for part in parts])
        found = [one for one in parts[0] if key_of(one) in keep]
        return known(set_of(found), span, list(sets))

    return in_worlds(build, known(tuple(elements), span), span)


@takes_at("setproduct", SEQUENCE, SEQUENCE, rest=SEQUENCE)
def _setproduct(*lists: Known[Any], span: Span) -> Any_:
    """Every combination of one element of each: a list if all of them are lists, else a set."""
    count = 1
    for one in lists:
        count *= len(one.it)
    bounded(count * len(lists))
    columns = [unified(one.it) for one in lists]
    rows = [known(row, span) for row in product(*columns)]
    if not any(isinstance(one.it, SetOf) for one in lists):
        return known(tuple(rows), span, list(lists))
    return set_value(rows, span, list(lists))
