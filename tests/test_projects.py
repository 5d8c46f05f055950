"""Whole projects whose every expected finding is marked in place, matched both ways."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mskguard.cli import program
from mskguard.profiles.profile import profile_names

PROJECTS = Path(__file__).parent.parent / "fixtures" / "projects"
MARK = re.compile(r"(?:#|//)\s*expect:\s*(?P<slugs>[a-z, -]+)")
LISTED = "expected.txt"
"""Beside a project: `path:line slug`, for files that cannot hold comments."""
Report = dict[str, list[dict[str, Any]]]


def expected(project: Path) -> Counter[tuple[str, int, str]]:
    """What is marked in the files, and what is listed for those that cannot hold a mark."""
    marked = (path for path in project.rglob("*") if holds_comments(path))
    found = Counter(mark for path in marked for mark in marks(project, path))
    if (project / LISTED).exists():
        found.update(listed((project / LISTED).read_text(encoding="utf-8")))
    return found


def holds_comments(path: Path) -> bool:
    suffixes = {".tf", ".tfvars", ".tftpl", ".properties", ".yaml"}
    return path.suffix in suffixes and ".json" not in path.suffixes


def marks(project: Path, file: Path) -> Iterator[tuple[str, int, str]]:
    """The marks: on their own line, or, where that line is a comment alone, on the next."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        mark = MARK.search(line)
        if mark:
            alone = line.strip().startswith(("#", "//"))
            for slug in mark["slugs"].split(","):
                yield file.relative_to(project).as_posix(), number + alone, slug.strip()


def listed(text: str) -> Iterator[tuple[str, int, str]]:
    for line in text.splitlines():
        if line and not line.startswith("#"):
            place, slug = line.split()
            path, number = place.rsplit(":", 1)
            assert not holds_comments(Path(path)), f"{line}: mark it in the file"
            yield path, int(number), slug


def report(project: Path, *words: str) -> Report:
    """What the command line reports of a project. A plan is read where it is named."""
    plans = [
        path.relative_to(project).as_posix()
        for path in sorted(project.rglob("*.json"))
        if b'"planned_values"' in path.read_bytes()
    ]
    options = ("--format", "json", "--as-of", "2026-11-21", "--fail-on", "never", *words)
    done = CliRunner().invoke(program, ["check", *(plans or ["."]), *options])
    assert done.exit_code == 0, done.stderr
    told: Report = json.loads(done.stdout)
    return told


def active(told: Report) -> list[dict[str, Any]]:
    return [
        one for one in told["findings"] if one["state"] == "violated" and one["suppressed"] is None
    ]


@pytest.fixture(autouse=True)
def no_configuration_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


@pytest.mark.parametrize("name", sorted(path.name for path in PROJECTS.iterdir()))
def test_a_project_has_the_findings_that_are_marked_and_no_other(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = PROJECTS / name
    monkeypatch.chdir(project)
    told = report(project)
    found = Counter((one["path"], one["line"], one["rule"]) for one in active(told))
    assert found == expected(project)
    assert told["crashes"] == []


@pytest.mark.parametrize("profile", profile_names())
def test_the_hardened_project_is_silent_in_every_profile(
    profile: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = PROJECTS / "hardened"
    monkeypatch.chdir(project)
    assert active(report(project, "--profile", profile)) == []


def test_what_holds_in_one_world_only_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    project = PROJECTS / "compose"
    monkeypatch.chdir(project)
    worlds = {one["rule"]: one["when"] for one in active(report(project))}
    assert worlds["public-brokers"] == "IsPublic is true"
    assert worlds["unused-configuration"] == "IsProd is false"
    assert worlds["unbalanced-brokers"] == ""


def test_the_regions_that_the_cdk_lists_for_its_statistics_make_no_worlds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project = PROJECTS / "cdk-output"
    monkeypatch.chdir(project)
    worlds = {one["rule"]: one["when"] for one in active(report(project))}
    assert {rule: when for rule, when in worlds.items() if when} == {
        "default-monitoring": "DetailedMonitoring is false"
    }
