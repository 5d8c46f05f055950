"""What `graph` and `why` look at: the paths read into a survey, and what could not be read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mskguard.cli.errors import CannotRun
from mskguard.cli.options import configured, standard_input, told

if TYPE_CHECKING:
    from mskguard.adapters.load import Loaded
    from mskguard.aws.facts import Facts
    from mskguard.survey import Survey

EXIT_CODES = """\b
Exit codes:
  0  all was read
  1  a file that cannot be read; the rest is shown
  2  could not run: usage, configuration, a crash
  3  nothing to see"""


def look(paths: tuple[Path, ...], given: dict[str, Any]) -> tuple[Survey, int]:
    """What there is to see at the paths, and the exit code. Tells problems on standard error."""
    from mskguard.survey import survey

    loaded, facts = read(paths, given)
    seen = survey(loaded.graph, facts, loaded.sources)
    return seen, exit_code(loaded, seen)


def read(paths: tuple[Path, ...], given: dict[str, Any]) -> tuple[Loaded, Facts]:
    """What is read at the paths with these options. Raises `CannotRun`."""
    from mskguard.adapters.load import CannotRead, Inputs, load
    from mskguard.aws.facts import Facts
    from mskguard.config import combine
    from mskguard.rule.secrets import hide_literal_secrets

    layers = configured(paths, given["config"], given["no_config"])
    settings = combine(layers, paths)
    variables, files = given["variables"], given["var_files"]
    facts = Facts()
    try:
        inputs = Inputs(
            paths,
            variables,
            files,
            settings.variables,
            settings.exclude,
            told=told(settings, given),
            stdin=standard_input(paths),
        )
        loaded = load(inputs, facts)
    except CannotRead as error:
        raise CannotRun(str(error)) from error
    hide_literal_secrets(loaded.graph)
    return loaded, facts


def exit_code(loaded: Loaded, seen: Survey) -> int:
    """Tells what could not be read on standard error, and answers the exit code."""
    from mskguard.check import FOUND, FOUND_NOTHING, NOTHING_TO_CHECK

    if _tell_problems(loaded):
        return FOUND
    if not seen.things:
        click.echo("exit code 3: there is nothing to see: no resource that is read", err=True)
        return NOTHING_TO_CHECK
    return FOUND_NOTHING


def _tell_problems(loaded: Loaded) -> bool:
    """Name what could not be read on standard error; whether there is any."""
    from mskguard.redaction import hide_secrets
    from mskguard.report.sight import Sight
    from mskguard.source import Fate

    sources = {problem.span.file for problem in loaded.problems}
    for source in sources:
        hide_secrets(source)
    sight = Sight(sources, Path.cwd())
    placed = {problem.span.file.path for problem in loaded.problems}
    for problem in loaded.problems:
        click.echo(f"{sight.at(problem.span)}: {sight.say(problem.message)}", err=True)
    silent = [one for one in loaded.files if one.fate is Fate.UNREADABLE and one.path not in placed]
    for account in silent:
        click.echo(f"{sight.say(account.path)}: {sight.say(account.why)}", err=True)
    return bool(loaded.problems or silent)
