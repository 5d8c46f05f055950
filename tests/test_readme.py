"""What the README shows is what the tool does."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from mskguard.cli import program
from mskguard.config import read

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_the_excerpt_is_real_output(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    arguments = ["check", "fixtures/projects/orders", "--as-of", "2026-11-21"]
    outcome = CliRunner().invoke(program, arguments)
    assert outcome.exit_code == 1
    (excerpt,) = blocks("text")
    assert excerpt in outcome.output


def test_the_two_commands_come_first() -> None:
    commands = blocks("sh")
    assert len(commands) == 2
    assert "mskguard check fixtures/projects/orders" in commands[0]
    assert commands[1].endswith("pytest\n")
    assert README.index(commands[1]) < README.index("## ")


def test_the_configuration_is_accepted(tmp_path: Path) -> None:
    (example,) = blocks("toml")
    path = tmp_path / "mskguard.toml"
    path.write_text(example, encoding="utf-8")
    assert tomllib.loads(example)["fail-on"] == read(path).fail_on


def test_every_room_is_on_the_map() -> None:
    (rooms,) = re.findall(r"^```\n(mskguard/.*?)^```$", README, re.MULTILINE | re.DOTALL)
    there = {
        path.name.removesuffix(".py")
        for path in (ROOT / "mskguard").iterdir()
        if not path.name.startswith(("_", ".")) and (path.is_dir() or path.suffix == ".py")
    }
    assert {name for name in there if name not in rooms} == set()
