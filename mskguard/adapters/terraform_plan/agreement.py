"""Joins what a plan says of an argument with what the HCL beside it says, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from mskguard.adapters.terraform.values import Any_, ObjectOf, as_bool, is_null, scalar_text
from mskguard.value import (
    Absent,
    Choice,
    Hop,
    Known,
    Origin,
    Piece,
    Text,
    Unknown,
)


def joined(plan: Any_, written: Any_, *, is_new: bool) -> Any_:
    """The plan's value, at the place where the HCL writes it if the two agree.

    `is_new`: the resource is created, so that what nobody writes is the provider's default.
    """
    if isinstance(plan, Known):
        return _known(plan, written, is_new)
    cases = list(_cases(written))
    if isinstance(plan, Unknown):
        # A plan also calls unknown what nobody writes and AWS fills in: there the HCL decides.
        for case in cases:
            if isinstance(case, Unknown) or _is_open(case):
                return case
        return cases[0] if len(cases) == 1 and isinstance(cases[0], Absent) else plan
    for case in cases:
        if isinstance(case, Absent):
            return case
    if len(cases) == 1 and isinstance(cases[0], Unknown):
        return Absent(cases[0].span, cases[0].slot)
    return plan


def _known(plan: Known[Any], written: Any_, is_new: bool) -> Any_:
    cases = list(_cases(written))
    for case in cases:
        if isinstance(case, Known) and agrees(plan, case):
            return case
    for case in cases:
        if isinstance(case, Unknown):
            return _decided(plan, case)
        if isinstance(case, Absent):
            origin = Origin.DEFAULT if is_new else Origin.OBSERVED
            return Known(plan.it, case.span, origin, slot=case.slot, text=_all_at(plan, case))
        if isinstance(case, Known) and _same_length(plan, case):
            items = tuple(
                joined(one, other, is_new=is_new)
                for one, other in zip(plan.it, case.it, strict=True)
            )
            return Known(items, case.span, case.origin, case.via, case.slot)
    return plan


def _is_open(value: Any_) -> bool:
    """Whether a part of a collection is unknown: a plan calls all of a set unknown then."""
    if not isinstance(value, Known):
        return isinstance(value, (Unknown, Choice))
    items = value.it.values() if isinstance(value.it, ObjectOf) else value.it
    return isinstance(value.it, (tuple, ObjectOf)) and any(map(_is_open, items))


def _decided(plan: Known[Any], open_one: Unknown[Any]) -> Known[Any]:
    """What the HCL alone leaves open and the plan tells."""
    via = (*open_one.via, Hop(plan.span, "planned as"))
    text = _all_at(plan, open_one)
    return Known(plan.it, open_one.span, Origin.RESOLVED, via, open_one.slot, text)


def _all_at(plan: Known[Any], place: Any_) -> Text | None:
    return Text((Piece(place.span, plan.it),)) if isinstance(plan.it, str) else None


def _same_length(plan: Known[Any], written: Known[Any]) -> bool:
    both = isinstance(plan.it, tuple) and isinstance(written.it, tuple)
    return both and len(plan.it) == len(written.it) > 0


def _cases(value: Any_) -> Iterator[Any_]:
    if isinstance(value, Choice):
        yield from _cases(value.yes)
        yield from _cases(value.no)
    else:
        yield value


def agrees(plan: Any_, written: Any_) -> bool:
    """Whether two known values are the same once the provider has converted them.

    What the HCL leaves open inside a collection disagrees: then the plan knows more.
    """
    if not isinstance(plan, Known) or not isinstance(written, Known):
        return isinstance(plan, Unknown) and isinstance(written, Unknown)
    one, other = plan.it, written.it
    if isinstance(one, bool):
        truth = as_bool(written)
        return isinstance(truth, Known) and truth.it is one
    if isinstance(one, tuple):
        return isinstance(other, tuple) and _same_items(one, other)
    if isinstance(one, ObjectOf):
        if not isinstance(other, ObjectOf):
            return False
        there = {name: value for name, value in other.items() if not is_null(value)}
        mine = {name: value for name, value in one.items() if not is_null(value)}
        return mine.keys() == there.keys() and all(agrees(mine[name], there[name]) for name in mine)
    text = scalar_text(one)
    return one == other or (text is not None and text == scalar_text(other))


def _same_items(one: tuple[Any_, ...], other: tuple[Any_, ...]) -> bool:
    """A plan orders sets in its own way."""
    if len(one) == len(other) and all(map(agrees, one, other)):
        return True
    mine, others = _texts(one), _texts(other)
    return mine is not None and others is not None and Counter(mine) == Counter(others)


def _texts(items: tuple[Any_, ...]) -> list[str] | None:
    texts = [scalar_text(item.it) for item in items if isinstance(item, Known)]
    return [one for one in texts if one is not None] if len(texts) == len(items) else None
