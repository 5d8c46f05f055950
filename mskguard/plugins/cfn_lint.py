"""mskguard's findings as matches of cfn-lint: `cfn-lint -a mskguard.plugins.cfn_lint FILE`."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from pathlib import Path
from typing import Any

from cfnlint.rules import CloudFormationLintRule, RuleMatch

from mskguard.adapters.front_ends import Told
from mskguard.adapters.load import Inputs
from mskguard.check import Options, check
from mskguard.config import Settings, combine, project_file, read, user_file
from mskguard.engine.finding import Finding
from mskguard.profiles.profile import DEFAULT, Profile, profile
from mskguard.rule import Level
from mskguard.source import Span

_SOURCE = "https://docs.aws.amazon.com/msk/latest/developerguide/what-is-msk.html"


class _OfLevel(CloudFormationLintRule):  # type: ignore[misc]  # cfn-lint has no types
    """The findings of one severity. It has no id, so that cfn-lint takes it for no rule itself."""

    level: Level
    source_url = _SOURCE
    tags = ("msk", "kafka", "mskguard")  # cfn-lint declares it so

    def match(self, cfn: Any) -> list[Any]:
        """What mskguard finds in the template's file. What it raises, cfn-lint tells as E0002."""
        file = Path(cfn.filename) if cfn.filename else None
        if file is None or not file.is_file():
            return []
        found = _findings(file.resolve(), file.stat().st_mtime_ns)
        return [
            RuleMatch([], _said(one), location=_place(one.span))
            for one in found
            if one.severity is self.level
        ]


class High(_OfLevel):
    """The grave ones."""

    id = "E9870"
    level = Level.HIGH
    shortdesc = "mskguard: MSK refuses it, or a grave risk"
    description = "Findings of mskguard with severity high; the message names the rule"


class Medium(_OfLevel):
    """Those in between."""

    id = "W9870"
    level = Level.MEDIUM
    shortdesc = "mskguard: a risk for an MSK cluster"
    description = "Findings of mskguard with severity medium; the message names the rule"


class Low(_OfLevel):
    """Those that cfn-lint shows with `-c I` only."""

    id = "I9870"
    level = Level.LOW
    shortdesc = "mskguard: advice on an MSK cluster"
    description = "Findings of mskguard with severity low; the message names the rule"


@lru_cache(maxsize=1)
def _findings(file: Path, changed: int) -> tuple[Finding, ...]:  # noqa: ARG001  # a key of the cache
    """The active findings in one file, under the configuration that lies above it."""
    user, project = user_file(), project_file(file)
    layers = [read(user, users_own=True)] if user else []
    layers += [read(project)] if project else []
    settings = combine(layers, [file])
    told = Told({}, (), settings.region, settings.account, settings.parameters)
    options = Options(
        Inputs([file], exclude=settings.exclude, told=told),
        dt.date.today(),
        settings.selection,
        settings.rules,
        _profile(settings),
        settings.settings,
        settings.workloads,
        mentions=settings.mentions,
    )
    shown = {_shown(file)}
    result = check(options)
    if result.crashes:
        first = result.crashes[0]
        raise RuntimeError(f"the rule {first.rule} crashed on {first.address}: {first.error}")
    return tuple(one for one in result.active if one.span.file.path in shown)


def _profile(settings: Settings) -> Profile | None:
    named = settings.profile
    return None if named is None or named.name == DEFAULT else profile(named.name)


def _shown(file: Path) -> str:
    """The path as findings name it."""
    here = Path.cwd().resolve()
    return file.relative_to(here).as_posix() if file.is_relative_to(here) else file.as_posix()


def _said(finding: Finding) -> str:
    when = f", when {finding.when}" if finding.when else ""
    return f"[{finding.rule.name}] {finding.message}{when}"


def _place(span: Span) -> tuple[int, int, int, int]:
    """Lines and columns from 0, as cfn-lint counts them inside."""
    return span.line - 1, span.column - 1, span.end_line - 1, span.end_column - 1
