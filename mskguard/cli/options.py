"""Options and arguments that are read in a way of their own, or that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mskguard.cli.errors import CannotRun

if TYPE_CHECKING:
    import datetime as dt

    from mskguard.adapters.front_ends import Told
    from mskguard.config import Layer, Settings
    from mskguard.engine.catalog import Catalog

F = TypeVar("F", bound=Callable[..., Any])

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def as_day(ctx: click.Context, param: click.Parameter, value: str | None) -> dt.date | None:
    """The callback of an option that takes a day, `2026-11-21`."""
    import datetime as dt

    if value is None:
        return None
    try:
        return dt.datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        raise click.BadParameter(f'"{value}" is no day as YYYY-MM-DD', ctx, param) from None


def as_variables(
    ctx: click.Context, param: click.Parameter, values: tuple[str, ...]
) -> dict[str, str]:
    """The callback of an option that takes values by name, `NAME=VALUE`."""
    variables = {}
    for value in values:
        name, equals, text = value.partition("=")
        if not equals or not name.strip():
            raise click.BadParameter(f'"{value}" is not written as NAME=VALUE', ctx, param)
        variables[name.strip()] = text
    return variables


def as_names(
    ctx: click.Context, param: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """The callback of an option that takes names of rules and families, split at commas."""
    names = tuple(name.strip() for value in values for name in value.split(",") if name.strip())
    if values and not names:
        raise click.BadParameter("the name of a rule or a family is expected", ctx, param)
    return names


PATH = click.Path(exists=True, allow_dash=True, path_type=Path)
"""A file, a directory, or `-` for standard input."""

paths_argument = click.argument("paths", nargs=-1, type=PATH, metavar="[PATH]...")


def standard_input(paths: tuple[Path, ...]) -> bytes:
    """What is given on standard input, where one of the paths is `-`."""
    if Path("-") not in paths:
        return b""
    import sys

    from mskguard.source import LARGEST_FILE

    return sys.stdin.buffer.read(LARGEST_FILE + 1)


_VARIABLES = (
    click.option(
        "--var", "variables", callback=as_variables, multiple=True, metavar="NAME=VALUE",
        help="Set a Terraform variable. Repeatable.",
    ),
    click.option(
        "--var-file", "var_files", type=_FILE, multiple=True, metavar="FILE",
        help="Set Terraform variables from a .tfvars file. Repeatable.",
    ),
)  # fmt: skip

_TEMPLATES = (
    click.option(
        "--parameter", "parameters", callback=as_variables, multiple=True, metavar="NAME=VALUE",
        help="Set a CloudFormation parameter. Repeatable.",
    ),
    click.option(
        "--parameters", "parameter_files", type=_FILE, multiple=True, metavar="FILE",
        help="Set CloudFormation parameters from a file, in any of AWS's forms. Repeatable.",
    ),
    click.option(
        "--region", metavar="REGION", help="The AWS region that templates are deployed to."
    ),
    click.option(
        "--account", metavar="ID", help="The AWS account that templates are deployed to."
    ),
)  # fmt: skip

_CONFIGURATION = (
    click.option(
        "--config", type=_FILE, metavar="FILE",
        help="Use this configuration instead of the one found upwards from the first PATH.",
    ),
    click.option(
        "--no-config", is_flag=True, help="Use no configuration, not even your own."
    ),
)  # fmt: skip


def _all_of(options: tuple[Callable[[Any], Any], ...]) -> Callable[[F], F]:
    def declare(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return declare


variables_options = _all_of(_VARIABLES)
"""`--var` and `--var-file`."""

templates_options = _all_of(_TEMPLATES)
"""`--parameter`, `--parameters`, `--region` and `--account`; see `told`."""

configuration_options = _all_of(_CONFIGURATION)
"""`--config` and `--no-config`; see `configured`."""

rules_option = click.option(
    "--rules",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    metavar="DIR",
    help="Load your own rules, DIR/<family>/<defect>.py, besides the shipped ones. Repeatable.",
)

color_option = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colour in the output; auto: on a terminal, unless NO_COLOR is set.",
)


def users_layer() -> list[Layer]:
    """The user's own configuration, if there is one. Raises `BadConfig`."""
    from mskguard.config import read, user_file

    path = user_file()
    return [read(path, users_own=True)] if path else []


def configured(paths: tuple[Path, ...], config: Path | None, no_config: bool) -> list[Layer]:
    """The user's configuration and the project's, as the options have it. Raises `CannotRun`."""
    from mskguard.config import BadConfig, project_file, read

    if no_config and config:
        raise click.UsageError("--config and --no-config exclude each other")
    if no_config:
        return []
    try:
        file = config or project_file(paths[0])
        return [*users_layer(), *([read(file)] if file else [])]
    except BadConfig as error:
        raise CannotRun(str(error)) from error


def told(settings: Settings, given: dict[str, Any]) -> Told:
    """What the options and the configuration say about templates."""
    from mskguard.adapters.front_ends import Told

    return Told(
        given["parameters"],
        tuple(path.resolve() for path in given["parameter_files"]),
        given["region"] or settings.region,
        given["account"] or settings.account,
        settings.parameters,
    )


def known_rules(directories: tuple[Path, ...]) -> Catalog:
    """The shipped rules, those of the user's own configuration, and these. Raises `CannotRun`."""
    from mskguard.config import BadConfig
    from mskguard.engine.catalog import BadRule, load, shipped_rules

    try:
        own = [path for layer in users_layer() for path in layer.rules]
        return load(dict.fromkeys((shipped_rules(), *own, *directories)))
    except (BadConfig, BadRule) as error:
        raise CannotRun(str(error)) from error
