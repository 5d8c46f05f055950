"""Asks one rule about an example, through the front end that users go through."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from mskguard.adapters.load import CannotRead, Inputs, Loaded, load
from mskguard.adapters.versions import Against, compared
from mskguard.aws.facts import Facts
from mskguard.config.find import OWN_NAME
from mskguard.config.read import read
from mskguard.engine.catalog import Catalog, Entry
from mskguard.engine.finding import Finding, State
from mskguard.engine.run import run
from mskguard.model.workload import Workloads
from mskguard.rule import Context
from tests.harness.sides import Files

AS_OF = dt.date(2026, 11, 21)
"""The day on which all examples are judged."""


class CannotJudge(Exception):
    """The example was not read as a whole, or the rule crashed; the message says what happened."""


class Judged:
    """What one rule says of some files."""

    def __init__(self, root: Path, findings: list[Finding], addresses: frozenset[str]) -> None:
        self._root = root
        self.findings = findings
        self.addresses = addresses
        """Of everything that the files declare."""

    @property
    def violated(self) -> list[Finding]:
        return [one for one in self.findings if one.state is State.VIOLATED]

    @property
    def undetermined(self) -> list[Finding]:
        return [one for one in self.findings if one.state is State.UNDETERMINED]

    def path(self, read_as: str) -> str:
        """A file's path within the example."""
        return Path(read_as).resolve().relative_to(self._root.resolve()).as_posix()

    def place(self, finding: Finding) -> tuple[str, int]:
        return self.path(finding.span.file.path), finding.span.line

    def told(self, finding: Finding) -> str:
        path, line = self.place(finding)
        return f"{path}:{line}: {finding.message} ({finding.state.value})"


@cache
def _facts() -> Facts:
    return Facts()


def judge(entry: Entry, files: Files, root: Path) -> Judged:
    """Write the files below `root`, read them, and ask the rule. Raises `CannotJudge`."""
    _write(files, root)
    try:
        loaded = load(Inputs(paths=[root]), _facts())
    except CannotRead as error:
        raise CannotJudge(f"the example cannot be read: {error}") from error
    if loaded.problems:
        raise CannotJudge(f"the example does not parse: {loaded.problems[0]}")
    return _asked(entry, loaded, root, _workloads(root))


def judge_change(entry: Entry, old: Files, new: Files, root: Path) -> Judged:
    """Ask the rule about what becomes of `old` when it is changed to `new`."""
    places = root / "old", root / "new"
    for place, files in zip(places, (old, new), strict=True):
        _write(files, place)
    inputs = Inputs(paths=[places[1]])
    loaded = load(inputs, _facts())
    loaded = compared(loaded, inputs, Against(places[0]), _facts())
    if loaded.problems:
        raise CannotJudge(f"the example does not parse: {loaded.problems[0]}")
    return _asked(entry, loaded, root)


def _write(files: Files, root: Path) -> None:
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="")


def _workloads(root: Path) -> Workloads:
    """What the example's own configuration declares, where it has one."""
    file = root / OWN_NAME
    return (file.is_file() and read(file).workloads) or Workloads()


def _asked(entry: Entry, loaded: Loaded, root: Path, workloads: Workloads | None = None) -> Judged:
    context = Context(loaded.graph, _facts(), AS_OF, workloads=workloads or Workloads())
    findings, crashes = run(Catalog((entry,)), context)
    if crashes:
        raise CannotJudge(f"the rule crashed: {crashes[0].error}")
    return Judged(root, findings, frozenset(node.address for node in loaded.graph))
