"""The JSON report: everything that a run tells, in a shape of its own that has a version."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

from mskguard import __version__
from mskguard.engine.controls import judged_controls
from mskguard.engine.finding import Finding, Fix, Result, State
from mskguard.report.paths import shown_path
from mskguard.report.wording import Wording, printable
from mskguard.rule import Level
from mskguard.source import Fate, Span
from mskguard.value import Hop

SHAPE = 1
"""Grows when a field changes its meaning or goes; new fields may come without that."""

Json = dict[str, Any]


def write_json(result: Result, out: TextIO, *, base: Path, show_open: bool) -> None:
    """Write the report, as `report.schema.json` describes it, in ASCII."""
    out.write(json.dumps(report(result, base=base, show_open=show_open), indent=2) + "\n")


def report(result: Result, *, base: Path, show_open: bool) -> Json:
    """The report. Undetermined findings are always counted, and listed with `show_open`."""
    told = _Told(result, base)
    say = told.wording.say
    return {
        "version": SHAPE,
        "tool": {"name": "mskguard", "version": __version__},
        "summary": _summary(result),
        "findings": [
            told.finding(one)
            for one in result.findings
            if show_open or one.state is not State.UNDETERMINED
        ],
        "files": [
            {"path": told.path(one.path), "fate": one.fate.value, "reason": say(one.why)}
            for one in result.files
        ],
        "profile": _profile(result),
        "crashes": [
            {"rule": one.rule, "address": say(one.address), "error": say(one.error)}
            for one in result.crashes
        ],
    }


def _profile(result: Result) -> Json | None:
    """The profile that chose the rules, and what became of each of its controls."""
    if result.profile is None:
        return None
    return {
        "name": result.profile.name,
        "title": result.profile.title,
        "version": result.profile.version,
        "controls": [
            {
                "id": one.control.id,
                "title": one.control.title,
                "url": one.control.url,
                "standing": one.standing.value,
                "rules": list(one.control.rules),
                "findings": one.findings,
                "why": one.why,
            }
            for one in judged_controls(result)
        ],
    }


def _summary(result: Result) -> Json:
    counts = result.counts()
    return {
        "findings": {level.word: counts[level] for level in reversed(Level)},
        "undetermined": len(result.undetermined),
        "ignored": len(result.suppressed),
        "crashes": len(result.crashes),
        "rules": len(result.rules),
        "resources": result.subjects,
        "files": {fate.value: len(result.files_by(fate)) for fate in Fate},
    }


class _Told:
    def __init__(self, result: Result, base: Path) -> None:
        self.base = base
        self.wording = Wording(result)

    def finding(self, finding: Finding) -> Json:
        say = self.wording.say
        return {
            "rule": finding.rule.name,
            "family": finding.rule.family,
            "severity": finding.severity.word,
            "kind": finding.kind,
            "state": finding.state.value,
            "message": self.wording.sentence(finding.message),
            "when": say(finding.when),
            **self.place(finding.span),
            "instances": [say(name) for name in finding.instances],
            "related": self.hops(finding.related),
            "reasons": self.hops(finding.reasons),
            "fingerprint": finding.fingerprint,
            "fix": self.fix(finding.fix),
            "suppressed": None if finding.suppressed is None else say(finding.suppressed),
        }

    def path(self, path: str) -> str:
        return printable(shown_path(path, self.base))

    def place(self, span: Span) -> Json:
        return {
            "path": self.path(span.file.path),
            "line": span.line,
            "column": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        }

    def hops(self, hops: Iterable[Hop]) -> list[Json]:
        return [{**self.place(hop.span), "what": self.wording.say_hop(hop)} for hop in hops]

    def fix(self, fix: Fix | None) -> Json | None:
        """The fix, unless it writes a secret."""
        if fix is None or not all(map(self.wording.can_tell, fix.edits)):
            return None
        return {
            "description": self.wording.say(fix.description),
            "safe": fix.safe,
            "edits": [{**self.place(edit.span), "text": edit.text} for edit in fix.edits],
        }
