"""How reports name files: relative to the working directory, or by their whole path outside it."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path


def relative(path: str, base: Path) -> str | None:
    """The path from `base`, with `/`; None for a file that does not lie below it."""
    return _relative(path, base.absolute())


@lru_cache(maxsize=4096)
def _relative(path: str, base: Path) -> str | None:
    """`relative` from an absolute base. A file is named as often as it has findings."""
    root = Path(os.path.normpath(base))
    whole = Path(os.path.normpath(base / path))
    return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else None


def shown_path(path: str, base: Path) -> str:
    """The path that a person at `base` can open."""
    return relative(path, base) or path
