"""Finds and loads rules: the shipped ones and a user's own, all in the same way."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import overload

from mskguard.engine.finding import Description
from mskguard.engine.reports import REPORTS
from mskguard.record import record
from mskguard.rule import Rule

_SUBJECT = re.compile(r"\(\s*\w+: ([\w\s|]+)[,)]")
"""The annotation of a first parameter."""


INDEX = "subjects.json"
"""Beside the families: what each rule judges. A rule that is not in it is read."""


class BadRule(Exception):
    """A rule file that cannot be loaded; the message names the file and what is wrong."""


class Entry:
    """A rule's file, loaded when the rule is first needed: most runs ask some rules only."""

    def __init__(self, path: Path, subject: str = "") -> None:
        """`subject` is what the index says of it; empty where it says nothing."""
        self.path = path
        self._subject = subject
        self.family = path.parent.name
        self.name = path.stem.replace("_", "-")

    @cached_property
    def rule(self) -> Rule:
        """Raises `BadRule`."""
        return _load(self.path)

    @cached_property
    def description(self) -> Description:
        return _description(self.rule, self)

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    def may_judge(self, kinds: Collection[str]) -> bool:
        """Whether its subject is one of these kinds of node."""
        subject = self._subject or self.stated_subject
        if not subject:
            return any(kind.__name__ in kinds for kind in self.rule.subject)
        return any(name in kinds for name in subject.split())

    @property
    def stated_subject(self) -> str:
        """The names of its kinds of node, as its text has them; empty where it has them not."""
        head = f"\ndef {self.path.stem}"
        at = self.text.find(f"{head}(")
        stated = _SUBJECT.match(self.text, at + len(head)) if at >= 0 else None
        return "" if stated is None else " ".join(re.findall(r"\w+", stated[1]))


@record(frozen=True, slots=True)
class Catalog:
    """All rules of a run, by family and name."""

    entries: tuple[Entry, ...]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def judging(self, kinds: Collection[str]) -> Catalog:
        """The rules that may have something to say of these kinds of node."""
        return Catalog(tuple(entry for entry in self if entry.may_judge(kinds)))

    @property
    def descriptions(self) -> tuple[Description, ...]:
        """Rules and input reports, as `rules` and `explain` show them."""
        return (*(entry.description for entry in self.entries), *REPORTS)

    @property
    def _all(self) -> list[Entry | Description]:
        return [*self.entries, *REPORTS]

    @property
    def names(self) -> frozenset[str]:
        """Of rules and input reports."""
        return frozenset(one.name for one in self._all)

    @property
    def families(self) -> frozenset[str]:
        return frozenset(one.family for one in self._all)

    def find(self, name: str) -> Description | None:
        """Raises `BadRule`."""
        found = next((one for one in self._all if one.name == name), None)
        return found.description if isinstance(found, Entry) else found

    def nearest(self, name: str) -> str | None:
        """The rule or family whose name is most like this one."""
        import difflib  # 3 ms that only a misspelling costs

        known = [*self.names, *self.families]
        return next(iter(difflib.get_close_matches(name, known, 1)), None)


def shipped_rules() -> Path:
    """Where mskguard's own rules lie: in the package once installed, else in the checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent / "rules"


class Descriptions(Sequence[Description]):
    """The descriptions of rules and reports; a rule's file is loaded when its own is asked for."""

    def __init__(self, described: Iterable[Entry | Description]) -> None:
        self._described = tuple(described)

    def __len__(self) -> int:
        return len(self._described)

    @overload
    def __getitem__(self, at: int) -> Description: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Description]: ...
    def __getitem__(self, at: int | slice) -> Description | Sequence[Description]:
        if isinstance(at, slice):
            return Descriptions(self._described[at])
        found = self._described[at]
        return found.description if isinstance(found, Entry) else found


def load(directories: Iterable[Path]) -> Catalog:
    """Find every `<family>/<defect>.py` below the directories.

    Raises `BadRule` for two rules of one name, and for a user's file that is no rule; a shipped one
    raises it when it is first used.
    """
    entries: dict[str, Entry] = {}
    shipped = shipped_rules()
    index = _index(shipped)
    for directory in directories:
        if not directory.is_dir():
            raise BadRule(f"{directory}: no such directory of rules")
        for path in sorted(directory.glob("[!._]*/[!._]*.py")):
            known = directory == shipped
            entry = Entry(path, index.get(f"{path.parent.name}/{path.stem}", "") if known else "")
            other = entries.setdefault(entry.name, entry)
            if other is not entry:
                raise BadRule(f"{path}: {other.path} already is the rule {entry.name}")
            if not known:
                _ = entry.rule
    return Catalog(tuple(sorted(entries.values(), key=lambda one: (one.family, one.name))))


def _index(shipped: Path) -> dict[str, str]:
    """The subjects of the shipped rules, so that not every file is read to learn them."""
    import json

    try:
        found: dict[str, str] = json.loads((shipped / INDEX).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def _load(path: Path) -> Rule:
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
    return rules[0]


def _description(rule: Rule, entry: Entry) -> Description:
    fixable = "fix=" in entry.text
    return Description(
        rule.name, entry.family, rule.severity, rule.kind, rule.summary, rule.doc, fixable
    )


def _where(error: Exception, path: Path) -> str:
    trace = error.__traceback__
    line = 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == str(path):
            line = trace.tb_lineno
        trace = trace.tb_next
    return f"line {line}: " if line else ""
