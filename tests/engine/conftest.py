"""Findings of shipped or given rules on Terraform text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from mskguard.adapters.load import Inputs, load
from mskguard.aws.facts import Facts
from mskguard.engine import catalog
from mskguard.engine.finding import Crash, Finding
from mskguard.engine.run import run
from mskguard.rule import Context

Judge = Callable[..., tuple[list[Finding], list[Crash]]]
AS_OF = dt.date(2026, 11, 21)


@pytest.fixture
def judge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Judge:
    """Judge files by the named shipped rules, or by the rule files that are given as text."""

    def write_and_run(
        files: str | dict[str, str], *names: str, rules: dict[str, str] | None = None
    ) -> tuple[list[Finding], list[Crash]]:
        written = {"main.tf": files} if isinstance(files, str) else files
        for name, text in written.items():
            path = tmp_path / "tree" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text), encoding="utf-8")
        (tmp_path / "rules" / "own").mkdir(parents=True, exist_ok=True)
        for name, text in (rules or {}).items():
            (tmp_path / "rules" / "own" / f"{name}.py").write_text(dedent(text), encoding="utf-8")
        monkeypatch.chdir(tmp_path / "tree")
        everything = catalog.load([catalog.shipped_rules(), tmp_path / "rules"])
        wanted = {*names, *((rules or {}).keys())}
        chosen = [
            entry for entry in everything if wanted & {entry.rule.name, entry.rule.check.__name__}
        ]
        loaded = load(Inputs([Path()]), Facts())
        return run(catalog.Catalog(tuple(chosen)), Context(loaded.graph, Facts(), AS_OF))

    return write_and_run
