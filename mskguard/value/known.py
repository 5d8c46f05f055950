"""Values with their provenance: known, absent, unknown, or different by condition."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import Any, Generic, Self, TypeVar, cast, overload

from mskguard.record import record
from mskguard.source import Span
from mskguard.value.place import Hop, Origin, Scalar, Slot, Writer
from mskguard.value.reading import current_reading
from mskguard.value.text import HOLE, Text
from mskguard.value.tri import Tri
from mskguard.value.world import Condition, Undecided

T = TypeVar("T")
R = TypeVar("R")


class Value(Generic[T]):
    """A value of the model: `Known`, `Absent`, `Unknown`, or a `Choice` of these by condition.

    Questions answer a `Tri`. `span` is where a person would look: what is written, or the opening
    of the block in which it is not written.
    """

    __slots__ = ()

    span: Span
    slot: Slot | None

    def now(self) -> Known[T] | Absent[T] | Unknown[T]:
        """The value in the world being read; see `reading`."""
        raise NotImplementedError

    def at(self, slot: Slot) -> Self:
        """This value as the content of an argument."""
        raise NotImplementedError

    def satisfies(self, predicate: Callable[[T], bool]) -> Tri:
        """Whether the predicate holds. An absent value satisfies nothing."""
        now = self.now()
        if isinstance(now, Known):
            return Tri.of(predicate(now.it))
        return Tri.NO if isinstance(now, Absent) else Tri.UNKNOWN

    def equals(self, other: T) -> Tri:
        now = self.now()
        if isinstance(now, Known):
            return Tri.of(now.it == other)
        return Tri.NO if isinstance(now, Absent) else Tri.UNKNOWN

    def among(self, *others: T) -> Tri:
        return self.satisfies(lambda it: it in others)

    def same(self, other: Value[T]) -> Tri:
        """Whether both are the same thing; unknown things with one identity are."""
        mine, theirs = self.now(), other.now()
        if isinstance(mine, Known) and isinstance(theirs, Known):
            return Tri.of(mine.it == theirs.it)
        if isinstance(mine, Absent) or isinstance(theirs, Absent):
            return (
                Tri.NO
                if isinstance(mine, (Known, Absent)) and isinstance(theirs, (Known, Absent))
                else Tri.UNKNOWN
            )
        if isinstance(mine, Unknown) and isinstance(theirs, Unknown):
            return (
                Tri.YES
                if mine.identity is not None and mine.identity == theirs.identity
                else Tri.UNKNOWN
            )
        return Tri.UNKNOWN

    def startswith(self, prefix: str) -> Tri:
        """Whether a text starts so; a text known in part may tell."""
        now = self.now()
        if isinstance(now, Unknown) and now.text is not None:
            known = now.text.joined.split(HOLE, 1)[0]
            if known.startswith(prefix):
                return Tri.YES
            return Tri.UNKNOWN if prefix.startswith(known) else Tri.NO
        return now.satisfies(lambda it: str(it).startswith(prefix))

    def matches(self, pattern: str) -> Tri:
        """Whether the whole text matches a regular expression."""
        return self.satisfies(lambda it: re.fullmatch(pattern, str(it)) is not None)

    @property
    def given(self) -> Tri:
        """Whether something is written (or observed): YES, NO, or UNKNOWN.

        A default that nobody wrote is not given. An unknown value may be null, so that nothing is.
        """
        match self.now():
            case Known(origin=origin):
                return Tri.of(origin is not Origin.DEFAULT)
            case Absent():
                return Tri.NO
            case _:
                return Tri.UNKNOWN

    @property
    def is_default(self) -> Tri:
        """Whether nothing is written and the value is AWS's default."""
        match self.now():
            case Known(origin=origin):
                return Tri.of(origin is Origin.DEFAULT)
            case Absent():
                return Tri.NO
            case _:
                return Tri.UNKNOWN

    def map(self, function: Callable[[T], R]) -> Value[R]:
        """The same value in another form, at the same place."""
        match self.now():
            case Known() as known:
                return Known(function(known.it), known.span, known.origin, known.via, known.slot)
            case Absent(span=span, slot=slot):
                return Absent(span, slot)
            case unknown:
                return cast("Unknown[R]", unknown)

    @overload
    def otherwise(self, default: T) -> T: ...
    @overload
    def otherwise(self, default: R) -> T | R: ...
    def otherwise(self, default: object) -> object:
        """What it is where that is known, else `default`: for messages, never for a verdict."""
        now = self.now()
        return now.it if isinstance(now, Known) else default

    def set(self, to: Scalar) -> Change | None:
        """The fix that writes `to` here; None where nothing here can be written."""
        now = self.now()
        if isinstance(now, Known) and now.origin in (Origin.WRITTEN, Origin.RESOLVED):
            return Change(self, to) if now.writer is not None else None
        if isinstance(now, Unknown) or now.slot is None or now.slot.holder is None:
            return None
        return Change(self, to)

    def __str__(self) -> str:
        match self.now():
            case Known(it=bool(it)):
                return "true" if it else "false"
            case Known(it=""):
                return '""'
            case Known(span=span, it=it):
                return span.shown if isinstance(it, str) and span.text == it else str(it)
            case Absent():
                return "nothing"
            case _:
                return "unknown"


@record(frozen=True, slots=True, eq=False)
class Known(Value[T]):
    """A value that is known. Collections hold values: `tuple[Value, …]`, `Mapping[str, Value]`.

    `via` are the places it came through, the argument's own first. `text` maps a string's
    characters to their source; `writer` is there where the span holds just this value as a literal.
    """

    it: T
    span: Span
    origin: Origin = Origin.WRITTEN
    via: tuple[Hop, ...] = ()
    slot: Slot | None = None
    text: Text | None = None
    writer: Writer | None = None

    def now(self) -> Known[T]:
        return self

    def at(self, slot: Slot) -> Known[T]:
        return Known(self.it, self.span, self.origin, self.via, slot, self.text, self.writer)

    def through(self, hop: Hop) -> Known[T]:
        """The same value, reached from `hop`."""
        origin = Origin.RESOLVED if self.origin is Origin.WRITTEN else self.origin
        return replace(self, origin=origin, via=(hop, *self.via))


@record(frozen=True, slots=True, eq=False)
class Absent(Value[T]):
    """Nothing is written, and there is no default to speak of. `span`: where it is not written."""

    span: Span
    slot: Slot | None = None

    def now(self) -> Absent[T]:
        return self

    def at(self, slot: Slot) -> Absent[T]:
        return Absent(self.span, slot)


@record(frozen=True, slots=True, eq=False)
class Unknown(Value[T]):
    """A value that cannot be known from what was read.

    `why` says what a person could do something about ("var.kafka_version has no value"). `identity`
    names the thing itself; `roots` the unknown inputs it hangs on; `text` what is known of a text.
    """

    span: Span
    why: str
    identity: Hashable | None = None
    roots: frozenset[Hashable] = frozenset()
    text: Text | None = None
    via: tuple[Hop, ...] = ()
    slot: Slot | None = None

    def now(self) -> Unknown[T]:
        current = current_reading.get()
        if current is not None:
            current.unknowns.append(cast("Unknown[object]", self))
        return self

    def at(self, slot: Slot) -> Unknown[T]:
        return replace(self, slot=slot)

    def through(self, hop: Hop) -> Unknown[T]:
        return replace(self, via=(hop, *self.via))


@record(frozen=True, slots=True, eq=False)
class Choice(Value[T]):
    """One value where an undecided condition holds, another where it does not."""

    condition: Condition
    yes: Value[T]
    no: Value[T]
    slot: Slot | None = None

    @property
    def span(self) -> Span:  # type: ignore[override]  # Value declares an attribute; here it is computed
        return self.condition.span

    def now(self) -> Known[T] | Absent[T] | Unknown[T]:
        current = current_reading.get()
        if current is None:
            return Unknown(
                self.span, f"it depends on whether {self.condition.text}", slot=self.slot
            )
        holds = current.world.decide(self.condition)
        if holds is None:
            raise Undecided(self.condition)
        return (self.yes if holds else self.no).now()

    def at(self, slot: Slot) -> Choice[T]:
        return Choice(self.condition, self.yes.at(slot), self.no.at(slot), slot)


@record(frozen=True, slots=True)
class Change:
    """A fix in the model's terms: `value` is to be `to`."""

    value: Value[Any]
    to: Scalar
