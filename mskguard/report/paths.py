"""How reports name files: relative to the working directory, or by their whole path outside it."""

from __future__ import annotations

import os
from pathlib import Path


def relative(path: str, base: Path) -> str | None:
    """The path from `base`, with `/`; None for a file that does not lie below it."""
    root = Path(os.path.normpath(base.absolute()))
    whole = _whole(path, base)
    return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else None


def shown_path(path: str, base: Path) -> str:
    """The path that a person at `base` can open."""
    return relative(path, base) or path


def _whole(path: str, base: Path) -> Path:
    return Path(os.path.normpath(base.absolute() / path))
