"""`mskguard rules`: which rules there are."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from mskguard.cli.options import known_rules, rules_option

if TYPE_CHECKING:
    from mskguard.engine.finding import Description


@click.command("rules", short_help="List the rules.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@rules_option
def command(form: str, rules: tuple[Path, ...]) -> None:
    """List every rule by family: its gravest severity, its kind and what it finds."""
    from mskguard.cli.output import to_stdout

    known = sorted(known_rules(rules).descriptions, key=lambda one: (one.family, one.name))
    to_stdout(partial(_write_json if form == "json" else _write_text, known))


def _write_json(rules: Iterable[Description], out: TextIO) -> None:
    import json

    listed = [
        {
            "name": one.name,
            "family": one.family,
            "severity": one.severity.word,
            "kind": one.kind,
            "summary": one.summary,
            "fixable": one.fixable,
        }
        for one in rules
    ]
    json.dump(listed, out, indent=2, ensure_ascii=False)
    out.write("\n")


def _write_text(rules: list[Description], out: TextIO) -> None:
    width = max(len(one.name) for one in rules)
    for family, members in groupby(rules, key=lambda one: one.family):
        out.write(f"{family}\n")
        for one in members:
            words = f"{one.name:{width}}  {one.severity.word:6}  {one.kind:10}  {one.summary}"
            out.write(f"  {words}{' (fixable)' if one.fixable else ''}\n")
        out.write("\n")
    out.write(f"{len(rules)} rules; `mskguard explain RULE` tells more of one\n")
