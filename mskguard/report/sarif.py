"""SARIF 2.1.0: the log that code scanning services read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from mskguard import __version__
from mskguard.engine.finding import Crash, Description, Finding, Result, State
from mskguard.engine.reports import UNREADABLE_FILE
from mskguard.report.sarif_places import SRCROOT, Places
from mskguard.report.sarif_rules import LEVELS, descriptor
from mskguard.report.sarif_taxonomies import relationships, supported, taxonomies
from mskguard.report.wording import Wording
from mskguard.value import Hop

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

Json = dict[str, Any]


def write_sarif(result: Result, out: TextIO, *, base: Path, category: str, show_open: bool) -> None:
    """Write the log as ASCII, which any stream can take."""
    log = sarif_log(result, base=base, category=category, show_open=show_open)
    out.write(json.dumps(log, indent=2) + "\n")


def sarif_log(result: Result, *, base: Path, category: str, show_open: bool) -> Json:
    """The log of one run. `base` is what `%SRCROOT%` stands for; the log does not name it.

    `category` tells apart the runs of several jobs on one commit.
    """
    run = _Run(result, base)
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run.log(category, show_open)]}


class _Run:
    def __init__(self, result: Result, base: Path) -> None:
        self.result = result
        self.wording = Wording(result)
        self.places = Places(result, base)
        self.rules: dict[str, Description] = {}
        self.index: dict[str, int] = {}

    def log(self, category: str, show_open: bool) -> Json:
        told = [
            one for one in self.result.findings if show_open or one.state is not State.UNDETERMINED
        ]
        for rule in (*self.result.rules, *(one.rule for one in told)):
            self.rules.setdefault(rule.name, rule)
        self.index = {name: index for index, name in enumerate(self.rules)}
        results = [self._result(one) for one in told]
        if any(one.suppressed is not None for one in told):
            for one in results:
                one.setdefault("suppressions", [])
        invocation = {
            "executionSuccessful": not self.result.crashes,
            "toolExecutionNotifications": list(self._notifications()),
        }
        return {
            "tool": {"driver": self._driver()},
            "invocations": [invocation],
            "automationDetails": {"id": _automation(category)},
            "originalUriBaseIds": {
                SRCROOT: {"description": {"text": "The directory in which mskguard was run"}}
            },
            "columnKind": "unicodeCodePoints",
            "defaultEncoding": "utf-8",
            "artifacts": self.places.artifacts(),
            "results": results,
            **taxonomies(self.result.profile),
        }

    def _driver(self) -> Json:
        return {
            "name": "mskguard",
            "version": __version__,
            "semanticVersion": __version__,
            "rules": [
                {**descriptor(rule), **relationships(rule, self.result.profile)}
                for rule in self.rules.values()
            ],
            **supported(self.result.profile),
        }

    def _rule(self, name: str) -> Json:
        return {"id": name, **({"index": self.index[name]} if name in self.index else {})}

    def _result(self, finding: Finding) -> Json:
        is_open = finding.state is State.UNDETERMINED
        hops = (*finding.related, *finding.reasons)
        explains = tuple(hop for hop in hops if hop.span.file.on_disk)
        log: Json = {
            "ruleId": finding.rule.name,
            "ruleIndex": self.index[finding.rule.name],
            "kind": "open" if is_open else "fail",
            "level": "none" if is_open else LEVELS[finding.severity],
            "message": {"text": self._message(finding, explains)},
            "locations": [self._location(finding)],
            "partialFingerprints": {"mskguard/v1": finding.fingerprint},
        }
        if explains:
            log["relatedLocations"] = [
                {
                    "id": number,
                    **self.places.location(hop.span),
                    "message": {"text": _plain(self.wording.say_hop(hop) or "see here")},
                }
                for number, hop in enumerate(explains, 1)
            ]
        if fixes := list(self._fixes(finding)):
            log["fixes"] = fixes
        if finding.suppressed is not None:
            log["suppressions"] = [self._suppression(finding.suppressed)]
        log["properties"] = self._properties(finding)
        return log

    def _message(self, finding: Finding, explains: Iterable[Hop]) -> str:
        """The claim, with a link to each related place: GitHub shows only places linked to."""
        text = _plain(self.wording.claim(finding))
        links = [
            f"[{_escaped(self.wording.say_hop(hop) or 'here')}]({number})"
            for number, hop in enumerate(explains, 1)
        ]
        if links:
            text += f" (see {', '.join(links)})"
        if len(finding.instances) > 1:
            text += f" ({len(finding.instances)} instances)"
        return text

    def _location(self, finding: Finding) -> Json:
        location = self.places.location(finding.span, context=True)
        if finding.instances:
            location["logicalLocations"] = [
                {"fullyQualifiedName": name, "kind": "resource"}
                for name in dict.fromkeys(map(self.wording.say, finding.instances))
            ]
        return location

    def _fixes(self, finding: Finding) -> Iterator[Json]:
        """One fix, unless it writes a secret."""
        fix = finding.fix
        if fix is None or not all(map(self.wording.can_tell, fix.edits)):
            return
        yield {
            "description": {"text": _plain(self.wording.say(fix.description))},
            "artifactChanges": self.places.changes(fix.edits),
            "properties": {"safe": fix.safe},
        }

    def _suppression(self, reason: str) -> Json:
        justification = {"justification": self.wording.say(reason)} if reason else {}
        return {"kind": "inSource", "status": "accepted", **justification}

    def _properties(self, finding: Finding) -> Json:
        said: Json = {
            "family": finding.rule.family,
            "kind": finding.kind,
            "severity": finding.severity.word,
        }
        if finding.when:
            said["when"] = self.wording.say(finding.when)
        if finding.instances:
            said["instances"] = [self.wording.say(name) for name in finding.instances]
        return said

    def _notifications(self) -> Iterator[Json]:
        """What kept the tool from judging everything: files that it cannot read, rule crashes."""
        for finding in self.result.findings:
            if finding.rule.name == UNREADABLE_FILE.name:
                yield {
                    "level": "error",
                    "message": {"text": _plain(self.wording.claim(finding))},
                    "locations": [self.places.location(finding.span)],
                    "associatedRule": self._rule(finding.rule.name),
                }
        for crash in self.result.crashes:
            yield self._crash(crash)

    def _crash(self, crash: Crash) -> Json:
        say = self.wording.say
        kind, _, words = crash.error.partition(": ")
        text = f"{crash.rule} did not judge {say(crash.address)}: {say(crash.error)}"
        return {
            "level": "error",
            "message": {"text": _plain(text)},
            "associatedRule": self._rule(crash.rule),
            "exception": {"kind": kind, "message": say(words)},
        }


def _automation(category: str) -> str:
    """A category and no run: GitHub takes all up to the last slash as the category."""
    parts = [part for part in category.split("/") if part]
    return "/".join(["mskguard", *parts[parts[:1] == ["mskguard"] :], ""])


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _plain(text: str) -> str:
    """Text in which a reader finds no link: SARIF reads `[words](1)` as one."""
    return _escaped(text) if "](" in text else text
