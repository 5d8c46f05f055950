"""How the command line says that it could not run."""

from __future__ import annotations

import io

import click

COULD_NOT_RUN = 2
INTERRUPTED = 130
"""What shells report for a process that Ctrl-C ended."""


class CannotRun(click.ClickException):
    """Something that the user named or wrote cannot be used; the message says what and why."""

    exit_code = COULD_NOT_RUN


def show(error: click.ClickException) -> None:
    """Tell why it could not run. A name in a scanned tree may hold what moves the cursor."""
    from mskguard.report.wording import printable

    told = io.StringIO()
    error.show(told)
    lines = told.getvalue().removesuffix("\n").split("\n")
    click.echo("\n".join(map(printable, lines)), err=True)


def say_crash(error: BaseException, *, debug: bool) -> None:
    """Tell an error that nobody foresaw, in one line; `debug` adds the traceback."""
    what = f"{type(error).__name__}: {_masked(str(error))}".rstrip(": ")
    click.echo(f"mskguard crashed: {what} -- this is a bug", err=True)
    if debug:
        import traceback

        click.echo("".join(traceback.format_exception(error)), err=True, nl=False)
    else:
        click.echo("`mskguard --debug ...` shows where", err=True)


def _masked(text: str) -> str:
    """On one line, without secrets: an error's text may hold what was read."""
    try:
        from mskguard.redaction import redact
        from mskguard.report.wording import printable

        return printable(" ".join(redact(text).split()))
    except Exception:  # nothing may crash here: it would end as if there were findings
        return ""
