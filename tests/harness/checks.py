"""The tests that are derived from an example: each returns what is wrong, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from mskguard.engine.catalog import Entry
from mskguard.engine.finding import Finding
from mskguard.engine.fixing import apply
from mskguard.source import SourceFile, TextEdit
from tests.harness import changes
from tests.harness.examples import BadExample, Example, fences, parse
from tests.harness.judging import CannotJudge, Judged, judge, judge_change
from tests.harness.sides import Files, Places, after, before, faults, openings, questions

Check = Callable[[Entry, Example, Path], list[str]]


def finds_the_fault(entry: Entry, example: Example, root: Path) -> list[str]:
    """The `-` side is found exactly on its `-` lines; without any, where something is missing."""
    if example.is_change:
        return changes.finds_the_fault(entry, example, root)
    judged = judge(entry, before(example), root)
    minus = faults(example)
    allowed = minus or openings(example)
    starts = [judged.place(one) for one in judged.violated]
    covered = {place for one in judged.violated for place in _covered(judged, one)}
    missed = minus - covered if minus or covered & allowed else allowed
    return [
        *(f"found elsewhere: {judged.told(one)}" for one in _starting_outside(judged, allowed)),
        *(f"not found: {_said(place)}" for place in sorted(missed)),
        *(f"found twice: {_said(place)}" for place in set(starts) if starts.count(place) > 1),
    ]


def _starting_outside(judged: Judged, allowed: Places) -> Iterator[Finding]:
    return (one for one in judged.violated if judged.place(one) not in allowed)


def _covered(judged: Judged, finding: Finding) -> Places:
    path, first = judged.place(finding)
    return {(path, line) for line in range(first, finding.span.end_line + 1)}


def _said(place: tuple[str, int]) -> str:
    return f"{place[0]}:{place[1]}"


def leaves_the_cure_alone(entry: Entry, example: Example, root: Path) -> list[str]:
    """Of the `+` side the rule says nothing at all."""
    if example.is_change:
        return changes.leaves_what_stays_alone(entry, example, root)
    judged = judge(entry, after(example), root)
    return [f"found on the '+' side: {judged.told(one)}" for one in judged.findings]


def fixes_what_it_can(entry: Entry, example: Example, root: Path) -> list[str]:
    """Where the rule offers a fix, the fix turns the `-` side into the `+` side."""
    if example.is_change:
        return []
    files = before(example)
    judged = judge(entry, files, root)
    edits = [edit for one in judged.violated if one.fix for edit in one.fix.edits]
    denied = "no-fix" in example.flags
    if edits and denied:
        return ["it is declared no-fix, and the rule offers a fix"]
    if edits:
        return _differences(_fixed(judged, files, edits), after(example))
    if entry.description.fixable and not denied:
        return ["the rule has a fix= and offers none here: declare the example no-fix, or fix it"]
    return []


def _fixed(judged: Judged, files: Files, edits: list[TextEdit]) -> Files:
    by_file: dict[SourceFile, list[TextEdit]] = {}
    for edit in edits:
        by_file.setdefault(edit.span.file, []).append(edit)
    changed = {judged.path(file.path): apply(file, own) for file, own in by_file.items()}
    return {**files, **changed}


def _differences(fixed: Files, wanted: Files) -> list[str]:
    return [
        f"fixed, {path} is\n{fixed[path]}\nand not\n{wanted[path]}"
        for path in wanted
        if fixed[path] != wanted[path]
    ]


def never_guesses(entry: Entry, example: Example, root: Path) -> list[str]:
    """With the value in question unknown, the rule is undetermined and says why."""
    failures = []
    for number, files in enumerate(questions(example)):
        judged = judged_as(entry, example, files, root / str(number))
        failures += [f"violated by an unknown: {judged.told(one)}" for one in judged.violated]
        if not judged.findings:
            failures.append("the unknown counts as kept: the rule is silent")
        failures += [
            f"undetermined without a reason: {judged.told(one)}"
            for one in judged.undetermined
            if not one.reasons
        ]
    return failures


def judged_as(entry: Entry, example: Example, files: Files | None, root: Path) -> Judged:
    """The example as it stands, or with these files in its place."""
    if example.is_change:
        new = after(example) if files is None else files
        return judge_change(entry, before(example), new, root)
    return judge(entry, before(example) if files is None else files, root)


def speaks_plainly(entry: Entry, example: Example, root: Path) -> list[str]:
    """A message starts with an address, has no full stop, and says what is, not what ought to."""
    judged = judged_as(entry, example, None, root)
    failures = []
    for message in (one.message for one in judged.violated):
        if not any(message.startswith(f"{it}: ") for it in judged.addresses):
            failures.append(f"does not start with an address and a colon: {message}")
        if message.endswith("."):
            failures.append(f"ends with a full stop: {message}")
        if "should" in message.lower():
            failures.append(f"says should: {message}")
    return failures


CHECKS: tuple[Check, ...] = (
    finds_the_fault,
    leaves_the_cure_alone,
    fixes_what_it_can,
    never_guesses,
    speaks_plainly,
)


def has_an_example(entry: Entry) -> list[str]:
    """A rule is documented by at least one example."""
    return [] if fences(entry.rule.doc) else ["it has no example"]


def failures_of(check: Check, entry: Entry, fence: tuple[str, str], root: Path) -> list[str]:
    """What a check finds wrong with one fenced example; what cannot be run is wrong too."""
    try:
        return check(entry, parse(*fence), root)
    except (BadExample, CannotJudge) as error:
        return [str(error)]
