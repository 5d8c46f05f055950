"""Ignore comments on a finding's line or above: `# mskguard: ignore[rule] until DAY -- reason`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from mskguard.engine.finding import Finding, State
from mskguard.engine.reports import EXPIRED_IGNORE, UNUSED_IGNORE, report
from mskguard.record import record
from mskguard.source import SourceFile, Span

_COMMENT = re.compile(
    r"(?:\#|//|/\*)[ \t]*mskguard:[ \t]*ignore\[(?P<names>[^\]\n]*)\]"
    r"(?:[ \t]+until[ \t]+(?P<until>[^\s*]+))?(?:[ \t]*--[ \t]*(?P<reason>[^\n]*))?"
)


@record(frozen=True, slots=True)
class Ignore:
    """One name in one ignore comment."""

    span: Span
    name: str
    reason: str
    lines: tuple[int, ...]
    """The lines whose findings it ignores."""
    until: str = ""
    """The last day on which it ignores, as it is written; empty where it says none."""

    def matches(self, finding: Finding) -> bool:
        if finding.span.file is not self.span.file:
            return False
        named = self.name in (finding.rule.name, finding.rule.family)
        return named and finding.span.line in self.lines

    def expired(self, as_of: dt.date) -> str:
        """Why it no longer ignores; empty where it does."""
        if not self.until:
            return ""
        try:
            last = dt.date.fromisoformat(self.until)
        except ValueError:
            return f'"{self.until}" is no day such as {as_of}'
        return f"its last day was {last}" if last < as_of else ""


def ignores_in(source: SourceFile) -> Iterator[Ignore]:
    """Every ignore comment of a file. A comment that stands alone speaks for the next line too."""
    if "mskguard:" not in source.text:
        return
    for match in _COMMENT.finditer(source.text):
        line, column = source.position(match.start())
        before = source.text[match.start() - column + 1 : match.start()]
        lines = (line,) if before.strip() else (line, _next_code_line(source, line))
        reason = (match["reason"] or "").removesuffix("*/").strip()
        for name in re.finditer(r"[^,\s]+", match["names"]):
            start = match.start("names") + name.start()
            span = Span(source, start, start + len(name.group()))
            yield Ignore(span, name.group(), reason, lines, match["until"] or "")


def _next_code_line(source: SourceFile, line: int) -> int:
    """The first line below that is no ignore comment: several may stand above one another."""
    following = line + 1
    while following < source.line_count and _COMMENT.match(
        source.line_span(following).text.strip()
    ):
        following += 1
    return following


def apply_ignores(
    findings: Iterable[Finding],
    sources: Iterable[SourceFile],
    unasked: Collection[str],
    as_of: dt.date,
) -> list[Finding]:
    """The findings with ignored ones marked, and one for each ignore that matched none or expired.

    `unasked` are the names of rules and families that did not take part in the run: their ignores
    cannot match and are not spoken of, until they expire.
    """
    written = [ignore for source in sources for ignore in ignores_in(source)]
    ignores = [one for one in written if not one.expired(as_of)]
    used: set[int] = set()
    told: list[Finding] = []
    for finding in findings:
        matching = [ignore for ignore in ignores if ignore.matches(finding)]
        used.update(map(id, matching))
        if matching and finding.state is State.VIOLATED:
            told.append(replace(finding, suppressed=matching[0].reason))
        else:
            told.append(finding)
    told += (
        report(UNUSED_IGNORE, one.span, f"ignore[{one.name}] matches no finding")
        for one in ignores
        if id(one) not in used and one.name not in unasked
    )
    told += (
        report(EXPIRED_IGNORE, one.span, f"ignore[{one.name}] ignores nothing: {why}")
        for one in written
        if (why := one.expired(as_of))
    )
    return told
