"""Terraform's values: how the evaluator holds them, and how they convert.

A value's `it` is None (null), bool, int, Decimal, str, a tuple of values (list or tuple), a
`SetOf`, an `ObjectOf` (map or object), or a `Lazy` thing such as a resource.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Protocol, cast

from mskguard.record import record
from mskguard.source import Span
from mskguard.syntax.hcl.write import spell
from mskguard.value import (
    Choice,
    Condition,
    Hop,
    Identity,
    Known,
    Origin,
    Piece,
    Scalar,
    Text,
    Unknown,
    Value,
    restrict,
)

Any_ = Value[Any]


NUMERAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
"""What Terraform converts from a string to a number."""
LONGEST_NUMBER = 400
"""Digits before or after the point; longer numbers are not computed with."""
_MINUS_ZERO = Decimal("-0")
"""Equal to zero, but Terraform writes it with its sign."""
_TRUTHS = {"true": True, "1": True, "false": False, "0": False}


class SetOf(tuple[Any_, ...]):
    """A set: its elements differ, and have no index."""

    __slots__ = ()


class ObjectOf(dict[str, Any_]):
    """A map or an object, with the place of each key where one is written."""

    def __init__(self, items: Iterable[tuple[str, Any_]] = (), keys_at: Any = None) -> None:
        super().__init__(items)
        self.keys_at: dict[str, Span] = keys_at or {}

    def items_with_keys(self, fallback: Span) -> Iterator[tuple[Known[str], Any_]]:
        """Keys as values, in Terraform's order, which is that of their bytes."""
        for key in sorted(self, key=str.encode):
            span = self.keys_at.get(key, fallback)
            yield (
                Known(key, span, text=Text((Piece(span, key, verbatim=span.text == key),))),
                self[key],
            )


class Lazy(Protocol):
    """An object whose attributes are evaluated when they are asked for: a resource, a module."""

    def attribute(self, name: str, span: Span) -> Any_: ...

    def index(self, key: Any_, span: Span) -> Any_: ...

    def all(self, span: Span) -> Any_:
        """The thing as an ordinary value: a tuple or object of its instances, or unknown."""
        ...


@record(frozen=True, slots=True, eq=False)
class Failure(Unknown[Any]):
    """An expression that Terraform would refuse; `try` and `can` tell it from an unknown."""


@record(frozen=True, slots=True)
class Test:
    """The identity of an unknown comparison of an unknown thing with a literal."""

    subject: Hashable
    literal: Hashable

    def __str__(self) -> str:
        literal = f'"{self.literal}"' if isinstance(self.literal, str) else self.literal
        return f"{self.subject} == {literal}"


@record(frozen=True, slots=True)
class Not:
    """The identity of the negation of an unknown thing."""

    inner: Hashable


@record(frozen=True, slots=True)
class Written:
    """The identity of an unknown expression by its text, within one module instance."""

    scope: str
    text: str

    def __str__(self) -> str:
        return self.text


class HclWriter:
    """Spells literals of HCL."""

    def spell(self, value: Scalar) -> str:
        return spell(value)


HCL = HclWriter()


def known(it: Any, span: Span, operands: Sequence[Any_] = ()) -> Known[Any]:
    """A value computed at `span` from operands, which become the places it came through."""
    hops: tuple[Hop, ...] = ()
    for operand in operands:
        if isinstance(operand, Known) and operand.via:
            hops += (*operand.via, Hop(operand.span, ""))
    return Known(it, span, Origin.RESOLVED if hops else Origin.WRITTEN, hops)


def unknown(span: Span, why: str, identity: Identity | None = None) -> Unknown[Any]:
    """A new unknown thing, which is its own root."""
    roots: frozenset[Hashable] = frozenset((identity or (span.file.path, span.start),))
    return Unknown(span, why, identity, roots)


def failure(span: Span, why: str) -> Failure:
    return Failure(span, why, None, frozenset(((span.file.path, span.start),)))


def unknown_among(values: Iterable[Any_], identity: Hashable | None = None) -> Unknown[Any] | None:
    """The unknown result of an operation one of whose operands is unknown; None where none is."""
    met = [value for value in values if isinstance(value, Unknown)]
    if not met:
        return None
    first = next((one for one in met if isinstance(one, Failure)), met[0])
    roots = frozenset().union(*(one.roots for one in met))
    kind = Failure if isinstance(first, Failure) else Unknown
    return kind(first.span, first.why, identity, roots, via=first.via)


def choose(value: Unknown[Any], span: Span, then: Any_, otherwise: Any_, scope: str) -> Any_:
    """The value that is one thing where an unknown truth holds and another where it does not."""
    identity = value.identity
    if isinstance(identity, Not):
        inner = Unknown[Any](value.span, value.why, identity.inner, value.roots, via=value.via)
        return choose(inner, span, otherwise, then, scope)
    if identity is None:
        identity = Written(scope, " ".join(span.text.split()))
    if isinstance(identity, Test):
        condition = Condition(identity.subject, identity.literal, str(identity), span, value.roots)
    else:
        condition = Condition(identity, True, str(identity), span, value.roots)
    return Choice(condition, restrict(then, condition, True), restrict(otherwise, condition, False))


def through(value: Any_, hop: Hop) -> Any_:
    """The value as reached from another place."""
    if isinstance(value, Choice):
        return Choice(value.condition, through(value.yes, hop), through(value.no, hop))
    if isinstance(value, (Known, Unknown)):
        return cast("Any_", value.through(hop))
    return value


def settle(value: Any_, span: Span) -> Any_:
    """A lazy thing as an ordinary value."""
    if isinstance(value, Known) and hasattr(value.it, "all"):
        return cast("Lazy", value.it).all(span)
    return value


def number_text(number: int | Decimal) -> str:
    """A number as Terraform writes it into a text."""
    if isinstance(number, int):
        return str(number)
    plain = format(number, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def scalar_text(it: Any) -> str | None:
    """A scalar as text; None for what does not convert."""
    if isinstance(it, bool):
        return "true" if it else "false"
    if isinstance(it, str):
        return it
    if isinstance(it, int):
        return str(it)
    if isinstance(it, Decimal) and abs(it.adjusted()) <= LONGEST_NUMBER:
        return number_text(it)
    return None


def as_text(value: Any_) -> Any_:
    """The value as a string, with its text map; a failure where it does not convert."""
    if not isinstance(value, Known) or isinstance(value.it, str):
        return value
    text = scalar_text(value.it)
    if text is None:
        return failure(value.span, f"{kind_of(value.it)} is no string")
    pieces = Text((Piece(value.span, text),))
    return Known(text, value.span, value.origin, value.via, value.slot, pieces, value.writer)


def as_number(value: Any_) -> Any_:
    """The value as a number; a failure where it does not convert."""
    if not isinstance(value, Known) or is_number(value.it):
        return value
    if isinstance(value.it, str) and NUMERAL.fullmatch(value.it):
        number = exact(Decimal(value.it))
        if number is None:
            return unknown(value.span, "a number is too large or too small to be followed")
        return replace(value, it=number, text=None)
    return failure(value.span, f"{kind_of(value.it)} is no number")


def as_bool(value: Any_) -> Any_:
    """The value as a bool; a failure where it does not convert."""
    if not isinstance(value, Known) or isinstance(value.it, bool):
        return value
    truth = _TRUTHS.get(value.it) if isinstance(value.it, str) else None
    if truth is None:
        return failure(value.span, f"{kind_of(value.it)} is no bool")
    return replace(value, it=truth, text=None)


def is_number(it: object) -> bool:
    return isinstance(it, (int, Decimal)) and not isinstance(it, bool)


def exact(number: Decimal) -> int | Decimal | None:
    """An integral number as int. None for what is no number or absurdly long."""
    if not number.is_finite() or abs(number.adjusted()) > LONGEST_NUMBER:
        return None
    if number.is_zero() and number.is_signed():
        return _MINUS_ZERO
    return int(number) if number == number.to_integral_value() else number


def is_null(value: Any_) -> bool:
    return isinstance(value, Known) and value.it is None


def kind_of(it: object) -> str:
    """The Terraform type of a value, for messages; never the value itself."""
    if it is None:
        return "null"
    if isinstance(it, bool):
        return "a bool"
    if isinstance(it, str):
        return "this string"
    if is_number(it):
        return "a number"
    if isinstance(it, SetOf):
        return "a set"
    return "a list" if isinstance(it, tuple) else "an object"


def attributes_of(span: Span, **attributes: Any_) -> Known[Any]:
    """An object with these attributes, such as `each` and `count`."""
    return Known(ObjectOf(attributes.items()), span)
