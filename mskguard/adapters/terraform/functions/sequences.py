"""Functions that take lists apart and put them together, and those that leave elements out."""

from __future__ import annotations

from typing import Any

from mskguard.adapters.terraform.functions.elements import (
    bounded,
    in_worlds,
    key_of,
    known_worlds,
    undecided,
    weigh,
)
from mskguard.adapters.terraform.functions.parameters import (
    INDEX,
    SEQUENCE,
    takes,
    takes_at,
)
from mskguard.adapters.terraform.functions.table import Refused
from mskguard.adapters.terraform.functions.unify import unified
from mskguard.adapters.terraform.values import (
    Any_,
    Failure,
    SetOf,
    as_text,
    known,
    unknown_among,
)
from mskguard.source import Span
from mskguard.value import Choice, Known, Unknown


@takes("concat", SEQUENCE, rest=SEQUENCE)
def _concat(*lists: Known[Any]) -> Any:
    if any(isinstance(one.it, SetOf) for one in lists):
        raise Refused("a list is expected, and this is a set")
    bounded(sum(len(one.it) for one in lists))
    return tuple(element for one in lists for element in one.it)


@takes("element", SEQUENCE, INDEX)
def _element(items: Known[Any], index: Known[int]) -> Any_:
    if isinstance(items.it, SetOf):
        raise Refused("a set has no index")
    if not items.it:
        raise Refused("the list is empty")
    if index.it < 0:
        raise Refused("the index is negative")
    found: Any_ = items.it[index.it % len(items.it)]
    return found


@takes_at("one", SEQUENCE)
def _one(items: Known[Any], span: Span) -> Any_:
    if len(items.it) > 1:
        if isinstance(items.it, SetOf):
            missing = unknown_among(one.now() for one in items.it)
            if missing is not None:
                return missing
        raise Refused("there is more than one element")
    return items.it[0] if items.it else known(None, span, [items])


@takes_at("slice", SEQUENCE, INDEX, INDEX)
def _slice(items: Known[Any], start: Known[int], end: Known[int], span: Span) -> Any_:
    if isinstance(items.it, SetOf):
        raise Refused("a set has no indices")
    if not 0 <= start.it <= end.it <= len(items.it):
        raise Refused(f"these are no indices of a list of {len(items.it)}")
    return known(items.it[start.it : end.it], span, [items])


@takes("reverse", SEQUENCE)
def _reverse(items: Known[Any]) -> Any:
    return tuple(reversed(items.it))


@takes_at("chunklist", SEQUENCE, INDEX)
def _chunklist(items: Known[Any], size: Known[int], span: Span) -> Any_:
    if size.it < 0:
        raise Refused("the size is negative")
    elements = tuple(unified(items.it))
    step = size.it or len(elements) or 1
    chunks = (elements[at : at + step] for at in range(0, len(elements), step))
    return known(tuple(known(chunk, span) for chunk in chunks), span, [items])


@takes_at("flatten", SEQUENCE)
def _flatten(items: Known[Any], span: Span) -> Any_:
    """Elements that are lists, at any depth, give way to their own elements."""
    weigh([items])

    def build(value: Any) -> Any_:
        flat = _flat(value.it)
        lists = [one for one in flat if isinstance(one, Unknown) and one.text is None]
        missing = unknown_among(lists)
        return missing if missing is not None else known(tuple(flat), span, [value])

    return in_worlds(build, items, span) if _varies(items.it) else build(items)


def _varies(items: tuple[Any_, ...]) -> bool:
    """Whether a list, at any depth, has an element that is a list only under a condition."""
    for one in items:
        if isinstance(one, Choice) and _maybe_list(one):
            return True
        if isinstance(one, Known) and isinstance(one.it, tuple) and _varies(one.it):
            return True
    return False


def _maybe_list(value: Any_) -> bool:
    if isinstance(value, Choice):
        return _maybe_list(value.yes) or _maybe_list(value.no)
    return isinstance(value, Known) and isinstance(value.it, tuple)


def _flat(items: tuple[Any_, ...]) -> list[Any_]:
    flat: list[Any_] = []
    for one in items:
        if isinstance(one, Known) and isinstance(one.it, tuple):
            flat += _flat(one.it)
        else:
            flat.append(one)
    return flat


@takes_at("distinct", SEQUENCE)
def _distinct(items: Known[Any], span: Span) -> Any_:
    def build(value: Any) -> Any_:
        met: dict[Any, Any_] = {}
        for one in unified(value.it):
            key = key_of(one)
            if key is None:
                return undecided([one], span)
            met.setdefault(key, one)
        return known(tuple(met.values()), span, [value])

    return in_worlds(build, items, span)


@takes_at("compact", SEQUENCE)
def _compact(items: Known[Any], span: Span) -> Any_:
    def build(them: list[Any]) -> Any_:
        texts: list[Any] = [as_text(one) if one.it is not None else one for one in them]
        if any(isinstance(text, Failure) for text in texts):
            raise Refused("a list of strings is expected")
        return known(tuple(text for text in texts if text.it), span, [items])

    return known_worlds(build, items.it, span)


@takes_at("sort", SEQUENCE)
def _sort(items: Known[Any], span: Span) -> Any_:
    def build(them: list[Any]) -> Any_:
        texts: list[Any] = [as_text(one) for one in them]
        if any(isinstance(text, Failure) or text.it is None for text in texts):
            raise Refused("a list of strings is expected")
        return known(tuple(sorted(texts, key=lambda text: str(text.it))), span, [items])

    return known_worlds(build, items.it, span)
