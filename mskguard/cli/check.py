"""`mskguard check`: from the options of the command line to a report and an exit code."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mskguard.cli.errors import CannotRun
from mskguard.cli.options import (
    as_day,
    as_names,
    color_option,
    configuration_options,
    configured,
    paths_argument,
    rules_option,
    standard_input,
    templates_options,
    told,
    variables_options,
)

if TYPE_CHECKING:
    from mskguard.adapters.versions import Against
    from mskguard.check import Options
    from mskguard.config import Mention, Settings
    from mskguard.engine.finding import Result
    from mskguard.profiles.profile import Profile

_EXIT_CODES = """\b
Exit codes:
  0  nothing found at or above --fail-on
  1  findings, or a file that cannot be read
  2  could not run: usage, configuration, a crash
  3  nothing to check (0 with --allow-empty)"""


@click.command("check", epilog=_EXIT_CODES, short_help="Find faults in what declares MSK.")
@paths_argument
@click.option(
    "--format", "form", type=click.Choice(["text", "sarif", "json"]), default="text",
    show_default=True, help="The form of the report.",
)  # fmt: skip
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Write the report there instead of to standard output; replaced whole or not at all.",
)  # fmt: skip
@click.option(
    "--as-of", callback=as_day, metavar="DATE", help="Judge as of this day; default: today."
)
@variables_options
@templates_options
@click.option(
    "--source", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR",
    help="The configuration that a plan was made from; default: the plan's own directory. Findings "
    "point there.",
)  # fmt: skip
@click.option(
    "--select", callback=as_names, multiple=True, metavar="RULE|FAMILY",
    help="Ask only these, in place of what the configuration selects. Repeatable, or with commas.",
)  # fmt: skip
@click.option(
    "--ignore", callback=as_names, multiple=True, metavar="RULE|FAMILY",
    help="Do not ask these, besides those that the configuration ignores. unreadable-file is "
    "always reported.",
)  # fmt: skip
@click.option(
    "--fail-on", type=click.Choice(["high", "medium", "low", "never"]),
    help="The least severity that ends with exit code 1; default: medium. An unreadable file "
    "always does.",
)  # fmt: skip
@click.option("--open", "show_open", is_flag=True, help="Show what could not be determined, too.")
@click.option(
    "--against", type=click.Path(exists=True, path_type=Path), metavar="OLD",
    help="Also judge what changes from this version of PATH: a directory, template or snapshot.",
)  # fmt: skip
@click.option(
    "--against-git", metavar="REV",
    help="Also judge what changes from this commit of the repository, such as origin/main.",
)  # fmt: skip
@click.option(
    "--profile", metavar="NAME",
    help="production (the default), development, or a compliance pack: aws-security-hub, hipaa, "
    "pci-dss, well-architected-reliability, well-architected-security.",
)  # fmt: skip
@rules_option
@click.option("--allow-empty", is_flag=True, help="Exit 0, not 3, where there is nothing to check.")
@click.option(
    "--category", default="", metavar="NAME",
    help="Tells the SARIF results of one job from those of others in the same repository.",
)  # fmt: skip
@configuration_options
@color_option
def command(paths: tuple[Path, ...], **given: Any) -> int:
    """Check what is declared at PATH (default: the working directory).

    A file stands for its whole module, which is read and judged; reported is what lies in the file.
    A plan that terraform show -json printed is judged as what it would leave behind. - is what
    comes on standard input: aws kafka describe-cluster-v2 ... | mskguard check -
    """
    from mskguard.check import exit_code

    scanned = paths or (Path(),)
    settings = _settings(scanned, given)
    result = _checked(_options(scanned, settings, given))
    _report(result, given)
    code = exit_code(result, settings.fail_on, given["allow_empty"])
    _remark(result, code, given)
    return code


def _settings(paths: tuple[Path, ...], given: dict[str, Any]) -> Settings:
    """The configurations with the command line laid over them."""
    from mskguard.config import Layer, Mention, combine

    def mentions(option: str) -> tuple[Mention, ...]:
        return tuple(Mention(name, f"--{option}") for name in given[option])

    layers = configured(paths, given["config"], given["no_config"])
    line = Layer(
        select=mentions("select") if given["select"] else None,
        ignore=mentions("ignore"),
        fail_on=given["fail_on"],
        rules=given["rules"],
        profile=Mention(given["profile"], "--profile") if given["profile"] else None,
    )
    return combine([*layers, line], paths)


def _options(paths: tuple[Path, ...], settings: Settings, given: dict[str, Any]) -> Options:
    import datetime as dt

    from mskguard.adapters.load import Inputs
    from mskguard.check import Options

    return Options(
        Inputs(
            paths,
            given["variables"],
            given["var_files"],
            settings.variables,
            settings.exclude,
            given["source"],
            told(settings, given),
            standard_input(paths),
        ),
        given["as_of"] or dt.date.today(),
        settings.selection,
        settings.rules,
        _profile(settings.profile),
        settings.settings,
        settings.workloads,
        _against(given),
        settings.mentions,
    )


def _against(given: dict[str, Any]) -> Against | None:
    from mskguard.adapters.versions import Against

    if given["against"] and given["against_git"]:
        raise click.UsageError("--against and --against-git exclude each other")
    if given["against"] or given["against_git"]:
        return Against(given["against"], given["against_git"] or "")
    return None


def _profile(named: Mention | None) -> Profile | None:
    from mskguard.profiles.profile import DEFAULT, profile, profile_names

    if named is None or named.name == DEFAULT:
        return None
    try:
        return profile(named.name)
    except KeyError:
        known = ", ".join(profile_names())
        raise CannotRun(f'{named.where}: "{named.name}" is none of {known}') from None


def _checked(options: Options) -> Result:
    from mskguard.adapters.load import CannotRead
    from mskguard.check import BadSelection, check
    from mskguard.engine.catalog import BadRule

    try:
        return check(options)
    except (BadRule, BadSelection, CannotRead) as error:
        raise CannotRun(str(error)) from error


def _report(result: Result, given: dict[str, Any]) -> None:
    from mskguard.cli.output import deliver

    deliver(partial(_writer(given), result), given["output"])


def _writer(given: dict[str, Any]) -> Any:
    """What writes the chosen form, imported alone."""
    from mskguard.cli.output import wants_color

    base, show_open = Path.cwd(), given["show_open"]
    if given["form"] == "sarif":
        from mskguard.report.sarif import write_sarif

        return partial(write_sarif, base=base, category=given["category"], show_open=show_open)
    if given["form"] == "json":
        from mskguard.report.json_report import write_json

        return partial(write_json, base=base, show_open=show_open)
    from mskguard.report.terminal import write_text

    color = wants_color(given["color"], given["output"])
    return partial(write_text, color=color, show_open=show_open, base=base)


def _remark(result: Result, code: int, given: dict[str, Any]) -> None:
    """Say on standard error why the run did not end well, where the report does not say it."""
    from mskguard.check import NOTHING_TO_CHECK

    if given["form"] != "text" or given["output"]:
        from mskguard.report.wording import Wording

        say = Wording(result).say
        for crash in result.crashes:
            said = f"the rule {crash.rule} crashed on {say(crash.address)}: {say(crash.error)}"
            click.echo(f"{said} -- this is a bug of the rule", err=True)
    if code == NOTHING_TO_CHECK:
        click.echo("exit code 3: nothing was checked (--allow-empty accepts that)", err=True)
