"""The sentences that all reports share, with secrets and control characters taken out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mskguard.engine.finding import Finding, Result
from mskguard.redaction import Repeats, every_secret, redact
from mskguard.source import SourceFile, Span, TextEdit
from mskguard.value import Hop

_CONTROLS = {
    **{code: "\ufffd" for code in (*range(0x20), *range(0x7F, 0xA0)) if code != 0x09},
    **dict.fromkeys((*range(8234, 8239), *range(8294, 8298)), "�"),
}
"""Could move a terminal's cursor or turn the reading direction. A tab does neither."""


def printable(text: str) -> str:
    """The text without characters that do something to a terminal or cannot be encoded."""
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_CONTROLS).encode("utf-8", "replace").decode("utf-8")


class Speech:
    """Says what is to be said of files, knowing their secrets."""

    def __init__(self, files: Iterable[SourceFile]) -> None:
        self._secrets = Repeats(every_secret(files))
        self._said: dict[str, str] = {}

    def say(self, text: str) -> str:
        """One line of printable text."""
        said = self._said.get(text)
        if said is None:
            said = printable(redact(" ".join(text.split()), self._secrets))
            self._said[text] = said
        return said

    def say_hop(self, hop: Hop) -> str:
        """What stands at a place that a value came through."""
        return self.say(hop.span.shown if hop.what == hop.span.text else hop.what)


class Wording(Speech):
    """Says what a result says."""

    def __init__(self, result: Result) -> None:
        super().__init__({span.file for finding in result.findings for span in _spans(finding)})

    def claim(self, finding: Finding) -> str:
        """What the finding says, and in which world."""
        message = self.sentence(finding.message)
        return f"{message}, when {self.say(finding.when)}" if finding.when else message

    def sentence(self, message: str) -> str:
        """A finding's message. `DbPassword: …` at its start is an address, and no key and value."""
        address, colon, rest = message.partition(": ")
        if not colon or " " in address:
            return self.say(message)
        return f"{self.say(address)}: {self.say(rest)}"

    def can_tell(self, edit: TextEdit) -> bool:
        """Whether an edit writes no secret. A masked text would be no edit at all."""
        line = edit.span.file.line_span(edit.span.line)
        before = line.text[: edit.span.column - 1]
        return redact(before + edit.text, self._secrets).endswith(edit.text)


def _spans(finding: Finding) -> Iterator[Span]:
    yield finding.span
    for hop in (*finding.related, *finding.reasons):
        yield hop.span
    for edit in finding.fix.edits if finding.fix else ():
        yield edit.span
