"""Ignore comments: `# mskguard: ignore[rule] -- reason`, on a finding's line or the one above."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from mskguard.engine.finding import Finding, State
from mskguard.engine.reports import UNUSED_IGNORE, report
from mskguard.record import record
from mskguard.source import SourceFile, Span

_COMMENT = re.compile(
    r"(?:\#|//|/\*)[ \t]*mskguard:[ \t]*ignore\[(?P<names>[^\]\n]*)\]"
    r"(?:[ \t]*--[ \t]*(?P<reason>[^\n]*))?"
)


@record(frozen=True, slots=True)
class Ignore:
    """One name in one ignore comment."""

    span: Span
    name: str
    reason: str
    lines: tuple[int, ...]
    """The lines whose findings it ignores."""

    def matches(self, finding: Finding) -> bool:
        if finding.span.file is not self.span.file:
            return False
        named = self.name in (finding.rule.name, finding.rule.family)
        return named and finding.span.line in self.lines


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
            yield Ignore(span, name.group(), reason, lines)


def _next_code_line(source: SourceFile, line: int) -> int:
    """The first line below that is no ignore comment: several may stand above one another."""
    following = line + 1
    while following < source.line_count and _COMMENT.match(
        source.line_span(following).text.strip()
    ):
        following += 1
    return following


def apply_ignores(
    findings: Iterable[Finding], sources: Iterable[SourceFile], unasked: Collection[str]
) -> list[Finding]:
    """The findings with ignored ones marked, and a finding for each ignore that matched none.

    `unasked` are the names of rules and families that did not take part in the run: their ignores
    cannot match and are not spoken of.
    """
    ignores = [ignore for source in sources for ignore in ignores_in(source)]
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
    return told
