"""`mskguard snapshot`: an account's answers in a folder, to be checked like any other input."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from mskguard.cli.errors import CannotRun

_EXIT_CODES = """\b
Exit codes:
  0  everything was answered
  1  a call failed; the snapshot says which, and what it cannot tell stays undetermined
  2  could not run: usage, no boto3, no access to AWS"""
_PARTIAL = 1


@click.command("snapshot", epilog=_EXIT_CODES, short_help="Write down what runs in an account.")
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), required=True, metavar="DIR",
    help="The folder to write to: a new one, or an empty one.",
)  # fmt: skip
@click.option("--profile", metavar="NAME", help="The profile of the AWS configuration to use.")
@click.option("--region", metavar="REGION", help="The region to ask; default: the profile's.")
@click.option("--cluster-arn", metavar="ARN", help="Ask about this cluster alone.")
@click.option(
    "--taken-at", metavar="TIME", default="", help="What the snapshot calls its time; default: now."
)
def command(output: Path, **given: Any) -> int:
    """Write what AWS answers on the clusters of an account, and on what is around them, to DIR.

    Only calls that read are made. The files hold what the AWS CLI prints, secrets in connectors
    masked, and snapshot.json says what they are. mskguard check DIR judges them.
    """
    from mskguard.snapshot.folder import Folder, Occupied

    folder = Folder(output)
    try:
        folder.prepare()
    except Occupied as error:
        raise CannotRun(str(error)) from error
    except OSError as error:
        raise CannotRun(f"{output}: {error.strerror}") from error
    failed = _taken(folder, given)
    for one in failed:
        click.echo(f"not answered: {one}", err=True)
    return _PARTIAL if failed else 0


def _taken(folder: Any, given: dict[str, Any]) -> list[str]:
    import datetime as dt

    try:
        import boto3  # noqa: F401
    except ImportError:
        raise CannotRun("boto3 is not installed: pip install 'mskguard[aws]'") from None
    from mskguard.snapshot.calls import NoAccess, Target
    from mskguard.snapshot.take import take

    taken_at = given["taken_at"] or dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    target = Target(given["profile"], given["region"], given["cluster_arn"])
    try:
        return take(target, folder, taken_at, lambda said: click.echo(said, err=True))
    except NoAccess as error:
        raise CannotRun(str(error)) from error
