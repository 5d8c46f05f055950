"""No command shows a secret, whatever kind of file holds it and however it is passed on."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from pathlib import Path

import pytest
from click.testing import CliRunner

from mskguard.cli import program
from tests.inputs_with_secrets import INPUTS, MARK, Planted

REPORTS = (
    ("check", "--open", "--format", "text"),
    ("check", "--open", "--format", "sarif"),
    ("check", "--open", "--format", "json"),
    ("graph", "--format", "text"),
    ("graph", "--format", "json"),
    ("graph", "--format", "mermaid"),
    ("graph", "--format", "dot"),
    ("graph", "--format", "graphml"),
    ("graph", "--format", "svg"),
    ("access", "--format", "text"),
    ("access", "--format", "json"),
    ("reach", "--format", "text"),
    ("reach", "--format", "json"),
)
_TOLD_BY_WHY = re.compile("members|content|configuration|propert|binary|password|name|version")
_MOST_STORIES = 12

SHAPES = re.compile(
    "|".join(
        (
            re.escape(MARK),
            *(b64encode(b"x" * shift + MARK.encode())[4:10].decode() for shift in range(3)),
        )
    ),
    re.IGNORECASE,
)
"""The mark of every planted secret, as it is and in Base64."""


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _plant(planted: Planted, root: Path) -> None:
    for name, text in planted.files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _said(*words: str, given: str | None = None) -> str:
    done = CliRunner().invoke(program, list(words), input=given)
    assert "crashed" not in done.stderr
    return done.output + done.stderr


def _leaks(text: str) -> list[str]:
    return [text[max(0, it.start() - 60) : it.end() + 20] for it in SHAPES.finditer(text)]


@pytest.mark.parametrize("kind", INPUTS)
def test_no_report_shows_a_planted_secret(kind: str, alone: Path) -> None:
    planted = INPUTS[kind]
    assert any(SHAPES.search(text) for text in planted.files.values())
    _plant(planted, alone)
    for words in REPORTS:
        assert _leaks(_said(*words, *planted.words)) == [], words


@pytest.mark.parametrize("kind", INPUTS)
def test_the_findings_are_given_all_the_same(kind: str, alone: Path) -> None:
    planted = INPUTS[kind]
    _plant(planted, alone)
    told = json.loads(_said("check", "--format", "json", *planted.words))
    assert set(planted.found) <= {one["rule"] for one in told["findings"]}


@pytest.mark.parametrize("kind", [kind for kind, one in INPUTS.items() if one.has_stories])
def test_no_story_shows_a_planted_secret(kind: str, alone: Path) -> None:
    planted = INPUTS[kind]
    _plant(planted, alone)
    told = json.loads(_said("graph", "--format", "json", *planted.words))
    names = [
        f"{node['instance']}.{one['name']}"
        for node in told["nodes"]
        for attribute in node["attributes"]
        for one in (attribute, *attribute["value"].get("parts", ()))
        if _TOLD_BY_WHY.search(one["name"])
    ]
    assert names
    for name in names[:: max(1, len(names) // _MOST_STORIES)]:
        assert _leaks(_said("why", name, *planted.words)) == [], name


@pytest.mark.parametrize("kind", [kind for kind, one in INPUTS.items() if len(one.files) == 1])
def test_nor_does_what_comes_on_standard_input(kind: str) -> None:
    (text,) = INPUTS[kind].files.values()
    for words in (("check", "-"), ("check", "-", "--format", "sarif"), ("graph", "-")):
        assert _leaks(_said(*words, given=text)) == [], words


def test_what_options_give_is_not_shown(alone: Path) -> None:
    _plant(INPUTS["terraform variables"], alone)
    secret = f"{MARK}-given"
    for words in (*REPORTS[:5], ("why", "aws_secretsmanager_secret_version.app.members")):
        assert _leaks(_said(*words, "--var", f"anything={secret}")) == [], words


def test_a_rule_that_crashes_on_a_secret_does_not_tell_it(alone: Path) -> None:
    (alone / "main.tf").write_text(
        f'resource "aws_mskconnect_connector" "c" {{\n'
        f'  connector_configuration = {{ "database.password" = "{MARK}-1" }}\n}}\n'
    )
    rule = alone / "rules" / "own" / "crashing.py"
    rule.parent.mkdir(parents=True)
    rule.write_text(
        "from mskguard.rule import Connector, Level, Verdicts, rule\n\n\n"
        '@rule(severity=Level.LOW, kind="advice")\n'
        "def crashing(connector: Connector) -> Verdicts:\n"
        '    """It crashes."""\n'
        '    raise LookupError(f"password={connector.configuration.it}")\n'
    )
    for form in ("text", "json", "sarif"):
        done = CliRunner().invoke(program, ["check", "--format", form, "--rules", "rules"])
        assert done.exit_code == 2
        assert "crashing" in done.output + done.stderr
        assert _leaks(done.output + done.stderr) == [], form
