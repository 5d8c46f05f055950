"""The command line: its commands by name, and what becomes of errors."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from mskguard import __version__
from mskguard.cli.errors import COULD_NOT_RUN, INTERRUPTED, say_crash, show

COMMANDS = (
    "check",
    "access",
    "reach",
    "graph",
    "why",
    "size",
    "rules",
    "explain",
    "facts",
    "new-rule",
    "snapshot",
)
"""Each is the attribute `command` of the module of its name, imported when it is asked for."""


class Program(click.Group):
    """A group that imports a command when it is called and never exits 1 for an error."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"mskguard.cli.{cmd_name.replace('-', '_')}")
        found: click.Command = module.command
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] in COMMANDS or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        raise click.UsageError(f'there is no command "{args[0]}"{_meant(args[0])}', ctx)

    def main(self, args: Sequence[str] | None = None, **extra: Any) -> Any:  # type: ignore[override]
        """Always raises SystemExit: what a command returns is its exit code."""
        words = sys.argv[1:] if args is None else list(args)
        extra = {"prog_name": "mskguard", **extra, "standalone_mode": False}
        try:
            code = super().main(words or ["--help"], **extra)
            code = code if words else COULD_NOT_RUN
        except click.ClickException as error:
            show(error)
            code = COULD_NOT_RUN
        except click.Abort:
            click.echo("interrupted", err=True)
            code = INTERRUPTED
        except SystemExit:  # click's answer to a reader that is gone
            code = COULD_NOT_RUN
        except Exception as error:  # a defect of mskguard, told in one line
            say_crash(error, debug=_wants_debug(words))
            code = COULD_NOT_RUN
        sys.exit(code if isinstance(code, int) else 0)


def _meant(word: str) -> str:
    from difflib import get_close_matches

    if Path(word).exists():
        return f", did you mean `mskguard check {word}`?"
    return "".join(
        f", did you mean `mskguard {one}`?" for one in get_close_matches(word, COMMANDS, 1)
    )


def _wants_debug(words: Sequence[str]) -> bool:
    return words[:1] == ["--debug"] or bool(os.environ.get("MSKGUARD_DEBUG"))


@click.group(
    cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, message="mskguard %(version)s")
@click.option("--debug", is_flag=True, help="Show the traceback when mskguard crashes.")
def program(debug: bool) -> None:
    """A policy and compliance static analyzer for Amazon MSK."""


def main() -> None:
    """The console script."""
    gc.set_threshold(*_RARELY)
    program.main()


_RARELY = (100_000, 20, 100)
"""What a run reads lives to its end: looking for garbage in it takes a fifth of a long run."""
