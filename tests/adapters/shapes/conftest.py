"""Templates to the graph, through the real front end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from mskguard.adapters.load import Inputs, Loaded, load
from mskguard.aws.facts import Facts

Read = Callable[[str], Loaded]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Load a template."""

    def write_and_load(template: str) -> Loaded:
        (tmp_path / "t.yaml").write_text(dedent(template), encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        return load(Inputs([Path("t.yaml")]), Facts())

    return write_and_load
