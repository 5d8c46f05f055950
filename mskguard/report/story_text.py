"""The story of one value: where it is written, what it came through, and what decides it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from mskguard.report.drawing import drawn, note
from mskguard.report.frame import frame
from mskguard.report.sight import Sight, key_of
from mskguard.report.style import BOLD, CYAN, DIM, GREEN, MAGENTA, Style
from mskguard.source import Span
from mskguard.survey import Case, Found, Survey, advice, cases, parts
from mskguard.value import Absent, Known, Origin, Unknown

_DECIDED = "decided by whether"
_MOST_PARTS = 40
_WHOLE = 400
"""Characters of the value that the story is about."""


class _Step(NamedTuple):
    span: Span
    words: tuple[str, ...]
    """What the value does here, one sentence for each reason to look here."""
    last: bool = False


def write_story(seen: Survey, found: Found, out: TextIO, *, color: bool, base: Path) -> None:
    """Write the story. `base` is the directory that shown paths are relative to."""
    text = "\n".join(_Story(seen, found, Style(color), base).lines()) + "\n"
    encoding = getattr(out, "encoding", None) or "utf-8"
    out.write(text.encode(encoding, "replace").decode(encoding))


class _Story:
    def __init__(self, seen: Survey, found: Found, style: Style, base: Path) -> None:
        self.thing, self.attribute = found.thing, found.attribute
        self.called = found.called
        self.style = style
        self.sight = Sight(seen.files, base)
        self.say = self.sight.say

    def lines(self) -> Iterator[str]:
        told = cases(self.attribute.value)
        yield from self._heading(told)
        for case in told:
            yield ""
            if case.when:
                when = " and ".join(condition.said(holds) for condition, holds in case.when)
                yield f"{self.style.paint(f'If {self.say(when)}', BOLD)}, it {self._is(case)}:"
                yield ""
            yield from self._case(case)
        yield from self._advice(told)

    def _heading(self, told: list[Case]) -> Iterator[str]:
        name = self.style.paint(self.say(self.called), BOLD, CYAN)
        if len(told) == 1:
            yield f"{name} {self._is(told[0])}"
        else:
            yield f"{name} differs, in {len(told)} cases"
        node = self.thing.node
        path = self.say(self.attribute.path)
        own = f"{path}, " if path and path != self.attribute.name else ""
        yield self.style.paint(f"{own}in {node.unit.dialect.value} {self.say(node.unit.name)}", DIM)

    def _is(self, case: Case) -> str:
        value = case.value
        said = self.sight.value(self.attribute, value, _WHOLE)
        match value:
            case Unknown():
                partly = "unknown" if said == "unknown" else f"known in part, {said}"
                return f"is {self.style.paint(partly, MAGENTA)}"
            case Absent():
                return f"is {self.style.paint('not given', DIM)}"
            case Known(origin=Origin.DEFAULT):
                return f"is {self.style.paint(said, GREEN)}, a default"
        verb = "has" if parts(self.attribute, value) else "is"
        return f"{verb} {self.style.paint(said, GREEN)}"

    def _case(self, case: Case) -> Iterator[str]:
        if isinstance(case.value, Known):
            yield from self._parts(case.value)
        steps = _merged(self._steps(case))
        for index, step in enumerate(steps):
            if index:
                yield ""
            words = ", ".join(step.words)
            yield f"{self.style.paint(self.sight.at(step.span), BOLD)}: {words}"
            rows = list(frame(step.span))
            code = MAGENTA if step.last and isinstance(case.value, Unknown) else GREEN
            paint = (BOLD, code) if step.last else (CYAN,)
            yield from drawn(rows, self.style, lambda marks, p=paint: self.style.paint(marks, *p))  # type: ignore[misc]
            if index == len(steps) - 1:
                for label, said in self._notes(case):
                    yield note(rows, self.style, label, said)

    def _parts(self, known: Known[Any]) -> Iterator[str]:
        inner = parts(self.attribute, known)
        width = max((len(key_of(one, self.attribute)) for one in inner), default=0)
        for one in inner[:_MOST_PARTS]:
            key = self.say(key_of(one, self.attribute))
            said = self.sight.value(one, one.value)
            why = f"  {self.say(one.value.why)}" if isinstance(one.value, Unknown) else ""
            yield f"  {key:{width}}  {said}{self.style.paint(why, DIM)}"
        if len(inner) > _MOST_PARTS:
            yield f"  and {len(inner) - _MOST_PARTS} more"
        if inner:
            yield ""

    def _steps(self, case: Case) -> Iterator[_Step]:
        """The conditions, then the way of the value to where it is written or gets lost."""
        for condition, holds in case.when:
            yield _Step(condition.span, (f"{_DECIDED} {self.say(condition.said(holds))}",))
        value = case.value
        for hop in () if isinstance(value, Absent) else value.via:
            yield _Step(hop.span, (f"comes from {self.sight.speech.say_hop(hop)}",))
        yield _Step(value.span, (self._end(value),), last=True)

    def _end(self, value: Known[Any] | Absent[Any] | Unknown[Any]) -> str:
        match value:
            case Unknown(why=why):
                return self.say(why)
            case Absent():
                return "it is not written here, and no default is claimed for it"
            case Known(origin=Origin.DEFAULT):
                return "it is not written here, so that the default applies"
            case Known(origin=Origin.OBSERVED):
                return "it was observed"
        return "it is written here"

    def _notes(self, case: Case) -> Iterator[tuple[str, str]]:
        source = self.thing.defaults.get(self.attribute.name)
        if isinstance(case.value, Known) and case.value.origin is Origin.DEFAULT and source:
            yield "source", f"{source.title} {source.url}"
        for hop in self.thing.node.called_at:
            yield "see", f"{self.sight.at(hop.span)} {self.say(hop.what)}"

    def _advice(self, told: list[Case]) -> Iterator[str]:
        said = dict.fromkeys(one for case in told for one in advice(case))
        if said:
            yield ""
            heading = self.style.paint("What can be done:", BOLD)
            yield heading
            for one in said:
                yield f"  {self.say(one)}"


def _merged(steps: Iterable[_Step]) -> list[_Step]:
    """Steps at one place become one: where a value ends says more than what it came from there."""
    merged: list[_Step] = []
    for step in steps:
        if merged and merged[-1].span == step.span:
            words = merged.pop().words
            ends = step.last and not words[-1].startswith(_DECIDED)
            step = _Step(step.span, step.words if ends else (*words, *step.words), step.last)
        merged.append(step)
    return merged
