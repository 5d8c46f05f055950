"""Reads the planned arguments of a resource, at the places of the HCL where that is beside it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from mskguard.adapters.terraform.blocks import Reader
from mskguard.adapters.terraform.values import Any_, failure, is_null, unknown
from mskguard.adapters.terraform_plan.agreement import agrees, joined
from mskguard.adapters.terraform_plan.document import Planned
from mskguard.adapters.terraform_plan.references import Configuration, is_written
from mskguard.adapters.terraform_plan.values import AFTER_APPLY, is_marked, planned_value
from mskguard.model.cluster import Names
from mskguard.record import record
from mskguard.source import Span
from mskguard.syntax.json import Json, Members, members_of
from mskguard.value import Absent, Known, Origin, Slot, Unknown, Value

_MOST_PAIRED = 60
"""Blocks of one type; of more, each is taken for the written one at the same place."""


@record(frozen=True, slots=True, eq=False)
class Cursor:
    """One block of a resource: its values, its marks of what is unknown, and its arguments.

    `values` is None for a block of which nothing is known; `written` where the plan does not tell.
    """

    values: Json | None
    unknown: Json | None
    written: Json | None
    place: Span

    def child(self, name: str) -> Cursor | Absent[object] | Unknown[object]:
        """The nested block of a type. Of several, the first."""
        blocks = self.children(name)
        return blocks[0] if isinstance(blocks, list) else blocks

    def children(self, name: str) -> list[Cursor] | Absent[object] | Unknown[object]:
        """The nested blocks of a type, one at least."""
        values = self.values.member(name) if self.values else None
        marks = self.unknown.member(name) if self.unknown else None
        written = self.written.member(name) if self.written else None
        place = self.values.key_span(name) if self.values and values else self.place
        if marks is not None and marks.it is True:
            return self._unknown_block(name, place)
        found = _blocks(values)
        marked = _blocks(marks)
        if not found and not any(map(is_marked, marked)):
            return Absent(place)
        if any(one.it is True for one in marked):
            return self._unknown_block(name, place)
        if not all(isinstance(one.it, Members) for one in found):
            return failure(place, "a block is expected here")
        wrote = _blocks(written)
        count = max(len(found), len(marked))
        return [
            Cursor(
                _at(found, index), _at(marked, index),
                _at(wrote, index) if len(wrote) == count else None, place,
            )
            for index in range(count)
        ]  # fmt: skip

    def _unknown_block(self, name: str, place: Span) -> Unknown[object]:
        why = AFTER_APPLY
        if is_written(self.written, name) is False:
            why += f", and the plan alone does not tell whether {name} is written (see --source)"
        return unknown(place, why)


def _blocks(value: Json | None) -> list[Json]:
    """A block is planned as a list of one, and an object of the newer framework as itself."""
    if value is None or value.it is None:
        return []
    return value.it if isinstance(value.it, list) else [value]


def _at(values: list[Json], index: int) -> Json | None:
    return values[index] if index < len(values) else None


class PlanReader(Reader):
    """A reader of planned values. `beside` reads the same resource in the HCL."""

    def __init__(
        self,
        address: str,
        planned: Planned,
        configuration: Configuration,
        beside: Reader | None = None,
        cursor: Cursor | None = None,
        place: str = "",
    ) -> None:
        self.address = address
        self.planned = planned
        self._configuration = configuration
        self._beside = beside
        written = configuration.expressions(planned.address)
        self._cursor = cursor or Cursor(planned.values, planned.unknown, written, planned.span)
        self._place = place
        self._is_new = "create" in planned.actions

    def value(self, *path: str) -> Any_:
        """The argument at a path as the plan has it; null counts as absent."""
        if path[0] == "lifecycle":
            return self._beside.value(*path) if self._beside else self._untold()
        value = self._planned(path)
        if self._beside is None:
            return value
        return joined(value, self._beside.value(*path), is_new=self._is_new)

    def _planned(self, path: tuple[str, ...]) -> Any_:
        slot = Slot(self.address, self._place + ".".join(path))
        cursor = self._cursor
        for name in path[:-1]:
            found = cursor.child(name)
            if not isinstance(found, Cursor):
                return found.at(slot)
            cursor = found
        name = path[-1]
        values = cursor.values.member(name) if cursor.values else None
        marks = cursor.unknown.member(name) if cursor.unknown else None
        place = cursor.values.key_span(name) if cursor.values and values else cursor.place
        value = planned_value(values, marks, place)
        if is_null(value):
            return Absent(place, slot)
        if isinstance(value, Unknown):
            return self._unknown(value, cursor, name, slot)
        expression = cursor.written.member(name) if cursor.written else None
        if isinstance(value, Known) and expression and expression.member("references"):
            value = replace(value, origin=Origin.RESOLVED)
        return value.at(slot)

    def _unknown(self, value: Unknown[object], cursor: Cursor, name: str, slot: Slot) -> Any_:
        """What is unknown because of what it refers to; what nobody writes is absent."""
        if is_written(cursor.written, name) is False:
            return Absent(value.span, slot)
        expression = cursor.written.member(name) if cursor.written else None
        identity = self._configuration.identity(expression, self.planned.address)
        # Of a list the plan does not tell which of its elements a reference is.
        if identity is None or name.endswith("s"):
            return value.at(slot)
        why = f"{identity} {AFTER_APPLY.removeprefix('it ')}"
        return Unknown(value.span, why, identity, frozenset((identity,)), slot=slot)

    def present(self, *path: str) -> Value[bool]:
        """Whether the block at a path is there."""
        beside = self._beside.present(*path) if self._beside else None
        cursor = self._cursor
        for name in path:
            found = cursor.child(name)
            if isinstance(found, Unknown):
                return beside or Unknown(found.span, found.why, roots=found.roots)
            there = isinstance(found, Cursor)
            if not isinstance(found, Cursor):
                return self._there(Known(there, found.span), beside)
            cursor = found
        return self._there(Known(True, cursor.place), beside)

    def _there(self, plan: Known[bool], beside: Value[bool] | None) -> Value[bool]:
        return plan if beside is None else joined(plan, beside, is_new=self._is_new)

    def blocks(self, *path: str) -> Value[tuple[Reader, ...]]:
        """A reader for each block of a type that may stand several times."""
        dotted = self._place + ".".join(path)
        slot = Slot(self.address, dotted)
        beside = self._beside.blocks(*path) if self._beside else None
        cursor = self._cursor
        for name in path[:-1]:
            found = cursor.child(name)
            if not isinstance(found, Cursor):
                return _or_beside(found.at(slot), beside)
            cursor = found
        blocks = cursor.children(path[-1])
        if not isinstance(blocks, list):
            return _or_beside(blocks.at(slot), beside)
        readers = beside.it if isinstance(beside, Known) else ()
        others = _paired(blocks, list(readers)) if len(readers) == len(blocks) else None
        blocks_read = tuple(
            PlanReader(
                self.address, self.planned, self._configuration,
                others[at] if others else None, block, f"{dotted}[{at}].",
            )
            for at, block in enumerate(blocks)
        )  # fmt: skip
        place = beside.span if beside and others else blocks[0].place
        return Known(blocks_read, place, slot=slot)

    def ignored_changes(self) -> Names:
        """A plan does not repeat what is ignored; only the HCL tells."""
        return self._beside.ignored_changes() if self._beside else self._untold()

    def _untold(self) -> Any_:
        return unknown(self.planned.span, "a plan does not repeat lifecycle: give --source")


def _or_beside(plan: Any_, beside: Any_ | None) -> Any_:
    """Where a plan has no blocks to read, the HCL tells whether nobody writes any."""
    if isinstance(beside, Absent) or (isinstance(beside, Unknown) and isinstance(plan, Unknown)):
        return beside
    return plan


def _paired(blocks: list[Cursor], readers: list[Reader]) -> list[Reader]:
    """For each planned block the written one that is most like it: a plan sorts sets."""
    if len(blocks) > _MOST_PAIRED:
        return readers
    left, found = list(readers), []
    for block in blocks:
        best = max(left, key=partial(_likeness, block))
        left.remove(best)
        found.append(best)
    return found


def _likeness(block: Cursor, reader: Reader) -> int:
    return sum(
        agrees(planned_value(value, None, block.place), reader.value(name))
        for name, value in members_of(block.values)
        if value.it not in (None, "", [])
    )
