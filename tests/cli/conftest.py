"""A project to check, an empty home, and the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import mskguard
from mskguard.cli import program
from tests.cli.projects import Cli, Files, Project


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home directory of a user without a configuration; processes find this mskguard."""
    path = tmp_path / "home"
    path.mkdir()
    monkeypatch.setenv("HOME", str(path))
    monkeypatch.setenv("PYTHONPATH", str(Path(mskguard.__file__).parents[1]))
    for name in ("XDG_CONFIG_HOME", "NO_COLOR", "MSKGUARD_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    return path


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Makes a repository of these files, and the working directory of it."""

    def make(files: Files) -> Path:
        root = tmp_path / "project"
        (root / ".git").mkdir(parents=True)
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        monkeypatch.chdir(root)
        return root

    return make


@pytest.fixture
def cli() -> Cli:
    """Runs the command line in this process."""

    def run(*words: str) -> Result:
        return CliRunner().invoke(program, list(words))

    return run
