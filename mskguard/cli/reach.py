"""`mskguard reach`: who reaches which listener of a cluster, hop by hop."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from mskguard.cli.errors import CannotRun
from mskguard.cli.options import (
    color_option,
    configuration_options,
    paths_argument,
    templates_options,
    variables_options,
)
from mskguard.cli.sight import EXIT_CODES


@click.command("reach", epilog=EXIT_CODES, short_help="Show who reaches a cluster's listeners.")
@paths_argument
@click.option(
    "--from", "source", default="", metavar="SOURCE",
    help="Only from there: internet, a security group by address or id, or a CIDR block. "
    "Default: the internet, and whoever the security groups name.",
)  # fmt: skip
@click.option(
    "--cluster", default="", metavar="C", help="Only clusters with this in their address."
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text",
    show_default=True, help="The form of the report.",
)  # fmt: skip
@variables_options
@templates_options
@configuration_options
@color_option
def command(paths: tuple[Path, ...], **given: Any) -> int:
    """Show who reaches which listener of the clusters at PATH over the network, hop by hop.

    Each path names the security group rules and routes that open it, each at its place; what is
    not known is said, with the reason. By default PATH is the working directory.
    """
    from mskguard.cli.output import to_stdout, wants_color
    from mskguard.cli.sight import exit_code, read
    from mskguard.survey import survey
    from mskguard.survey.paths import reached
    from mskguard.survey.sources import NoSource

    loaded, facts = read(paths or (Path(),), given)
    seen = survey(loaded.graph, facts, loaded.sources)
    code = exit_code(loaded, seen)
    try:
        found = reached(loaded.graph, facts, given["source"], given["cluster"])
    except NoSource as error:
        raise CannotRun(f"--from: {error}") from error
    base = Path.cwd()
    if given["form"] == "json":
        from mskguard.report.reach import write_reach_json

        to_stdout(partial(write_reach_json, found, seen.files, base=base))
    elif found:
        from mskguard.report.reach import write_reach_text

        color = wants_color(given["color"], None)
        to_stdout(partial(write_reach_text, found, seen.files, color=color, base=base))
    return code
