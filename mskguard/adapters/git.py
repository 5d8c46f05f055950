"""A commit's files, taken out of a repository without running anything of it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from mskguard.source import LARGEST_FILE

_TIMEOUT = 60
"""Seconds for one question to git."""
_MOST_FILES = 20_000
_PLAIN_FILES = ("100644", "100755")
_QUIET = (
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "protocol.allow=never"),
)
"""What a hostile repository's own configuration could run is switched off."""


class NoSuchVersion(Exception):
    """The commit cannot be read; the message says why."""


def check_out(repository: Path, revision: str, suffixes: Sequence[str], target: Path) -> None:
    """Write the files of a revision whose names end so below `target`. Raises `NoSuchVersion`.

    Neither filters nor hooks run, nothing is fetched, symbolic links and submodules are left out.
    """
    commit = _git(repository, "rev-parse", "--verify", "--quiet", "--end-of-options",
                  f"{revision}^{{commit}}").decode().strip()  # fmt: skip
    listed = list(_listed(_git(repository, "ls-tree", "-r", "-z", "-l", "--full-tree", commit)))
    wanted = [(blob, path) for blob, path in listed if path.name.endswith(tuple(suffixes))]
    if len(wanted) > _MOST_FILES:
        raise NoSuchVersion(f"it has more than {_MOST_FILES} files to read")
    asked = "".join(f"{blob}\n" for blob, _ in wanted).encode()
    answer = _git(repository, "cat-file", "--batch", asked=asked)
    at = 0
    for _, path in wanted:
        end = answer.index(b"\n", at)
        size = int(answer[at:end].split()[-1])
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(answer[end + 1 : end + 1 + size])
        at = end + 1 + size + 1


def _listed(tree: bytes) -> Iterator[tuple[str, PurePosixPath]]:
    """The blobs of a tree that are plain files of a size that is read, with their paths."""
    for line in tree.split(b"\0"):
        meta, tab, name = line.partition(b"\t")
        if not tab:
            continue
        mode, kind, blob, size = meta.decode().split()
        path = PurePosixPath(os.fsdecode(name))
        is_plain = kind == "blob" and mode in _PLAIN_FILES and int(size) <= LARGEST_FILE
        if is_plain and not path.is_absolute() and ".." not in path.parts:
            yield blob, path


def _git(repository: Path, *words: str, asked: bytes = b"") -> bytes:
    environment = {**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            ["git", *_QUIET, "-C", str(repository), *words],
            input=asked, capture_output=True, check=False, timeout=_TIMEOUT, env=environment,
        )  # fmt: skip
    except FileNotFoundError:
        raise NoSuchVersion("git is not installed") from None
    except subprocess.TimeoutExpired:
        raise NoSuchVersion("git does not answer") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise NoSuchVersion(said[0].removeprefix("fatal: ") if said else "there is no such commit")
    return done.stdout
