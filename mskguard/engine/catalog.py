"""Finds and loads rules: the shipped ones and a user's own, all in the same way."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Iterator
from pathlib import Path

from mskguard.engine.finding import Description
from mskguard.engine.reports import REPORTS
from mskguard.record import record
from mskguard.rule import Rule


class BadRule(Exception):
    """A rule file that cannot be loaded; the message names the file and what is wrong."""


@record(frozen=True, slots=True, eq=False)
class Entry:
    """A loaded rule, where it comes from, and how reports describe it."""

    rule: Rule
    family: str
    path: Path
    description: Description


@record(frozen=True, slots=True)
class Catalog:
    """All rules of a run, by family and name."""

    entries: tuple[Entry, ...]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    @property
    def descriptions(self) -> tuple[Description, ...]:
        """Rules and input reports, as `rules` and `explain` show them."""
        return (*(entry.description for entry in self.entries), *REPORTS)

    @property
    def families(self) -> frozenset[str]:
        return frozenset(one.family for one in self.descriptions)

    def find(self, name: str) -> Description | None:
        return next((one for one in self.descriptions if one.name == name), None)

    def nearest(self, name: str) -> str | None:
        """The rule or family whose name is most like this one."""
        import difflib  # 3 ms that only a misspelling costs

        known = [*(one.name for one in self.descriptions), *self.families]
        return next(iter(difflib.get_close_matches(name, known, 1)), None)


def shipped_rules() -> Path:
    """Where mskguard's own rules lie: in the package once installed, else in the checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent / "rules"


def load(directories: Iterable[Path]) -> Catalog:
    """Load every `<family>/<defect>.py` below the directories.

    Raises `BadRule` for a file that is none, and for two rules of one name.
    """
    entries: dict[str, Entry] = {}
    for directory in directories:
        if not directory.is_dir():
            raise BadRule(f"{directory}: no such directory of rules")
        for path in sorted(directory.glob("[!._]*/[!._]*.py")):
            entry = _load(path)
            other = entries.setdefault(entry.rule.name, entry)
            if other is not entry:
                raise BadRule(f"{path}: {other.path} already is the rule {entry.rule.name}")
    return Catalog(tuple(sorted(entries.values(), key=lambda one: (one.family, one.rule.name))))


def _load(path: Path) -> Entry:
    name = f"mskguard_rules.{path.parent.name}.{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise BadRule(f"{path}: cannot be loaded as Python")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # whatever a user's file raises is told with its place
        raise BadRule(f"{path}: {_where(error, path)}{type(error).__name__}: {error}") from error
    rules = [item for item in vars(module).values() if isinstance(item, Rule)]
    if len(rules) != 1:
        raise BadRule(f"{path}: holds {len(rules)} rules, one is expected")
    if rules[0].check.__name__ != path.stem:
        raise BadRule(f"{path}: its rule is to be called {path.stem}, after the file")
    return Entry(rules[0], path.parent.name, path, _description(rules[0], path))


def _description(rule: Rule, path: Path) -> Description:
    fixable = "fix=" in path.read_text(encoding="utf-8")
    return Description(
        rule.name, path.parent.name, rule.severity, rule.kind, rule.summary, rule.doc, fixable
    )


def _where(error: Exception, path: Path) -> str:
    trace = error.__traceback__
    line = 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == str(path):
            line = trace.tb_lineno
        trace = trace.tb_next
    return f"line {line}: " if line else ""
