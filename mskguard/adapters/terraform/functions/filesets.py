"""fileset: the files below a directory whose paths match a pattern."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from fnmatch import translate
from functools import partial
from itertools import product
from pathlib import Path

from mskguard.adapters.terraform.files import Files
from mskguard.adapters.terraform.functions.parameters import Beyond
from mskguard.adapters.terraform.functions.table import Refused

MOST_ENTRIES = 20_000
"""A pattern that leads through more files and directories than this is not followed."""
_MOST_ALTERNATIVES = 64
_MARKS = re.compile(r"[*?\[\]{}\\]")
_BRACES = re.compile(r"\{([^{}]*)\}")


def matching(files: Files, written: str, pattern: str) -> list[str]:
    """The paths, relative to the directory `written`, of the files that the pattern matches."""
    if _MARKS.search(written):
        raise Beyond("its directory has characters that are patterns themselves")
    if "\\" in pattern:
        raise Beyond("its pattern has escapes")
    base = files.path(written)
    walk = _Walk(files)
    for one in _alternatives(pattern):
        parts = os.path.normpath(f"{base}/{one}").split("/")
        walk.follow(Path("/"), parts[1:])
    return [os.path.relpath(path, base) for path in walk.found]


def _alternatives(pattern: str) -> Iterator[str]:
    """The patterns that `{a,b}` stand for."""
    parts = _BRACES.split(pattern)
    fixed, choices = parts[::2], [one.split(",") for one in parts[1::2]]
    if any("{" in one or "}" in one for one in fixed):
        raise Beyond("its pattern has braces within braces")
    count = 1
    for choice in choices:
        count *= len(choice)
    if count > _MOST_ALTERNATIVES:
        raise Beyond(f"its pattern has more than {_MOST_ALTERNATIVES} alternatives")
    for chosen in product(*choices):
        yield "".join(map("".join, zip(fixed, (*chosen, ""), strict=True)))


class _Walk:
    """Goes down the directories that a pattern leads to, within the tree."""

    def __init__(self, files: Files) -> None:
        self.found: set[Path] = set()
        self._files = files
        self._count = 0

    def follow(self, directory: Path, parts: list[str]) -> None:
        """Find what the rest of a pattern matches in a directory."""
        pending = [(directory, parts)]
        seen: set[tuple[Path, int]] = set()
        while pending:
            at, left = pending.pop()
            if (at, len(left)) in seen:
                continue
            seen.add((at, len(left)))
            part, *rest = left
            if part == "**":
                pending += self._below(at, left, rest)
            elif _MARKS.search(part):
                pending += self._matched(at, part, rest)
            elif rest:
                pending.append((at / part, rest))
            else:
                self._take(at / part)

    def _below(
        self, at: Path, left: list[str], rest: list[str]
    ) -> Iterator[tuple[Path, list[str]]]:
        if rest:
            yield at, rest
        for entry in self._entries(at):
            if entry.is_dir():
                yield self._entered(entry), left
            elif not rest:
                self._take(Path(entry.path))

    def _matched(self, at: Path, part: str, rest: list[str]) -> Iterator[tuple[Path, list[str]]]:
        matches = _segment(part)
        for entry in self._entries(at):
            if matches(entry.name) is None:
                continue
            if not rest:
                self._take(Path(entry.path))
            elif entry.is_dir():
                yield self._entered(entry), rest

    def _entered(self, entry: os.DirEntry[str]) -> Path:
        if entry.is_symlink():
            raise Beyond(f'it leads through a symbolic link: "{entry.name}"')
        return Path(entry.path)

    def _entries(self, directory: Path) -> list[os.DirEntry[str]]:
        self._inside(directory)
        try:
            entries = list(os.scandir(directory))
        except OSError:
            return []
        self._count += len(entries)
        if self._count > MOST_ENTRIES:
            raise Beyond(f"its pattern leads through more than {MOST_ENTRIES} files")
        return entries

    def _take(self, path: Path) -> None:
        self._inside(path)
        if path.is_file():
            self.found.add(path)

    def _inside(self, path: Path) -> None:
        if not self._files.within(path):
            raise Beyond("its pattern leads out of the scanned tree")


def _segment(part: str) -> partial[re.Match[str] | None]:
    """Whether a name matches the part of a pattern between two slashes."""
    if part.count("[") != part.count("]"):
        raise Refused("its pattern has a bracket that is not closed")
    return partial(re.fullmatch, translate(part.replace("[^", "[!")))
