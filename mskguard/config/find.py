"""Where configuration files lie."""

from __future__ import annotations

import os
from pathlib import Path

from mskguard.source import read_file

OWN_NAME = "mskguard.toml"
SHARED_NAME = "pyproject.toml"


def user_file() -> Path | None:
    """The user's own configuration, `~/.config/mskguard/mskguard.toml`; None where there is none.

    A relative `XDG_CONFIG_HOME` is ignored, as its specification asks.
    """
    named = os.environ.get("XDG_CONFIG_HOME", "")
    try:
        base = Path(named) if Path(named).is_absolute() else Path.home() / ".config"
    except RuntimeError:  # nobody's home
        return None
    path = base / "mskguard" / OWN_NAME
    return path if path.is_file() else None


def project_file(scanned: Path) -> Path | None:
    """The configuration found upwards from a scanned path; None where there is none.

    The search ends at the filesystem root or where a `.git` lies. `mskguard.toml` goes before a
    `pyproject.toml` beside it; a `pyproject.toml` that says nothing of mskguard is passed over.
    """
    start = scanned.resolve()
    for directory in (start, *start.parents):
        own, shared = directory / OWN_NAME, directory / SHARED_NAME
        if own.is_file() and not _is_users_own(own):
            return own
        if shared.is_file() and has_table(shared):
            return shared
        if (directory / ".git").exists():
            return None
    return None


def _is_users_own(path: Path) -> bool:
    users = user_file()
    return users is not None and users.samefile(path)


def has_table(path: Path) -> bool:
    """Whether a `pyproject.toml` has the table, or is broken so that this cannot be known."""
    try:
        data = read_file(path)
    except OSError:
        return False
    if b"mskguard" not in data:
        return False
    import tomllib  # only where the word stands in it

    try:
        tool = tomllib.loads(data.decode("utf-8")).get("tool")
    except (ValueError, RecursionError):
        return b"tool.mskguard" in data
    return isinstance(tool, dict) and "mskguard" in tool
