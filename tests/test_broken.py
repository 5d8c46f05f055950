"""Malformed input: a diagnostic at the right place, and everything around it still read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from mskguard.adapters.load import Inputs, load
from mskguard.aws.facts import Facts
from mskguard.cli import program
from mskguard.model.cluster import Cluster
from mskguard.source import SourceFile

BROKEN = Path(__file__).parent.parent / "fixtures" / "broken"
FILES = sorted(path.name for path in BROKEN.glob("*.tf"))
MARK = re.compile(r"# problem (?P<place>\d+:\d+): (?P<message>.*)")


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", FILES)
def test_the_problem_is_told_and_the_rest_is_read(name: str, alone: Path) -> None:
    text = (BROKEN / name).read_text(encoding="utf-8")
    (alone / "main.tf").write_text(text, encoding="utf-8")
    marked = [(mark["place"], mark["message"]) for mark in MARK.finditer(text)]
    loaded = load(Inputs([Path()]), Facts())
    told = [(str(one.span).split(":", 1)[1], one.message) for one in loaded.problems]
    assert told == marked
    read = [node.address for node in loaded.graph.nodes(Cluster)]
    assert read == ["aws_msk_cluster.still_read"] or "still_read" not in text


@pytest.mark.parametrize("fail_on", ["high", "never"])
@pytest.mark.parametrize("name", FILES)
def test_a_file_that_does_not_parse_never_passes(name: str, fail_on: str, alone: Path) -> None:
    (alone / "main.tf").write_text((BROKEN / name).read_text(encoding="utf-8"), encoding="utf-8")
    outcome = CliRunner().invoke(program, ["check", "--fail-on", fail_on, "--no-config"])
    assert outcome.exit_code == 1
    assert "unreadable-file" in outcome.output


HOSTILE = {
    "deep lists": "a = " + "[" * 5000 + "]" * 5000,
    "deep blocks": "a {\n" * 5000 + "}\n" * 5000,
    "deep parentheses": "a = " + "(" * 5000 + "1" + ")" * 5000,
    "long operators": "a = " + "1 + " * 5000 + "1",
    "many quotes": 'a = "' * 3000,
    "many heredocs": "a = <<A\n" * 3000,
    "a nul": "a = \x00\n",
    "only a brace": "}",
    "an unclosed comment": "/* " * 3000,
    "a huge number": "a = " + "9" * 100_000,
    "a huge exponent": "a = 1e999999999\n",
    "many interpolations": 'a = "' + "${" * 3000 + '"',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_ends_in_a_diagnostic_or_a_value(name: str, alone: Path) -> None:
    cluster = '\nresource "aws_msk_cluster" "x" {\n  kafka_version = local.a\n}\n'
    (alone / "main.tf").write_text(f"locals {{\n{HOSTILE[name]}\n}}\n{cluster}", encoding="utf-8")
    loaded = load(Inputs([Path()]), Facts())
    for problem in loaded.problems:
        file: SourceFile = problem.span.file
        assert 0 <= problem.span.start <= problem.span.end <= len(file.text)
