"""Reads the members of a resource that is written as nested maps and lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from mskguard.adapters.shapes.spellings import OTHER_SPELLINGS
from mskguard.source import Span
from mskguard.value import (
    Absent,
    Holder,
    Known,
    Origin,
    Piece,
    Scalar,
    Slot,
    Text,
    Unknown,
    Value,
    distribute,
)

Any_ = Value[Any]

_TRUTHS = {"true": True, "false": False}
_INTEGER = re.compile(r"[+-]?\d{1,400}", re.ASCII)


class Fields(dict[str, Any_]):
    """A map as it was evaluated: its members, where their keys are written, and what holds it.

    An evaluated tree is made of values whose `it` is None (null), bool, int, Decimal, str, a tuple
    of values, or `Fields`; each may also be `Absent` (as `AWS::NoValue` is), `Unknown` or a
    `Choice`.
    """

    __slots__ = ("holder", "keys_at")

    def __init__(
        self,
        items: Iterable[tuple[str, Any_]] = (),
        keys_at: dict[str, Span] | None = None,
        holder: Holder | None = None,
    ) -> None:
        super().__init__(items)
        self.keys_at = keys_at or {}
        self.holder = holder
        """Takes a member that is absent, where the language can write one."""


class FieldReader:
    """Reads members at paths of keys: `read.text("BrokerNodeGroupInfo", "InstanceType")`.

    `lenient`: the language turns `"true"` and `"3"` into what is wanted, as CloudFormation does.
    """

    def __init__(self, address: str, fields: Any_, *, lenient: bool, place: str = "") -> None:
        self.address = address
        self._fields = fields
        self._lenient = lenient
        self._place = place

    def value(self, *path: str) -> Any_:
        """The member at a path as it was evaluated; null counts as absent."""
        dotted = self._place + ".".join(path)
        return distribute(lambda it: self._descend(it, path, dotted), self._fields)

    def _descend(self, value: Any_, path: tuple[str, ...], dotted: str) -> Any_:
        slot = Slot(self.address, dotted)
        place = value.span
        for depth, name in enumerate(path):
            if not isinstance(value, Known):
                return value.at(slot)
            if not isinstance(value.it, Fields):
                return unusable(value, "a map is expected here").at(slot)
            held = value.it.holder
            member = value.it.get(_spelt(value.it, name))
            if member is None or is_null(member):
                at = place if member is None else member.span
                held = held if member is None else None
                return Absent(at, Slot(self.address, dotted, held, path[depth:]))
            place = value.it.keys_at.get(name, member.span)
            if not isinstance(member, (Known, Unknown, Absent)):
                rest = path[depth + 1 :]
                return distribute(lambda it, rest=rest: self._descend(it, rest, dotted), member)
            if isinstance(member, Absent):
                return Absent(member.span, Slot(self.address, dotted, None, path[depth:]))
            value = member
        return value.at(slot)

    def present(self, *path: str) -> Value[bool]:
        """Whether something stands at a path."""
        return distribute(
            lambda it: it if isinstance(it, Unknown) else Known(isinstance(it, Known), it.span),
            self.value(*path),
        )

    def blocks(self, *path: str) -> Value[tuple[FieldReader, ...]]:
        """A reader for each map of a list; absent where there is no list."""
        dotted = self._place + ".".join(path)

        def readers(it: Any_) -> Any_:
            if not isinstance(it, Known):
                return it
            if not isinstance(it.it, tuple):
                return unusable(it, "a list is expected here")
            found = tuple(
                FieldReader(self.address, one, lenient=self._lenient, place=f"{dotted}[{at}].")
                for at, one in enumerate(it.it)
            )
            return Known(found, it.span, it.origin, it.via, it.slot)

        return distribute(readers, self.value(*path))

    def first(self, *path: str) -> FieldReader:
        """A reader of the first map of a list, for lists that hold one at most."""

        def of(it: Any_) -> Any_:
            if not isinstance(it, Known):
                return it
            if not isinstance(it.it, tuple):
                return unusable(it, "a list is expected here")
            return it.it[0] if it.it else Absent(it.span, it.slot)

        place = f"{self._place}{'.'.join(path)}[0]."
        found = distribute(of, self.value(*path))
        return FieldReader(self.address, found, lenient=self._lenient, place=place)

    def text(self, *path: str, default: Scalar | None = None) -> Value[str]:
        return self._typed(path, self._as_text, default)

    def number(self, *path: str, default: Scalar | None = None) -> Value[int]:
        return self._typed(path, self._as_number, default)

    def flag(self, *path: str, default: Scalar | None = None) -> Value[bool]:
        return self._typed(path, self._as_flag, default)

    def names(self, *path: str) -> Value[tuple[Value[str], ...]]:
        """A list of texts."""

        def texts(it: Known[Any]) -> Any_:
            if not isinstance(it.it, tuple):
                return unusable(it, "a list is expected here")
            items = tuple(distribute(self._converted(self._as_text), one) for one in it.it)
            return replace(it, it=items)

        return self._typed(path, texts, None)

    def mapping(self, *path: str) -> Any_:
        """A map of texts."""

        def map_of_texts(it: Known[Any]) -> Any_:
            if not isinstance(it.it, Fields):
                return unusable(it, "a map is expected here")
            items = {
                key: distribute(self._converted(self._as_text), one) for key, one in it.it.items()
            }
            return replace(it, it=items)

        return self._typed(path, map_of_texts, None)

    def _typed(
        self, path: tuple[str, ...], convert: Callable[[Known[Any]], Any_], default: Scalar | None
    ) -> Any_:
        def typed(it: Any_) -> Any_:
            if isinstance(it, Absent) and default is not None:
                return Known(default, it.span, Origin.DEFAULT, slot=it.slot)
            return self._converted(convert)(it)

        return distribute(typed, self.value(*path))

    @staticmethod
    def _converted(convert: Callable[[Known[Any]], Any_]) -> Callable[[Any_], Any_]:
        """The conversion, for what is known; anything else stays."""
        return lambda it: convert(it) if isinstance(it, Known) else it

    def _as_text(self, value: Known[Any]) -> Any_:
        it = value.it
        if isinstance(it, str):
            return value
        if not self._lenient or not isinstance(it, (bool, int, Decimal)):
            return unusable(value, "a text is expected here")
        raw = value.span.text
        text = str(it).lower() if isinstance(it, bool) else raw or str(it)
        return replace(value, it=text, text=Text((Piece(value.span, text),)))

    def _as_number(self, value: Known[Any]) -> Any_:
        it = value.it
        if isinstance(it, (int, Decimal)) and not isinstance(it, bool):
            return value
        if self._lenient and isinstance(it, str) and _INTEGER.fullmatch(it):
            return replace(value, it=int(it), text=None)
        return unusable(value, "a number is expected here")

    def _as_flag(self, value: Known[Any]) -> Any_:
        it = value.it
        if isinstance(it, bool):
            return value
        if self._lenient and isinstance(it, str) and it.lower() in _TRUTHS:
            return replace(value, it=_TRUTHS[it.lower()], text=None)
        return unusable(value, "true or false is expected here")


def _spelt(fields: Fields, name: str) -> str:
    """The name under which a map has a member that the API may call otherwise."""
    if name in fields:
        return name
    return next((other for other in OTHER_SPELLINGS.get(name, ()) if other in fields), name)


def is_null(value: Any_) -> bool:
    return isinstance(value, Known) and value.it is None


def unusable(value: Any_, why: str) -> Any_:
    """A value of a wrong type: what AWS makes of it is not known."""
    return Unknown(value.span, why, roots=frozenset(((value.span.file.path, value.span.start),)))
