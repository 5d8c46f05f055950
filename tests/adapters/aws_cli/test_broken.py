"""Malformed requests and answers: a diagnostic at the right place, and the rest still read."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from mskguard.adapters.load import Inputs, load
from mskguard.aws.facts import Facts
from mskguard.cli import program

FIXTURES = Path(__file__).parents[3] / "fixtures" / "broken"
TOLD = {
    "cli-bad-base64.json": ["6:23: ServerProperties is no Base64 of a text"],
    "cli-not-a-number.json": ["4:26: NaN is no JSON number"],
    "cli-snake-case.json": ["2:3: cluster_name is no argument that AWS knows, ClusterName is"],
    "cli-truncated.json": ['6:24: "[" is never closed'],
    "cli-wrong-types.json": [
        "4:26: NumberOfBrokerNodes is a string, AWS expects a number",
        "8:23: SecurityGroups is a string, AWS expects a list",
        "11:43: InCluster is a string, AWS expects true or false",
    ],
}


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_fixture_has_its_diagnostics() -> None:
    assert sorted(TOLD) == sorted(path.name for path in FIXTURES.glob("cli-*.json"))


@pytest.mark.parametrize("name", TOLD)
def test_the_problem_is_told_and_the_rest_is_read(name: str, alone: Path) -> None:
    text = (FIXTURES / name).read_text(encoding="utf-8")
    (alone / "body.json").write_text(text, encoding="utf-8")
    loaded = load(Inputs([Path()]), Facts())
    told = [f"{one.span.line}:{one.span.column}: {one.message}" for one in loaded.problems]
    assert sorted(told, key=lambda it: int(it.split(":")[0])) == TOLD[name]
    named = [node.address.partition("/")[2] for node in loaded.graph]
    assert named == (["still-read"] if "still-read" in text else [])


@pytest.mark.parametrize("fail_on", ["high", "never"])
@pytest.mark.parametrize("name", TOLD)
def test_such_a_file_never_passes(name: str, fail_on: str, alone: Path) -> None:
    (alone / "body.json").write_bytes((FIXTURES / name).read_bytes())
    outcome = CliRunner().invoke(program, ["check", "--fail-on", fail_on, "--no-config"])
    assert outcome.exit_code == 1
    assert "unreadable-file" in outcome.output
