"""How the reports on what mskguard sees say a value, and where it is."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from mskguard.redaction import Repeats, every_secret
from mskguard.report.account import plural
from mskguard.report.paths import shown_path
from mskguard.report.wording import Speech, printable
from mskguard.source import SourceFile, Span
from mskguard.survey import MASK, Attribute, has_parts, masked, parts, shown
from mskguard.value import Absent, Known, Unknown, Value

LONGEST = 60
"""Characters of a value in a text; the JSON has it whole."""
_CUT = "..."


class Sight:
    """Says values and places, with secrets masked."""

    def __init__(self, files: Collection[SourceFile], base: Path) -> None:
        self.base = base
        self.speech = Speech(files)
        self.secrets = Repeats(every_secret(files))

    def say(self, text: str) -> str:
        return self.speech.say(text)

    def at(self, span: Span) -> str:
        path = printable(shown_path(span.file.path, self.base)).replace("\t", " ")
        return f"{path}:{span.line}:{span.column}"

    def content(self, value: Known[Any] | Unknown[Any], name: str) -> Any:
        """A single value, masked, whole."""
        it = shown(value, name)
        if isinstance(it, str):
            return masked(it, self.secrets)
        return it if masked(str(it), self.secrets) == str(it) else MASK

    def value(self, attribute: Attribute, value: Value[Any], longest: int = LONGEST) -> str:
        """A value in few words; `attribute` is what it is the value of, or a case of it."""
        match value:
            case Known():
                return self._known(attribute, value, longest)
            case Absent():
                return "nothing"
            case Unknown():
                known = self.content(value, attribute.name)
                return self._quoted(known, longest) if known else "unknown"
        return "differs"

    def _known(self, attribute: Attribute, value: Known[Any], longest: int) -> str:
        if has_parts(value):
            return (
                plural(len(parts(attribute, value)), "item") if parts(attribute, value) else "empty"
            )
        it = self.content(value, attribute.name)
        if isinstance(it, str):
            return self._quoted(it, longest)
        return json.dumps(it)

    def _quoted(self, text: str, longest: int) -> str:
        quoted = printable(json.dumps(text, ensure_ascii=False))
        return quoted if len(quoted) <= longest else quoted[: longest - len(_CUT)] + _CUT


def key_of(attribute: Attribute, whole: Attribute) -> str:
    """What a part is called below the whole that it belongs to."""
    return attribute.name.removeprefix(whole.name)


def origin_of(value: Value[Any]) -> str:
    """How a known value came to be, in a word."""
    return value.origin.value if isinstance(value, Known) else ""
