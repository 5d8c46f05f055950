"""The text report: findings with code frames for people, and an account of the run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO, TypeVar

from mskguard.engine.finding import Crash, Finding, Result, State
from mskguard.report.account import account, plural
from mskguard.report.drawing import drawn, note
from mskguard.report.frame import frame
from mskguard.report.paths import shown_path
from mskguard.report.style import BOLD, DIM, MAGENTA, RED, Style
from mskguard.report.wording import Wording, printable
from mskguard.rule import Level
from mskguard.source import Span
from mskguard.value import Hop

T = TypeVar("T")

_MOST_INSTANCES = 4
_MOST_PLACES = 6


def write_text(result: Result, out: TextIO, *, color: bool, show_open: bool, base: Path) -> None:
    """Write the report. `base` is the working directory, which shown paths are relative to."""
    text = "\n".join(_Text(result, Style(color), base).lines(show_open)) + "\n"
    encoding = getattr(out, "encoding", None) or "utf-8"
    out.write(text.encode(encoding, "replace").decode(encoding))


class _Text:
    def __init__(self, result: Result, style: Style, base: Path) -> None:
        self.result = result
        self.style = style
        self.base = base
        self.wording = Wording(result)

    def lines(self, show_open: bool) -> Iterator[str]:
        for block in _blocks(self.result.active):
            yield from self._block(block)
            yield ""
        if show_open and self.result.undetermined:
            yield self.style.paint("Undetermined: the answer hangs on something not known", BOLD)
            yield ""
            for block in _blocks(self.result.undetermined):
                yield from self._block(block)
                yield ""
        for crash in self.result.crashes:
            yield self._crash(crash)
        if self.result.crashes:
            yield ""
        yield from account(self.result, self.wording, self.style, show_open)

    def _block(self, findings: list[Finding]) -> Iterator[str]:
        """All findings at one place: their messages, one frame, and what explains them."""
        yield from dict.fromkeys(map(self._heading, findings))
        rows = list(frame(findings[0].span))
        yield from drawn(rows, self.style, lambda marks: self._mark(marks, findings[0]))
        for label, words in self._notes(findings):
            yield note(rows, self.style, label, words)

    def _heading(self, finding: Finding) -> str:
        word = finding.severity.word
        if finding.state is State.UNDETERMINED:
            kind = self.style.paint("undetermined", BOLD, MAGENTA)
        else:
            kind = self.style.level(word, finding.severity)
        slug = self.style.paint(f"[{finding.rule.name}]", DIM)
        return f"{self._at(finding.span)}: {kind}{slug} {self.wording.claim(finding)}"

    def _mark(self, marks: str, finding: Finding) -> str:
        if finding.state is State.UNDETERMINED:
            return self.style.paint(marks, BOLD, MAGENTA)
        return self.style.level(marks, finding.severity)

    def _notes(self, findings: list[Finding]) -> Iterator[tuple[str, str]]:
        yield from self._hops("see", (one.related for one in findings))
        yield from self._hops("not known", (one.reasons for one in findings))
        instances = list(_once(one.instances for one in findings))
        if len(instances) > 1:
            more = len(instances) - _MOST_INSTANCES
            said = ", ".join(map(self.wording.say, instances[:_MOST_INSTANCES]))
            yield "concerns", f"{said} and {more} more" if more > 0 else said
        for fix in dict.fromkeys(one.fix for one in findings if one.fix is not None):
            shared = "" if fix.safe else ", which other places share"
            yield "fix", f"{self.wording.say(fix.description)}{shared}"

    def _hops(self, label: str, groups: Iterable[Iterable[Hop]]) -> Iterator[tuple[str, str]]:
        hops = list(_once(groups))
        for hop in hops[:_MOST_PLACES]:
            yield label, self._hop(hop)
        if len(hops) > _MOST_PLACES:
            yield label, f"{plural(len(hops) - _MOST_PLACES, 'place')} more"

    def _hop(self, hop: Hop) -> str:
        said = self.wording.say_hop(hop)
        return f"{self._at(hop.span)} {said}" if hop.span.file.path else said

    def _at(self, span: Span) -> str:
        path = printable(shown_path(span.file.path, self.base)).replace("\t", " ")
        return self.style.paint(f"{path}:{span.line}:{span.column}", BOLD)

    def _crash(self, crash: Crash) -> str:
        word = self.style.paint("crash", BOLD, RED)
        slug = self.style.paint(f"[{crash.rule}]", DIM)
        say = self.wording.say
        return f"{word}{slug} {say(crash.address)} was not judged: {say(crash.error)}"


def _blocks(findings: Iterable[Finding]) -> list[list[Finding]]:
    """The findings grouped by place, the gravest first in each group."""
    places: dict[Span, list[Finding]] = {}
    for finding in findings:
        places.setdefault(finding.span, []).append(finding)
    return [sorted(block, key=_gravity) for block in places.values()]


def _gravity(finding: Finding) -> int:
    return Level.HIGH.value - finding.severity.value


def _once(groups: Iterable[Iterable[T]]) -> Iterable[T]:
    return dict.fromkeys(one for group in groups for one in group)
