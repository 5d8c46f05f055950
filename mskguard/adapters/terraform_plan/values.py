"""JSON values of a plan, with the marks of what is unknown, to Terraform's values."""

from __future__ import annotations

from decimal import Decimal

from mskguard.adapters.terraform.values import Any_, ObjectOf, exact, known, unknown
from mskguard.source import Span
from mskguard.syntax.json import Json, Members
from mskguard.value import Known, Piece, Text

AFTER_APPLY = "it is known only after apply"


def planned_value(value: Json | None, mark: Json | None, place: Span) -> Any_:
    """A value and what of it is unknown; `place` is where it would stand if it does not."""
    if mark is not None and mark.it is True:
        return unknown(value.span if value else place, AFTER_APPLY)
    if value is None:
        return _only_marked(mark, place)
    if isinstance(value.it, list):
        return known(tuple(_items(value, mark)), value.span)
    if isinstance(value.it, Members):
        return Known(_object(value, mark), value.span)
    if isinstance(value.it, str):
        return Known(value.it, value.span, text=_text(value))
    if isinstance(value.it, Decimal):
        number = exact(value.it)
        if number is None:
            return unknown(value.span, "a number is too large or too small to be followed")
        return Known(number, value.span)
    return Known(value.it, value.span)


def _only_marked(mark: Json | None, place: Span) -> Any_:
    """What has no known part, and perhaps unknown ones: they are left out of a plan's values."""
    if mark is None or not isinstance(mark.it, (list, Members)) or not is_marked(mark):
        return Known(None, place)
    if isinstance(mark.it, list):
        return Known(tuple(planned_value(None, one, place) for one in mark.it), place)
    members = ((name, planned_value(None, one, place)) for name, one in mark.it.items())
    return Known(ObjectOf(members), place)


def is_marked(mark: Json | None) -> bool:
    """Whether anything in a tree of marks is unknown."""
    if mark is None:
        return False
    if isinstance(mark.it, list):
        return any(map(is_marked, mark.it))
    if isinstance(mark.it, Members):
        return any(map(is_marked, mark.it.values()))
    return mark.it is True


def _items(value: Json, mark: Json | None) -> list[Any_]:
    items = value.it if isinstance(value.it, list) else []
    marks = mark.it if mark and isinstance(mark.it, list) else []
    padded = [*marks, *[None] * (len(items) - len(marks))]
    found = [planned_value(item, one, value.span) for item, one in zip(items, padded, strict=False)]
    return found + [planned_value(None, one, value.span) for one in marks[len(items) :]]


def _object(value: Json, mark: Json | None) -> ObjectOf:
    members = value.it if isinstance(value.it, Members) else Members()
    marks = mark.it if mark and isinstance(mark.it, Members) else Members()
    items = {name: planned_value(one, marks.get(name), value.span) for name, one in members.items()}
    for name, one in marks.items():
        if name not in items and is_marked(one):
            items[name] = planned_value(None, one, value.span)
    return ObjectOf(items.items(), {name: value.key_span(name) for name in members})


def _text(value: Json) -> Text:
    pieces = tuple(Piece(span, text, verbatim) for span, text, verbatim in value.pieces())
    inner = Span(value.file, value.start + 1, value.end - 1)
    return Text(pieces or (Piece(inner, "", verbatim=True),))
