"""A value case by case, and the places that it speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mskguard.record import record
from mskguard.source import Span
from mskguard.survey.attributes import Attribute, parts
from mskguard.value import Absent, Choice, Condition, Known, Text, Unknown, Value


@record(frozen=True, slots=True, eq=False)
class Case:
    """What a value is where each of these conditions is decided so."""

    when: tuple[tuple[Condition, bool], ...]
    value: Known[Any] | Absent[Any] | Unknown[Any]


def cases(value: Value[Any], when: tuple[tuple[Condition, bool], ...] = ()) -> list[Case]:
    """All cases, those in which a condition holds first; one without conditions for most values."""
    if isinstance(value, Choice):
        return [
            *cases(value.yes, (*when, (value.condition, True))),
            *cases(value.no, (*when, (value.condition, False))),
        ]
    assert isinstance(value, (Known, Absent, Unknown))
    return [Case(when, value)]


def places(attribute: Attribute) -> Iterator[Span]:
    """Every place that a story of the value may show."""
    for case in cases(attribute.value):
        yield from (condition.span for condition, _ in case.when)
        value = case.value
        yield value.span
        if isinstance(value, Absent):
            continue
        yield from (hop.span for hop in value.via)
        yield from _in_text(value.text)
        if isinstance(value, Known):
            for part in parts(attribute, value):
                yield from places(part)


def _in_text(text: object) -> Iterator[Span]:
    for piece in text.pieces if isinstance(text, Text) else ():
        yield piece.span
        yield from piece.outer
