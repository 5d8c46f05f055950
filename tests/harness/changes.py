"""What is derived from an example of a change: `-` is what was, `+` what comes."""

from __future__ import annotations

from pathlib import Path

from mskguard.engine.catalog import Entry
from tests.harness.examples import Example
from tests.harness.judging import Judged, judge_change
from tests.harness.sides import Places, after, arrivals, before, faults, openings


def finds_the_fault(entry: Entry, example: Example, root: Path) -> list[str]:
    """The change is found exactly on its `+` lines.

    Where something only goes, it is found on the line that opens the block which it goes from, or,
    where that goes too, on the `-` lines of what was.
    """
    judged = judge_change(entry, before(example), after(example), root)
    plus = arrivals(example)
    allowed = {(f"new/{path}", line) for path, line in plus}
    if not allowed:
        gone = openings(example) or set()
        allowed = {(f"new/{path}", line) for path, line in gone}
        allowed |= {(f"old/{path}", line) for path, line in faults(example)}
    starts = [judged.place(one) for one in judged.violated]
    missed = _missed(judged, allowed) if plus else (set() if starts else allowed)
    return [
        *(
            f"found elsewhere: {judged.told(one)}"
            for one in judged.violated
            if judged.place(one) not in allowed
        ),
        *(f"not found: {path}:{line}" for path, line in sorted(missed)),
        *(f"found twice: {one}" for one in set(starts) if starts.count(one) > 1),
    ]


def _missed(judged: Judged, wanted: Places) -> Places:
    covered: Places = set()
    for one in judged.violated:
        path, first = judged.place(one)
        covered |= {(path, line) for line in range(first, one.span.end_line + 1)}
    return wanted - covered


def leaves_what_stays_alone(entry: Entry, example: Example, root: Path) -> list[str]:
    """Of what does not change the rule says nothing, before and after."""
    failures: list[str] = []
    for name, files in (("-", before(example)), ("+", after(example))):
        judged = judge_change(entry, files, files, root / name)
        failures += [
            f"found where nothing changes ({name}): {judged.told(one)}" for one in judged.findings
        ]
    return failures
