"""Whole projects whose every expected finding is marked in place, matched both ways."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest

from mskguard.adapters.load import Inputs
from mskguard.check import Options, check

PROJECTS = Path(__file__).parent.parent / "fixtures" / "projects"
AS_OF = dt.date(2026, 11, 21)
MARK = re.compile(r"(?:#|//)\s*expect:\s*(?P<slugs>[a-z, -]+)")


def expected(project: Path) -> Counter[tuple[str, int, str]]:
    """The marks: on their own line, or, where that line is a comment alone, on the next."""
    found: Counter[tuple[str, int, str]] = Counter()
    for path in sorted(project.rglob("*.tf")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            mark = MARK.search(line)
            if mark:
                alone = line.strip().startswith(("#", "//"))
                for slug in mark["slugs"].split(","):
                    found[path.relative_to(project).as_posix(), number + alone, slug.strip()] += 1
    return found


@pytest.mark.parametrize("name", sorted(path.name for path in PROJECTS.iterdir()))
def test_a_project_has_the_findings_that_are_marked_and_no_other(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = PROJECTS / name
    monkeypatch.chdir(project)
    result = check(Options(Inputs([Path()]), AS_OF))
    found = Counter(
        (one.span.file.path, one.span.line, one.rule.name)
        for one in result.findings
        if one.is_active
    )
    assert found == expected(project)
    assert not result.crashes
    assert result.subjects > 0
