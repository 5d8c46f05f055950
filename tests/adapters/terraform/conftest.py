"""Terraform text to the graph, through the real front end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from mskguard.adapters.load import Inputs, Loaded, load
from mskguard.aws.facts import Facts

Read = Callable[..., Loaded]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Write files and load them; a lone text is `main.tf`."""

    def write_and_load(
        files: str | Mapping[str, str], *paths: str, variables: Mapping[str, str] | None = None
    ) -> Loaded:
        written = {"main.tf": files} if isinstance(files, str) else files
        for name, text in written.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text), encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        inputs = Inputs([Path(path) for path in paths or (".",)], variables=variables or {})
        return load(inputs, Facts())

    return write_and_load
