"""`mskguard explain`: a rule's documentation in a terminal."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from mskguard.cli.errors import CannotRun
from mskguard.cli.options import color_option, known_rules, rules_option

if TYPE_CHECKING:
    from mskguard.engine.catalog import Catalog
    from mskguard.engine.finding import Description

_WIDEST = 100


@click.command("explain", short_help="Tell what a rule finds, why, and what is right.")
@click.argument("name", metavar="RULE")
@rules_option
@color_option
def command(name: str, rules: tuple[Path, ...], color: str) -> None:
    """Tell what RULE finds, why, and what is right."""
    from mskguard.cli.output import to_stdout, wants_color

    known = known_rules(rules)
    found = known.find(name) or known.find(name.replace("_", "-"))
    if found is None:
        raise CannotRun(_unknown(name, known))
    to_stdout(partial(_write, found, color=wants_color(color, None)))


def _unknown(name: str, known: Catalog) -> str:
    members = [one.name for one in known.descriptions if one.family == name]
    if members:
        return f'"{name}" is a family of rules; explain one of them: {", ".join(members)}'
    near = known.nearest(name)
    return f'no rule is called "{name}"' + (f', did you mean "{near}"?' if near else "")


def _write(rule: Description, out: TextIO, *, color: bool) -> None:
    import shutil

    from mskguard.cli.markdown import Page

    page = Page(min(shutil.get_terminal_size().columns, _WIDEST), color)
    fixable = ", fixable" if rule.fixable else ""
    out.write(f"{page.bold(rule.name)}\n")
    out.write(f"{rule.family}, {rule.severity.word}, {rule.kind}{fixable}\n\n")
    out.write(page.render(rule.guide))
