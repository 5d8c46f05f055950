"""Who reaches which listener, as a text for people and as JSON in a shape of its own."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path as Directory
from typing import Any, TextIO

from mskguard import __version__
from mskguard.report.paths import shown_path
from mskguard.report.sight import Sight
from mskguard.report.style import BOLD, CYAN, DIM, GREEN, MAGENTA, RED, Style
from mskguard.report.wording import printable
from mskguard.source import SourceFile, Span
from mskguard.survey.paths import Entrance, Path, Reached, Step
from mskguard.value import Tri

SHAPE = 1
"""Grows when a field changes its meaning or goes; new fields may come without that."""

_ANSWERS = {Tri.YES: "yes", Tri.NO: "no", Tri.UNKNOWN: "unknown"}
_COLORS = {Tri.YES: RED, Tri.NO: GREEN, Tri.UNKNOWN: MAGENTA}
_WIDTH = 7
"""Columns of the longest answer."""

Json = dict[str, Any]


def write_reach_text(
    found: list[Reached],
    files: Collection[SourceFile],
    out: TextIO,
    *,
    color: bool,
    base: Directory,
) -> None:
    """Write each cluster with its listeners, and below each of them who comes in by it."""
    text = "\n".join(_Text(Sight(files, base), Style(color)).lines(found))
    encoding = getattr(out, "encoding", None) or "utf-8"
    out.write(f"{text}\n".encode(encoding, "replace").decode(encoding))


class _Text:
    def __init__(self, sight: Sight, style: Style) -> None:
        self.sight = sight
        self.style = style

    def lines(self, found: list[Reached]) -> Iterator[str]:
        for one in found:
            name = self.style.paint(self.sight.say(one.cluster.instance), BOLD, CYAN)
            yield f"{name}  {self._at(one.cluster.span)}"
            if not one.entrances:
                yield "  no listener is on"
            for entrance in one.entrances:
                yield from self._entrance(entrance)
            for step in one.closed:
                yield f"  {self._step(step)}"
            yield ""

    def _entrance(self, entrance: Entrance) -> Iterator[str]:
        doubt = ", perhaps" if entrance.enabled is Tri.UNKNOWN else ""
        name = self.style.paint(self.sight.say(entrance.name) + doubt, BOLD)
        yield f"  {name}  {self._at(entrance.switch.span)}"
        for path in entrance.paths:
            yield from self._path(path)
        if entrance.complete is not Tri.YES:
            others = self.style.paint("perhaps others", MAGENTA)
            yield f"    {others}: {self.sight.say(entrance.why)}"
        elif not entrance.paths:
            yield "    nobody"

    def _path(self, path: Path) -> Iterator[str]:
        answer = self.style.paint(f"{_ANSWERS[path.reached]:<{_WIDTH}}", _COLORS[path.reached])
        when = f", if {self.sight.say(path.when)}" if path.when else ""
        yield f"    {answer}  {self.sight.say(path.source)}{when}"
        indent = " " * (_WIDTH + 6)
        for step in path.steps:
            yield f"{indent}{self._step(step)}"
        for unknown in path.unknown:
            yield f"{indent}not known: {self.sight.say(unknown.why)}  {self._at(unknown.span)}"

    def _step(self, step: Step) -> str:
        return f"{self.sight.say(step.what)}  {self._at(step.span)}"

    def _at(self, span: Span) -> str:
        return self.style.paint(self.sight.at(span), DIM)


def write_reach_json(
    found: list[Reached], files: Collection[SourceFile], out: TextIO, *, base: Directory
) -> None:
    """Write the same as JSON, in ASCII."""
    told = _Told(Sight(files, base), base)
    content = {
        "version": SHAPE,
        "tool": {"name": "mskguard", "version": __version__},
        "clusters": [told.cluster(one) for one in found],
    }
    out.write(json.dumps(content, indent=2) + "\n")


class _Told:
    def __init__(self, sight: Sight, base: Directory) -> None:
        self.say = sight.say
        self.base = base

    def cluster(self, one: Reached) -> Json:
        return {
            "unit": self.say(one.cluster.unit.name),
            "instance": self.say(one.cluster.instance),
            "place": self._place(one.cluster.span),
            "listeners": [self._entrance(it) for it in one.entrances],
            "closed": [self._step(it) for it in one.closed],
        }

    def _entrance(self, one: Entrance) -> Json:
        return {
            "name": self.say(one.name),
            "enabled": _ANSWERS[one.enabled],
            "switch": self._place(one.switch.span),
            "paths": [self._path(it) for it in one.paths],
            "complete": _ANSWERS[one.complete],
            "why": self.say(one.why),
        }

    def _path(self, one: Path) -> Json:
        return {
            "from": self.say(one.source),
            "reached": _ANSWERS[one.reached],
            "when": self.say(one.when),
            "steps": [self._step(it) for it in one.steps],
            "unknown": [
                {"why": self.say(it.why), "place": self._place(it.span)} for it in one.unknown
            ],
        }

    def _step(self, one: Step) -> Json:
        return {"what": self.say(one.what), "place": self._place(one.span)}

    def _place(self, span: Span) -> Json:
        path = printable(shown_path(span.file.path, self.base))
        return {"path": path, "line": span.line, "column": span.column}
