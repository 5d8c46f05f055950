"""`mskguard why`: one value's story."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from mskguard.cli.errors import CannotRun
from mskguard.cli.options import (
    PATH,
    color_option,
    configuration_options,
    templates_options,
    variables_options,
)
from mskguard.cli.sight import EXIT_CODES


@click.command("why", epilog=EXIT_CODES, short_help="Tell why a value is what it is.")
@click.argument("name", metavar="ADDRESS.ATTRIBUTE")
@click.argument("path", type=PATH, default=Path())
@variables_options
@templates_options
@configuration_options
@color_option
def command(name: str, path: Path, **given: Any) -> int:
    """Tell where one value is written, what it came through, or why it is not known.

    The attribute goes by its name in `mskguard graph` (transit.client_broker) or by that of its
    argument. Instance keys and modules of the address may be left out where no doubt arises. PATH
    is the working directory by default.
    """
    from mskguard.cli.output import to_stdout, wants_color
    from mskguard.cli.sight import look
    from mskguard.report.sight import Sight
    from mskguard.report.story_text import write_story
    from mskguard.survey import NotFound, find

    seen, code = look((path,), given)
    if not seen.things:
        return code
    try:
        found = find(seen, name, _unit(path))
    except NotFound as error:
        raise CannotRun(Sight(seen.files, Path.cwd()).say(str(error))) from error
    color = wants_color(given["color"], None)
    to_stdout(partial(write_story, seen, found, color=color, base=Path.cwd()))
    return code


def _unit(path: Path) -> str:
    """The name of the unit that a path itself is: the same name in a unit below it is second."""
    from mskguard.report.paths import shown_path

    directory = path if path.is_dir() else path.parent
    return shown_path(str(directory.resolve()), Path.cwd())
