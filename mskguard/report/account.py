"""The account at the end of the text report: nothing is left out silently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mskguard.engine.controls import Standing, judged_controls
from mskguard.engine.finding import Result
from mskguard.engine.reports import FAMILY
from mskguard.report.style import BOLD, DIM, GREEN, RED, Style
from mskguard.report.wording import Wording
from mskguard.rule import Level
from mskguard.source import Fate

_COLOURS = {Standing.VIOLATED: RED, Standing.KEPT: GREEN}


def account(result: Result, wording: Wording, style: Style, show_open: bool) -> Iterator[str]:
    """What was found, what stayed open or was ignored, what was read, and how to learn more."""
    yield _found(result, style)
    rest = [
        *_counted(len(result.suppressed), "ignored by a comment", "ignored by comments"),
        *_crashed(result, style),
        *_undetermined(result, wording, show_open),
    ]
    if rest:
        yield ", ".join(rest)
    yield from _files(result, wording, style)
    yield from _controls(result, style)
    told = result.active or (result.undetermined if show_open else ())
    if told:
        gravest = max(told, key=lambda one: (one.rule.family != FAMILY, one.severity.value))
        command = f"mskguard explain {gravest.rule.name}"
        yield style.paint(f"Why, and what would be right: {command}", DIM)


def _found(result: Result, style: Style) -> str:
    asked = f"{plural(len(result.rules), 'rule')} asked about {plural(result.subjects, 'resource')}"
    counts = result.counts()
    if not counts:
        if not result.subjects:
            return style.paint("Nothing to check", BOLD) + ": no resource that a rule speaks of"
        kind = GREEN if not result.crashes else RED
        return style.paint("No findings", BOLD, kind) + f": {asked}"
    grave = ", ".join(
        style.level(f"{counts[level]} {level.word}", level)
        for level in reversed(Level)
        if counts[level]
    )
    total = style.paint(plural(counts.total(), "finding"), BOLD)
    return f"{total}: {grave} ({asked})"


def _undetermined(result: Result, wording: Wording, show_open: bool) -> Iterator[str]:
    """How many are open, and what it is that would settle most of them."""
    if not result.undetermined:
        return
    hint = "" if show_open else " (--open shows them)"
    reasons = Counter(why for one in result.undetermined for why in {it.what for it in one.reasons})
    why, count = min(reasons.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    most = f", {count} of them since {wording.say(why)}" if count > 1 else ""
    yield f"{len(result.undetermined)} undetermined{hint}{most}"


def _crashed(result: Result, style: Style) -> Iterator[str]:
    if result.crashes:
        yield style.paint(plural(len(result.crashes), "crash", "crashes") + " of rules", RED)


def _files(result: Result, wording: Wording, style: Style) -> Iterator[str]:
    """Files read, and the others by reason."""
    read, skipped, unreadable = (
        result.files_by(fate) for fate in (Fate.READ, Fate.SKIPPED, Fate.UNREADABLE)
    )
    parts = [f"{plural(len(read), 'file')} read"]
    if skipped:
        reasons = Counter(one.why or "no reason given" for one in skipped)
        why = ", ".join(
            f"{count} {wording.say(reason)}"
            for reason, count in sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
        )
        parts.append(f"{len(skipped)} skipped ({why})")
    if unreadable:
        parts.append(style.paint(f"{len(unreadable)} unreadable", BOLD, RED))
    yield ", ".join(parts)


def _controls(result: Result, style: Style) -> Iterator[str]:
    """Each control of a compliance pack: none passes that was not judged."""
    if result.profile is None or not result.profile.controls:
        return
    version = f" {result.profile.version}" if result.profile.version else ""
    yield ""
    yield style.paint(f"{result.profile.title}{version}", BOLD)
    controls = list(judged_controls(result))
    width = max(len(one.control.id) for one in controls)
    for one in controls:
        said = f"{one.standing.value:12}"
        colour = _COLOURS.get(one.standing)
        painted = style.paint(said, colour) if colour else said
        count = f" ({plural(one.findings, 'finding')})" if one.standing is Standing.VIOLATED else ""
        why = f": {one.why}" if one.why else ""
        yield f"  {one.control.id:{width}}  {painted}  {one.control.title}{count}{why}"


def _counted(number: int, one: str, more: str) -> Iterator[str]:
    if number:
        yield f"{number} {one if number == 1 else more}"


def plural(number: int, one: str, more: str = "") -> str:
    return f"{number} {one if number == 1 else more or one + 's'}"
