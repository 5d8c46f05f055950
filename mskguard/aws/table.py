"""Tables of dated, cited facts: how they are read, and where each fact is from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from mskguard.record import record
from mskguard.value import Tri

T = TypeVar("T")

DATA = Path(__file__).parent / "data"

_TRI = {"no": Tri.NO, "unknown": Tri.UNKNOWN, "yes": Tri.YES}


class Confidence(Enum):
    """How sure a fact is."""

    HIGH = "high"
    """AWS's own documentation, schema or answer."""
    MEDIUM = "medium"
    """One source that is not AWS, or an inference."""
    LOW = "low"
    """Sources conflict."""
    UNCONFIRMED = "unconfirmed"
    """No source was found."""


@record(frozen=True, slots=True)
class Source:
    """Where facts are from."""

    title: str
    url: str
    date: dt.date
    """Its own date, else about when it was copied."""


@record(frozen=True, slots=True)
class Citation:
    """The source of one fact."""

    source: Source
    confidence: Confidence
    note: str = ""

    def __str__(self) -> str:
        return f"{self.source.title} ({self.source.date})"


class Row:
    """One row of a table. What its columns hold wrongly is a TypeError, KeyError or ValueError."""

    __slots__ = ("cells", "citations", "columns")

    def __init__(self, cells: Mapping[str, Any], citations: Mapping[str, Citation]) -> None:
        """`citations`: by column; under the empty name, of every column that is not in it."""
        self.cells = cells
        self.citations = citations
        self.columns = frozenset(cells) - {"source", "confidence", "note", "except"}

    def cited(self, column: str = "") -> Citation:
        """The source of the row, or of one of its columns."""
        return self.citations.get(column) or self.citations[""]

    def need(self, column: str, kind: type[T]) -> T:
        """What a column holds that no row may leave out."""
        found = self.get(column, kind)
        if found is None:
            raise KeyError(column)
        return found

    def get(self, column: str, kind: type[T]) -> T | None:
        """What a column holds, or None where the row leaves it out."""
        found = self.cells.get(column)
        if found is None or type(found) is kind:
            return found
        raise TypeError(f"{column} of {self.cells} is not of type {kind.__name__}")

    def number(self, column: str) -> float | None:
        """A figure that need not be whole."""
        found = self.cells.get(column)
        return found if found is None or type(found) is float else self.get(column, int)

    def text_or_truth(self, column: str) -> str | bool | None:
        """What a column holds that may be of either type."""
        found = self.cells.get(column)
        return found if type(found) is bool else self.get(column, str)

    def tri(self, column: str) -> Tri:
        return _TRI[self.need(column, str)]

    def day(self, column: str) -> dt.date | None:
        text = self.get(column, str)
        return None if text is None else dt.date.fromisoformat(text)


@record(frozen=True, slots=True, kw_only=True)
class Fact:
    """A row as its subject's module reads it."""

    row: Row = field(repr=False, compare=False)

    def cited(self, column: str = "") -> Citation:
        """The source of this fact, or of one of its attributes."""
        return self.row.cited(column)


@record(frozen=True, slots=True)
class Table:
    """A file of `data/`: facts of one kind, and the day for which they hold."""

    name: str
    title: str
    as_of: dt.date
    sources: Mapping[str, Source]
    rows: tuple[Row, ...]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)


def table_names() -> list[str]:
    """Every table there is."""
    return sorted(path.stem for path in DATA.glob("*.json"))


@cache
def table(name: str) -> Table:
    """A table, read once."""
    import json

    content = json.loads((DATA / f"{name}.json").read_text("utf-8"))
    sources = {
        key: Source(it["title"], it["url"], dt.date.fromisoformat(it["date"]))
        for key, it in content["sources"].items()
    }
    shared = _citations(content.get("columns", {}), sources)
    rows = (
        Row(cells, {**shared, **_citations({"": cells, **cells.get("except", {})}, sources)})
        for cells in content["rows"]
    )
    return Table(
        content["name"],
        content["title"],
        dt.date.fromisoformat(content["as_of"]),
        sources,
        tuple(rows),
    )


def _citations(named: Mapping[str, Any], sources: Mapping[str, Source]) -> dict[str, Citation]:
    return {
        name: Citation(sources[it["source"]], Confidence(it["confidence"]), it.get("note", ""))
        for name, it in named.items()
    }
