"""One run, from what the user asked to everything there is to tell. Prints nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import Any

from mskguard.adapters.load import Inputs, Loaded, load
from mskguard.adapters.versions import Against, compared
from mskguard.aws.facts import Facts
from mskguard.config.layers import Mention
from mskguard.engine.catalog import Catalog, Descriptions, Entry, shipped_rules
from mskguard.engine.catalog import load as load_rules
from mskguard.engine.faults import findings_of, unresolved
from mskguard.engine.finding import Crash, Description, Finding, Result, in_order
from mskguard.engine.ignores import apply_ignores
from mskguard.engine.reports import (
    REPORTS,
    UNREADABLE_FILE,
    UNRESOLVED_INPUT,
    asked_reports,
    report,
)
from mskguard.engine.run import run
from mskguard.engine.select import Selection
from mskguard.model.graph import Graph
from mskguard.model.node import Node
from mskguard.model.workload import Workloads
from mskguard.profiles.profile import Profile
from mskguard.record import record
from mskguard.redaction import hide_repeats, hide_secrets
from mskguard.rule import Context, Level
from mskguard.rule.secrets import hide_literal_secrets
from mskguard.source import Fate
from mskguard.value import Tri, Undecided, World, reading

FOUND_NOTHING, FOUND, COULD_NOT_RUN, NOTHING_TO_CHECK = 0, 1, 2, 3


@record(frozen=True, slots=True)
class Options:
    """Everything that a run depends on."""

    inputs: Inputs
    as_of: dt.date
    selection: Selection = field(default_factory=Selection)
    rules: Sequence[Path] = ()
    """Directories of the user's own rules."""
    profile: Profile | None = None
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What the user has set, by rule and the rule's setting."""
    workloads: Workloads = field(default_factory=Workloads)
    against: Against | None = None
    mentions: Sequence[Mention] = ()
    """Every name in the selection, to be held against the rules that there are."""


class BadSelection(Exception):
    """A name that no rule or family has, or that cannot be ignored; the message says where."""


def check(options: Options) -> Result:
    """Read, judge and account. Raises `BadRule`, `BadSelection` and `CannotRead`."""
    catalog = load_rules((shipped_rules(), *options.rules))
    require_known(options.mentions, options.selection, catalog)
    configured = settled(catalog, options.profile, options.settings)
    asked, unasked = _split(catalog, options.selection, options.profile)
    facts = Facts()
    loaded = load(options.inputs, facts)
    if options.against is not None:
        loaded = compared(loaded, options.inputs, options.against, facts)
    context = Context(loaded.graph, facts, options.as_of, configured, options.workloads)
    reports = asked_reports(options.selection)
    wanted = catalog if UNRESOLVED_INPUT in reports else asked
    judging = wanted.judging(loaded.graph.kinds())
    found, crashes = run(judging, context)
    found = _with_reports(found, loaded, reports, asked)
    silent = _silent(unasked, reports, catalog, crashes)
    told = _told(found, loaded, silent, options)
    _hide_secrets(told, loaded.graph)
    return Result(
        findings=in_order(told),
        files=loaded.files,
        rules=Descriptions((*asked, *reports)),
        crashes=tuple(crashes),
        subjects=_subjects(judging, loaded.graph),
        judging=frozenset(entry.name for entry in judging),
        profile=options.profile,
    )


def _hide_secrets(findings: Collection[Finding], graph: Graph) -> None:
    """Hide what is secret in every file that a report may show a line of."""
    if findings:
        hide_literal_secrets(graph)
    shown = {
        span.file
        for one in findings
        for span in (one.span, *(hop.span for hop in (*one.related, *one.reasons)))
    }
    for source in shown:
        hide_secrets(source)
    hide_repeats(shown)


def exit_code(result: Result, fail_on: Level | None, allow_empty: bool) -> int:
    """What the run's outcome is as an exit code: 2 before 1 before 3.

    An unreadable file fails the run whatever `fail_on` says; None there stands for `never`.
    """
    if result.crashes:
        return COULD_NOT_RUN
    if _is_unreadable(result) or any(_reaches(one, fail_on) for one in result.active):
        return FOUND
    if result.subjects == 0 and not allow_empty:
        return NOTHING_TO_CHECK
    return FOUND_NOTHING


def require_known(mentions: Iterable[Mention], selection: Selection, catalog: Catalog) -> None:
    """Raises `BadSelection` for a name that there is not, and where unreadable-file is ignored."""
    rules = catalog.names
    for mention in mentions:
        if mention.name not in (rules if mention.of_rule else rules | catalog.families):
            near = catalog.nearest(mention.name)
            hint = f', did you mean "{near}"?' if near else ""
            kind = "rule" if mention.of_rule else "rule or family"
            raise BadSelection(f'{mention.where}: no {kind} is called "{mention.name}"{hint}')
        if mention.name == UNREADABLE_FILE.name and mention.name in selection.ignore:
            raise BadSelection(
                f"{mention.where}: {mention.name} cannot be ignored: exclude the file"
            )


def settled(
    catalog: Catalog, profile: Profile | None, given: Mapping[str, Mapping[str, Any]]
) -> Mapping[str, Mapping[str, Any]]:
    """The profile's settings with the user's laid over them.

    Raises `BadSelection` for a setting that a rule has not, or of another type than its default.
    """
    named = {entry.name: entry for entry in catalog}
    for rule, own in given.items():
        for name, value in own.items():
            _require_setting(f"settings.{rule}.{name}", named[rule].rule.settings, name, value)
    laid = {rule: dict(own) for rule, own in (profile.settings if profile else {}).items()}
    for rule, own in given.items():
        laid.setdefault(rule, {}).update(own)
    return laid


def _require_setting(place: str, known: Mapping[str, Any], name: str, value: object) -> None:
    if name not in known:
        names = ", ".join(sorted(known)) or "none"
        raise BadSelection(f"{place}: the rule has no such setting; it has {names}")
    default = known[name]
    fits = type(value) is type(default)
    if isinstance(default, (list, tuple)):
        fits = isinstance(value, list) and all(isinstance(it, str) for it in value)
    if not fits:
        raise BadSelection(f"{place}: a value like {default!r} is expected")


def _split(
    catalog: Catalog, selection: Selection, profile: Profile | None
) -> tuple[Catalog, Catalog]:
    """The rules that the run asks, and the others. Naming a rule outweighs the profile."""
    asked: list[Entry] = []
    others: list[Entry] = []
    for entry in catalog:
        wanted = profile is None or profile.asks(entry.name) or entry.name in selection.select
        (asked if wanted and selection.includes(entry) else others).append(entry)
    return Catalog(tuple(asked)), Catalog(tuple(others))


def _with_reports(
    found: list[Finding], loaded: Loaded, reports: Collection[Description], asked: Catalog
) -> list[Finding]:
    """The findings of the rules that are asked, and those of the reports about the input."""
    names = {entry.name for entry in asked}
    told = [one for one in found if one.rule.name in names]
    told += (one for one in findings_of(loaded.faults) if one.rule in reports)
    told += unresolved(found) if UNRESOLVED_INPUT in reports else ()
    return told


def _silent(
    unasked: Catalog,
    reports: Collection[Description],
    catalog: Catalog,
    crashes: Iterable[Crash],
) -> frozenset[str]:
    """The rules and families whose ignores may match nothing only because they did not speak."""
    crashed = {crash.rule for crash in crashes}
    names = {entry.name for entry in unasked} | crashed
    names |= {one.name for one in REPORTS if one not in reports}
    families = {one.family for one in (*catalog, *REPORTS) if one.name in names}
    return frozenset(names | families)


def _told(
    found: list[Finding], loaded: Loaded, silent: frozenset[str], options: Options
) -> list[Finding]:
    """The findings to report. What could not be read passes every filter."""
    unreadable = [report(UNREADABLE_FILE, one.span, one.message) for one in loaded.problems]
    selection = options.selection
    inputs = options.inputs
    given = (*inputs.var_files, *inputs.told.parameter_files)
    reported = Reported.of((*inputs.paths, *loaded.beside), given)
    told = apply_ignores(found, loaded.sources, silent, options.as_of)
    paths = frozenset(one.span.file.path for one in told)
    shown = frozenset(path for path in paths if reported.includes(path))
    told = [one for one in told if selection.includes(one.rule) and one.span.file.path in shown]
    return [
        replace(one, severity=selection.severity_of(one.rule, one.severity))
        for one in (*told, *unreadable)
    ]


@record(frozen=True, slots=True)
class Reported:
    """The files whose findings a run reports: a named file stands for itself alone."""

    files: frozenset[Path]
    directories: tuple[Path, ...]
    given: frozenset[Path]
    """Files that hold the values of variables or parameters."""

    @classmethod
    def of(cls, paths: Sequence[Path], given: Sequence[Path]) -> Reported:
        resolved = [path.resolve() for path in paths]
        files = frozenset(path for path in resolved if not path.is_dir())
        directories = tuple(path for path in resolved if path.is_dir())
        return cls(files, directories, frozenset(path.resolve() for path in given))

    def includes(self, path: str) -> bool:
        """Also what is in no file, and a module elsewhere that a named directory calls."""
        resolved = Path(path).resolve()
        if not self.files or not resolved.exists() or resolved in self.given:
            return True
        if resolved in self.files or any(map(resolved.is_relative_to, self.directories)):
            return True
        return bool(self.directories) and resolved.parent not in {one.parent for one in self.files}


def _subjects(asked: Catalog, graph: Graph) -> int:
    """How many resources a rule was asked about."""
    kinds = tuple({kind for entry in asked for kind in entry.rule.subject})
    return sum(1 for node in graph if isinstance(node, kinds) and _may_exist(node))


def _may_exist(node: Node) -> bool:
    with reading(World()):
        try:
            return node.exists.equals(False) is not Tri.YES
        except Undecided:
            return True


def _is_unreadable(result: Result) -> bool:
    return bool(result.files_by(Fate.UNREADABLE)) or any(
        one.rule.name == UNREADABLE_FILE.name for one in result.findings
    )


def _reaches(finding: Finding, fail_on: Level | None) -> bool:
    return fail_on is not None and finding.severity.value >= fail_on.value
