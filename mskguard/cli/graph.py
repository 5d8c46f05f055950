"""`mskguard graph`: everything that mskguard sees."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from mskguard.cli.options import (
    color_option,
    configuration_options,
    paths_argument,
    templates_options,
    variables_options,
)
from mskguard.cli.sight import EXIT_CODES

if TYPE_CHECKING:
    from mskguard.survey import Survey

FORMS = ["text", "json", "mermaid", "dot", "graphml", "svg"]


@click.command("graph", epilog=EXIT_CODES, short_help="Show what mskguard sees.")
@paths_argument
@click.option(
    "--format", "form", type=click.Choice(FORMS), default="text",
    show_default=True, help="The form of the report.",
)  # fmt: skip
@variables_options
@templates_options
@configuration_options
@color_option
def command(paths: tuple[Path, ...], **given: Any) -> int:
    """Show every resource at PATH (default: the working directory) as mskguard sees it.

    Each attribute with its value or why it is unknown, how it came to be and where; and what the
    resources have to do with each other. A file stands for its whole module.

    mermaid, dot and svg draw clusters, networks, clients and principals; graphml has every
    resource, for other tools.
    """
    from mskguard.cli.output import to_stdout, wants_color
    from mskguard.cli.sight import look

    seen, code = look(paths or (Path(),), given)
    if given["form"] == "json":
        from mskguard.report.graph_json import write_graph_json

        to_stdout(partial(write_graph_json, seen, base=Path.cwd()))
    elif given["form"] != "text":
        to_stdout(_drawing(seen, given["form"]))
    elif seen.things:
        from mskguard.report.graph_text import write_graph_text

        color = wants_color(given["color"], None)
        to_stdout(partial(write_graph_text, seen, color=color, base=Path.cwd()))
    return code


def _drawing(seen: Survey, form: str) -> Callable[[TextIO], None]:
    """What writes a drawing in one of its forms."""
    if form == "graphml":
        from mskguard.report.drawn.graphml import write_graphml

        return partial(write_graphml, seen, base=Path.cwd())
    from mskguard.report.drawn.picture import picture

    shown = picture(seen, Path.cwd())
    module = import_module(f"mskguard.report.drawn.{form}")
    write: Callable[..., None] = getattr(module, f"write_{form}")
    return partial(write, shown)
