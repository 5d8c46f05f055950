"""Writes files and loads the directory that they lie in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mskguard.adapters.load import Inputs, Loaded, load
from mskguard.aws.facts import Facts

Read = Callable[..., Loaded]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Load a directory of these files: `read({"server.properties": "…"})`."""

    def write_and_load(files: dict[str, str]) -> Loaded:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        return load(Inputs([Path()]), Facts())

    return write_and_load
