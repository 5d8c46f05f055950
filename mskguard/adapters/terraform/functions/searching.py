"""Functions that look for elements in lists."""

from __future__ import annotations

from typing import Any

from mskguard.adapters.terraform.functions.elements import (
    key_of,
    undecided,
    unknowns_in,
    weigh,
    worlds,
)
from mskguard.adapters.terraform.functions.parameters import (
    ANY,
    OPEN_ONE,
    SEQUENCE,
    takes_at,
    truth_of,
)
from mskguard.adapters.terraform.functions.table import Refused
from mskguard.adapters.terraform.functions.unify import unified
from mskguard.adapters.terraform.operators import equal
from mskguard.adapters.terraform.values import (
    Any_,
    Failure,
    SetOf,
    kind_of,
    known,
    unknown_among,
)
from mskguard.source import Span
from mskguard.value import Known


@takes_at("contains", SEQUENCE, OPEN_ONE)
def _contains(items: Known[Any], wanted: Any_, span: Span) -> Any_:
    weigh([items, wanted])

    def build(them: list[Any_]) -> Any_:
        answers = [(one, equal(one, wanted)) for one in them]
        if any(same is True for _, same in answers):
            return known(True, span, [items, wanted])
        open_ones = [one for one, same in answers if same is None]
        if not open_ones:
            return known(False, span, [items, wanted])
        return undecided([*open_ones, wanted], span)

    return worlds(build, items.it, span)


@takes_at("index", SEQUENCE, ANY)
def _index(items: Known[Any], wanted: Known[Any], span: Span) -> Any_:
    if isinstance(items.it, SetOf):
        raise Refused("a set has no index")
    weigh([items, wanted])

    def build(them: list[Any_]) -> Any_:
        for at, one in enumerate(them):
            same = equal(one, wanted)
            if same is None:
                return undecided([one, wanted], span)
            if same:
                return known(at, span, [items])
        raise Refused("the list has no such element")

    return worlds(build, items.it, span)


@takes_at("matchkeys", SEQUENCE, SEQUENCE, SEQUENCE)
def _matchkeys(values: Known[Any], keys: Known[Any], wanted: Known[Any], span: Span) -> Any_:
    if len(values.it) != len(keys.it):
        raise Refused("there are not as many keys as values")
    elements = unified(values.it)
    compared = unified([*keys.it, *wanted.it])

    def build(them: list[Any_]) -> Any_:
        missing = unknown_among(found for one in them for found in unknowns_in(one))
        if missing is not None:
            return missing
        found = [key_of(one) for one in them]
        searched = set(found[len(elements) :])
        pairs = zip(elements, found, strict=False)
        return known(tuple(one for one, key in pairs if key in searched), span, [values])

    return worlds(build, compared, span)


@takes_at("alltrue", SEQUENCE)
def _alltrue(items: Known[Any], span: Span) -> Any_:
    return worlds(lambda them: _quantified(them, False, span), items.it, span)


@takes_at("anytrue", SEQUENCE)
def _anytrue(items: Known[Any], span: Span) -> Any_:
    return worlds(lambda them: _quantified(them, True, span), items.it, span)


def _quantified(elements: list[Any_], decisive: bool, span: Span) -> Any_:
    """`decisive` where an element is, its opposite where all are known and none is."""
    broken = next((one for one in elements if isinstance(one, Failure)), None)
    if broken is not None:
        return broken
    truths = [(one, _truth(one)) for one in elements if isinstance(one, Known)]
    for one, truth in truths:
        if truth is decisive:
            return known(decisive, span, [one])
    missing = unknown_among(elements)
    return missing if missing is not None else known(not decisive, span, elements)


def _truth(value: Known[Any]) -> bool:
    if value.it is None:
        return False
    if isinstance(value.it, (tuple, dict)):
        raise Refused(f"a bool is expected, and this is {kind_of(value.it)}")
    return bool(truth_of(value).it)
