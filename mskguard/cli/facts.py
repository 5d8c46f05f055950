"""`mskguard facts`: what mskguard knows of MSK, and where it knows it from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, TextIO

import click

from mskguard.cli.errors import CannotRun

if TYPE_CHECKING:
    from mskguard.aws.table import Citation, Row, Table

_WIDTH = 100


@click.command("facts", short_help="Show the facts of AWS that rules rely on, with their sources.")
@click.argument("name", required=False, metavar="[NAME]")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
def command(name: str | None, form: str) -> None:
    """Show every table of facts, or the facts called NAME: a table, or a row in one.

    Each fact has its source, that source's date, and how sure it is.
    """
    from mskguard.cli.output import to_stdout

    found = list(_found(name))
    if not found:
        raise CannotRun(f'no fact is called "{name}"{_meant(str(name))}')
    if form == "json":
        to_stdout(partial(_write_json, found))
    elif name is None:
        to_stdout(partial(_write_tables, found))
    else:
        to_stdout(partial(_write_rows, found))


Found = tuple["Table", list["Row"]]


def _found(name: str | None) -> Iterator[Found]:
    """The tables, each with the rows in question."""
    from mskguard.aws.table import table, table_names

    tables = list(map(table, table_names()))
    whole = [one for one in tables if name in (None, one.name, one.name.replace("_", "-"))]
    if whole:
        yield from ((one, list(one.rows)) for one in whole)
        return
    for one in tables:
        rows = [row for row in one if _title(row).casefold() == str(name).casefold()]
        if rows:
            yield one, rows


def _title(row: Row) -> str:
    """What a row is about: its first cell."""
    return str(next(iter(row.cells.values())))


def _meant(name: str) -> str:
    from difflib import get_close_matches

    known = [title for it, rows in _found(None) for title in (it.name, *map(_title, rows))]
    return "".join(f', did you mean "{one}"?' for one in get_close_matches(name, known, 1))


def _write_tables(found: list[Found], out: TextIO) -> None:
    width = max(len(one.name) for one, _ in found)
    for one, rows in found:
        out.write(f"{one.name:{width}}  {one.as_of}  {len(rows):4} facts  {one.title}\n")
    out.write("\n`mskguard facts NAME` shows one table, or one fact in any of them\n")


def _write_rows(found: list[Found], out: TextIO) -> None:
    for number, (one, rows) in enumerate(found):
        out.write("\n" if number else "")
        out.write(f"{one.title} ({one.name}, as of {one.as_of})\n")
        for row in rows:
            out.write("\n")
            out.writelines(f"{line}\n" for line in _row(row))


def _row(row: Row) -> Iterator[str]:
    cells = {key: it for key, it in row.cells.items() if key in row.columns}
    yield _title(row)
    for key, it in list(cells.items())[1:]:
        yield f"  {key}: {_said(it)}"
    for citation, columns in _citations(row).items():
        yield from _cited(columns, citation)


def _citations(row: Row) -> dict[Citation, list[str]]:
    """The sources of a row with the columns that each is of; none where it is of the rest."""
    found: dict[Citation, list[str]] = {}
    for column, citation in row.citations.items():
        if not column:
            found.setdefault(citation, [])
        elif column in row.columns:
            found.setdefault(citation, []).append(column)
    return found


def _cited(columns: list[str], citation: Citation) -> Iterator[str]:
    about = f"{', '.join(columns)}: " if columns else ""
    source = citation.source
    yield f"  source: {about}{source.title}, {source.date} ({citation.confidence.value} confidence)"
    yield f"          {source.url}"
    if citation.note:
        yield f"  note: {about}{citation.note}"


def _said(it: Any) -> str:
    import json

    text = it if isinstance(it, str) else json.dumps(it, ensure_ascii=False)
    return text if len(text) <= _WIDTH else text[:_WIDTH] + " ..."


def _write_json(found: list[Found], out: TextIO) -> None:
    import json

    listed = [
        {
            "table": one.name,
            "title": one.title,
            "as_of": one.as_of.isoformat(),
            "facts": [_as_json(row) for row in rows],
        }
        for one, rows in found
    ]
    json.dump(listed, out, indent=2, ensure_ascii=False)
    out.write("\n")


def _as_json(row: Row) -> dict[str, Any]:
    return {
        "name": _title(row),
        "cells": {key: it for key, it in row.cells.items() if key in row.columns},
        "sources": [
            {
                "of": columns,
                "title": it.source.title,
                "url": it.source.url,
                "date": it.source.date.isoformat(),
                "confidence": it.confidence.value,
                "note": it.note,
            }
            for it, columns in _citations(row).items()
        ],
    }
