"""Glob patterns of a configuration's directory, as they read from inside that directory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path


def seen_from(base: Path | None, patterns: Sequence[str], paths: Sequence[Path]) -> Iterator[str]:
    """The patterns relative to each scanned path instead of to `base`.

    A pattern that names a scanned path itself, or lies beside it, says nothing about what is below.
    """
    for path in paths if patterns else ():
        directory = (path.parent if path.is_file() else path).resolve()
        inside = base is not None and directory.is_relative_to(base)
        walked = directory.relative_to(base).parts if base and inside else ()
        for pattern in patterns:
            left = _below(pattern.removeprefix("./").rstrip("/").split("/"), walked)
            yield from (one for one in left if not walked or one != "**")


def _below(pattern: Sequence[str], directory: Sequence[str]) -> Iterator[str]:
    """What is left of a pattern once a directory's parts have been walked."""
    if not pattern:
        return
    if pattern[0] == "**":
        yield from _below(pattern[1:], directory)
        if directory:
            yield from _below(pattern, directory[1:])
            return
    if not directory:
        yield "/".join(pattern)
    elif fnmatchcase(directory[0], pattern[0]):
        yield from _below(pattern[1:], directory[1:])
