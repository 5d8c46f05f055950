"""What violates a schema, and the worlds in which it does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from mskguard.model.fault import Fault
from mskguard.source import Span
from mskguard.value import Choice, Hop, Known, Value, World, conditions

Any_ = Value[Any]

UNKNOWN_ATTRIBUTE = "unknown-attribute"
INVALID_VALUE = "invalid-value"


class Wrong(NamedTuple):
    """One violation. `said` follows the resource's address in the message."""

    report: str
    span: Span
    said: str
    path: str
    world: World
    via: tuple[Hop, ...] = ()


def judged(
    value: Any_, world: World, judge: Callable[[Any_, World], Iterator[Wrong]]
) -> Iterator[Wrong]:
    """What is wrong with a value, case by case.

    What is wrong in both cases is wrong whatever the condition. Of a condition that nobody wrote,
    only that is told. Conditions that may depend on each other tell nothing.
    """
    if not isinstance(value, Choice):
        yield from judge(value, world)
        return
    condition = value.condition
    decided = world.decide(condition)
    if decided is not None:
        yield from judged(value.yes if decided else value.no, world, judge)
        return
    yes = list(judged(value.yes, world.where(condition, True), judge))
    no = list(judged(value.no, world.where(condition, False), judge))
    both = {one.path for one in yes} & {one.path for one in no}
    told: set[tuple[Span, str]] = set()
    for one in (*yes, *no):
        if one.path in both and (condition.supposed or (_is_in(one, yes) and _is_in(one, no))):
            if (one.span, one.said) not in told:
                yield one._replace(world=world)
            told.add((one.span, one.said))
        elif not condition.supposed and not one.world.entangled:
            yield one


def _is_in(wrong: Wrong, others: Iterable[Wrong]) -> bool:
    return any((one.span, one.said) == (wrong.span, wrong.said) for one in others)


class Place(NamedTuple):
    """The resource that is judged."""

    unit: str
    address: str
    instance: str
    exists: Any_
    called_at: tuple[Hop, ...] = ()


def faults(place: Place, judge: Callable[[World], Iterator[Wrong]]) -> Iterator[Fault]:
    """What is wrong with a resource in the worlds in which it exists."""

    def where_it_exists(exists: Any_, world: World) -> Iterator[Wrong]:
        gone = isinstance(exists, Known) and exists.it is False
        if not gone:
            yield from judge(world)

    given = frozenset(conditions(place.exists))
    for one in judged(place.exists, World(), where_it_exists):
        if one.span.file.editable:
            yield Fault(
                one.report,
                one.span,
                f"{place.address}: {one.said}",
                place.unit,
                place.address,
                place.instance,
                one.path,
                str(one.world.without(given)),
                tuple(hop for hop in (*one.via, *place.called_at) if hop.span != one.span),
            )
