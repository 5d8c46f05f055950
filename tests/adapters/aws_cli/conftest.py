"""Writes JSON files and loads the directory that they lie in."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from mskguard.adapters.load import Inputs, Loaded, load
from mskguard.aws.facts import Facts

Read = Callable[[Mapping[str, Any]], Loaded]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Load a directory of these files, each a text or what becomes JSON."""

    def write_and_load(files: Mapping[str, Any]) -> Loaded:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            text = content if isinstance(content, str) else json.dumps(content, indent=2)
            path.write_text(text, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        return load(Inputs([Path()]), Facts())

    return write_and_load
