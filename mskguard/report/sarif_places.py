"""SARIF's places: artifacts, regions, and the changes that a fix makes in them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from mskguard.engine.finding import Result
from mskguard.report.paths import relative, shown_path
from mskguard.report.wording import printable
from mskguard.source import Fate, SourceFile, Span, TextEdit

SRCROOT = "%SRCROOT%"
_CONTEXT = 2
_LONGEST = 4000
"""Characters of a snippet; a longer one is left out, for a log is to stay readable."""

Json = dict[str, Any]


class Places:
    """The run's artifacts, numbered, and locations in them."""

    def __init__(self, result: Result, base: Path) -> None:
        self.base = base
        self._index: dict[str, int] = {}
        for account in result.files:
            if account.fate is not Fate.SKIPPED:
                self._number(account.path)

    def artifacts(self) -> list[Json]:
        """The files read and every other file spoken of: to be asked for last."""
        return [
            {"location": {"index": index, **self._reference(path)}}
            for path, index in self._index.items()
        ]

    def location(self, span: Span, *, context: bool = False) -> Json:
        """A physical location; with `context`, the lines around are given as well."""
        place: Json = {"artifactLocation": self._artifact(span.file), "region": _region(span)}
        around = _around(span)
        if context and len(around.text) <= _LONGEST:
            place["contextRegion"] = _region(around)
        return {"physicalLocation": place}

    def changes(self, edits: Iterable[TextEdit]) -> list[Json]:
        """Artifact changes of text edits, by file."""
        files: dict[SourceFile, list[Json]] = {}
        for edit in edits:
            region = _region(edit.span, snippet=False)
            replacement = {"deletedRegion": region, "insertedContent": {"text": edit.text}}
            files.setdefault(edit.span.file, []).append(replacement)
        return [
            {"artifactLocation": self._artifact(file), "replacements": replacements}
            for file, replacements in files.items()
        ]

    def _artifact(self, source: SourceFile) -> Json:
        return {**self._reference(source.path), "index": self._number(source.path)}

    def _number(self, path: str) -> int:
        return self._index.setdefault(shown_path(path, self.base), len(self._index))

    def _reference(self, path: str) -> Json:
        below = relative(path, self.base)
        if below is None:
            return {"uri": Path(os.path.normpath(self.base.absolute() / path)).as_uri()}
        return {"uri": quote(below.encode("utf-8", "surrogateescape")), "uriBaseId": SRCROOT}


def _region(span: Span, *, snippet: bool = True) -> Json:
    region: Json = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    if snippet and 0 < span.end - span.start <= _LONGEST:
        region["snippet"] = {"text": "\n".join(_shown_lines(span))}
    return region


def _shown_lines(span: Span) -> Iterator[str]:
    """The span's lines, each masked for itself, so that the snippet has as many as the region."""
    for line in range(span.line, span.end_line + 1):
        whole = span.file.line_span(line)
        low, high = max(whole.start, span.start), min(whole.end, span.end)
        yield printable(span.file.shown(low, max(low, high)))


def _around(span: Span) -> Span:
    """Whole lines around a span."""
    source = span.file
    first = max(1, span.line - _CONTEXT)
    last = min(source.line_count, span.end_line + _CONTEXT)
    return source.line_span(first).to(source.line_span(last))
