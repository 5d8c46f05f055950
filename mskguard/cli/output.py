"""Where a report goes: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from mskguard.cli.errors import CannotRun

Write = Callable[[TextIO], None]


def deliver(write: Write, output: Path | None) -> None:
    """Have the report written to a file, or to standard output. Raises `CannotRun`."""
    if output is None:
        to_stdout(write)
        return
    try:
        to_file(write, output)
    except OSError as error:
        raise CannotRun(f"{output}: cannot be written: {error.strerror}") from error


def to_stdout(write: Write) -> None:
    """A reader that stops reading (`| head`) ends the output, and is no error.

    Raises `CannotRun` where nothing can be written at all.
    """
    out = sys.stdout
    if isinstance(out, io.TextIOWrapper):
        out.reconfigure(errors="backslashreplace")
    try:
        write(out)
        out.flush()
    except BrokenPipeError:
        _discard(out)
    except OSError as error:
        _discard(out)
        raise CannotRun(f"standard output cannot be written: {error.strerror}") from error


def _discard(out: TextIO) -> None:
    """The interpreter flushes once more when it ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())


def to_file(write: Write, path: Path) -> None:
    """Replace the file by what is written; a failure on the way leaves it as it was.

    What is no regular file, such as a pipe, is written to as it is. Raises OSError.
    """
    if path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
            write(out)
        return
    with _replacing(path.resolve()) as out:
        write(out)


@contextmanager
def _replacing(target: Path) -> Iterator[TextIO]:
    import tempfile  # 5 ms that only a file costs

    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    draft = Path(name)
    try:
        with open(handle, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:  # noqa: PTH123
            yield out
        draft.chmod(_mode(target))
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """The permissions that an ordinary write would leave."""
    if target.exists():
        return target.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def wants_color(choice: str, output: Path | None) -> bool:
    """`auto` is colour on a terminal, unless `NO_COLOR` is set or the terminal is dumb."""
    if choice != "auto":
        return choice == "always"
    if output is not None or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()
