"""csvdecode, with the place of every field."""

from __future__ import annotations

from typing import Any

from mskguard.adapters.terraform.functions.elements import bounded
from mskguard.adapters.terraform.functions.parameters import TEXT, takes_at
from mskguard.adapters.terraform.functions.table import Refused
from mskguard.adapters.terraform.functions.texts import Cutter, map_of
from mskguard.adapters.terraform.values import Any_, ObjectOf, known
from mskguard.source import Span
from mskguard.value import Known, Piece, Text

_WRONG = "the text is not valid CSV"


@takes_at("csvdecode", TEXT)
def _csvdecode(text: Known[str], span: Span) -> Any_:
    rows = _Reader(text).rows()
    if not rows:
        raise Refused("the text has no header line")
    header, *records = rows
    names = [field.it for field in header]
    if len(set(names)) < len(names):
        raise Refused("two columns have the same name")
    if any(len(record) != len(names) for record in records):
        raise Refused("a line has another number of fields than the header")
    keys_at = {field.it: field.span for field in header}
    elements = [
        known(ObjectOf(zip(names, record, strict=True), keys_at), span) for record in records
    ]
    return known(tuple(elements), span, [text])


class _Reader:
    """Splits a text into lines of fields, as strictly as Go does."""

    def __init__(self, subject: Known[str]) -> None:
        self.subject = subject
        self.text = subject.it
        self.cutter = Cutter(map_of(subject))
        self.at = 0

    def rows(self) -> list[list[Known[Any]]]:
        rows: list[list[Known[Any]]] = []
        count = 0
        while self.at < len(self.text):
            if self._take_newline():
                continue
            rows.append(self._row())
            count += len(rows[-1])
            bounded(count)
        return rows

    def _row(self) -> list[Known[Any]]:
        fields = [self._field()]
        while self.text.startswith(",", self.at):
            self.at += 1
            fields.append(self._field())
        if self.at < len(self.text) and not self._take_newline():
            raise Refused(_WRONG)
        return fields

    def _take_newline(self) -> bool:
        for newline in ("\r\n", "\n"):
            if self.text.startswith(newline, self.at):
                self.at += len(newline)
                return True
        if self.text[self.at :] == "\r":
            self.at += 1
            return True
        return False

    def _field(self) -> Known[Any]:
        if self.text.startswith('"', self.at):
            return self._quoted()
        start = self.at
        ends = (self.text.find(char, start) for char in ",\n")
        self.at = min((end for end in ends if end >= 0), default=len(self.text))
        if self.text[self.at - 1 : self.at] == "\r" and self.text[self.at : self.at + 1] != ",":
            self.at = max(self.at - 1, start)
        if '"' in self.text[start : self.at]:
            raise Refused(_WRONG)
        return self.cutter.element(self.subject, start, self.at)

    def _quoted(self) -> Known[Any]:
        start = self.at
        end = self.text.find('"', start + 1)
        while end >= 0 and self.text.startswith('"', end + 1):
            end = self.text.find('"', end + 2)
        if end < 0:
            raise Refused(_WRONG)
        self.at = end + 1
        written = self.text[start + 1 : end]
        inner = written.replace('""', '"').replace("\r\n", "\n")
        if inner == written:
            return self.cutter.element(self.subject, start + 1, end)
        span = self.cutter.text.span_of(start, self.at)
        pieces = Text((Piece(span, inner),))
        return Known(inner, span, self.subject.origin, self.subject.via, text=pieces)
