"""Undecided conditions, and the worlds that decide them."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import field

from mskguard.record import record
from mskguard.source import Span


@record(frozen=True, slots=True)
class Condition:
    """Something undecided on which values differ.

    `subject` is what is asked about and `literal` the answer it is compared with (True for a plain
    truth), so that two conditions on one subject exclude each other. `roots` are the unknown inputs
    behind it: conditions that share one may depend on each other in ways not understood here.
    `supposed`: nobody wrote it, it only tells what follows from the answers that there can be. It
    may clear a rule's question in all of them, but what breaks a rule in one of them is no finding.
    """

    subject: Hashable
    literal: Hashable
    text: str = field(compare=False)
    span: Span = field(compare=False)
    roots: frozenset[Hashable] = field(default=frozenset(), compare=False)
    supposed: bool = field(default=False, compare=False)

    def said(self, holds: bool) -> str:
        return f"{self.text} is {'true' if holds else 'false'}"


class Undecided(Exception):
    """A rule read a value that differs by a condition that its world does not decide."""

    def __init__(self, condition: Condition) -> None:
        super().__init__(condition.text)
        self.condition = condition


class World:
    """What has been decided so far about conditions."""

    __slots__ = ("decisions",)

    def __init__(self, decisions: Mapping[Condition, bool] | None = None) -> None:
        self.decisions = dict(decisions or {})

    def decide(self, condition: Condition) -> bool | None:
        """What this world says of a condition, or None where it leaves it open."""
        for other, holds in self.decisions.items():
            if other is condition or other == condition:
                return holds
        for other, holds in self.decisions.items():
            if holds and other.subject == condition.subject and other.literal != condition.literal:
                return False
        return None

    def where(self, condition: Condition, holds: bool) -> World:
        return World({**self.decisions, condition: holds})

    def without(self, conditions: Collection[Condition]) -> World:
        """The same world, silent about some of its conditions."""
        return World({c: holds for c, holds in self.decisions.items() if c not in conditions})

    @property
    def written(self) -> World:
        """The same world, silent about the conditions that nobody wrote."""
        return World({c: holds for c, holds in self.decisions.items() if not c.supposed})

    @property
    def supposed(self) -> bool:
        """Whether it decides a condition that nobody wrote."""
        return any(condition.supposed for condition in self.decisions)

    def is_written_like(self, other: World) -> bool:
        """Whether the two do not contradict each other in what somebody wrote."""
        return all(
            other.decisions.get(condition, holds) is holds
            for condition, holds in self.decisions.items()
            if not condition.supposed
        )

    @property
    def entangled(self) -> bool:
        """Whether two of its conditions share an unknown input in a way not understood here."""
        taken = list(self.decisions)
        return any(
            one.subject != other.subject and one.roots & other.roots
            for index, one in enumerate(taken)
            for other in taken[index + 1 :]
        )

    def __str__(self) -> str:
        """What it decides, without the denials that follow from what it affirms."""
        affirmed = {condition.subject for condition, holds in self.decisions.items() if holds}
        return " and ".join(
            condition.said(holds)
            for condition, holds in self.decisions.items()
            if holds or condition.subject not in affirmed
        )


def joined(worlds: Iterable[World]) -> list[World]:
    """The same cases in fewer worlds: one without a condition for two that differ in it alone."""
    cases = list({frozenset(one.decisions.items()): one for one in worlds}.values())
    for at, one in enumerate(cases):
        for other in cases[at + 1 :]:
            apart = set(one.decisions.items()) ^ set(other.decisions.items())
            if len(apart) == 2 and len({condition for condition, _ in apart}) == 1:
                less = one.without({condition for condition, _ in apart})
                return joined([less, *(it for it in cases if it is not one and it is not other)])
    return cases
