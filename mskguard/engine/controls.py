"""What a run says of the controls of a compliance pack."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from mskguard.engine.finding import Result, State
from mskguard.profiles.profile import Control
from mskguard.record import record


class Standing(Enum):
    """What became of a control."""

    VIOLATED = "violated"
    UNDETERMINED = "undetermined"
    KEPT = "kept"
    NOT_JUDGED = "not judged"
    """No rule can judge it, or nothing that its rules speak of was there: never a pass."""


@record(frozen=True, slots=True)
class Judged:
    """A control and what the run says of it."""

    control: Control
    standing: Standing
    findings: int = 0
    """Violations, or undetermined questions where there is no violation."""
    why: str = ""
    """Why it is not judged."""


def judged_controls(result: Result) -> Iterator[Judged]:
    """Every control of the run's profile. An ignored finding still violates its control."""
    for control in result.profile.controls if result.profile else ():
        yield _judged(control, result)


def _judged(control: Control, result: Result) -> Judged:
    if not control.rules:
        return Judged(control, Standing.NOT_JUDGED, why=control.why)
    told = [one for one in result.findings if one.rule.name in control.rules]
    open_questions = sum(one.state is State.UNDETERMINED for one in told)
    if len(told) > open_questions:
        return Judged(control, Standing.VIOLATED, len(told) - open_questions)
    if result.judging.isdisjoint(control.rules):
        return Judged(control, Standing.NOT_JUDGED, why="nothing that it speaks of was read")
    if open_questions:
        return Judged(control, Standing.UNDETERMINED, open_questions)
    return Judged(control, Standing.KEPT)
