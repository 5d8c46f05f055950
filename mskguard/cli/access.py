"""`mskguard access`: who may do what in which cluster, topic and group."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from mskguard.cli.options import (
    color_option,
    configuration_options,
    paths_argument,
    templates_options,
    variables_options,
)
from mskguard.cli.sight import EXIT_CODES


@click.command("access", epilog=EXIT_CODES, short_help="Show who may do what in which cluster.")
@paths_argument
@click.option(
    "--principal", metavar="P", help="Only principals whose name has this in it, or matches it."
)
@click.option("--topic", metavar="T", help="Only what may be done with the topic of this name.")
@click.option(
    "--action", metavar="A",
    help="Only this: connect, read, write, administer, or an action's name.",
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text",
    show_default=True, help="The form of the report.",
)  # fmt: skip
@variables_options
@templates_options
@configuration_options
@color_option
def command(paths: tuple[Path, ...], **given: Any) -> int:
    """Show who may connect to, read, write or administer which cluster, topic and group at PATH.

    Each line names the statements or ACLs that allow it. A statement that denies is taken into
    account; what is not known is said, with the reason. By default PATH is the working directory.
    """
    from mskguard.cli.output import to_stdout, wants_color
    from mskguard.cli.sight import exit_code, read
    from mskguard.survey import survey
    from mskguard.survey.access import access
    from mskguard.survey.access_filter import Wanted, chosen

    loaded, facts = read(paths or (Path(),), given)
    seen = survey(loaded.graph, facts, loaded.sources)
    code = exit_code(loaded, seen)
    wanted = Wanted(given["principal"], given["topic"], given["action"])
    told = chosen(access(loaded.graph, facts), wanted)
    base = Path.cwd()
    if given["form"] == "json":
        from mskguard.report.access import write_access_json

        to_stdout(partial(write_access_json, told, base=base))
    else:
        from mskguard.report.access import write_access_text

        color = wants_color(given["color"], None)
        to_stdout(partial(write_access_text, told, color=color, base=base))
    return code
