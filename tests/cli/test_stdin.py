"""`-` reads standard input, whatever recognised kind it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mskguard.cli import program
from tests.adapters.aws_cli.answers import CLUSTER_V2
from tests.cli.projects import Project

ANSWER = json.dumps({"ClusterInfo": {**CLUSTER_V2, "Provisioned": {
    **CLUSTER_V2["Provisioned"],
    "EncryptionInfo": {"EncryptionInTransit": {"ClientBroker": "PLAINTEXT", "InCluster": True}},
}}}, indent=2)  # fmt: skip
TOPICS = "Topic: orders\tPartitionCount: 3\tReplicationFactor: 1\tConfigs: \n"


def run(text: str, *words: str) -> Result:
    return CliRunner().invoke(program, list(words), input=text)


@pytest.fixture(autouse=True)
def somewhere(project: Project) -> Path:
    return project({})


def test_an_answer_of_the_aws_cli_is_checked() -> None:
    outcome = run(ANSWER, "check", "-")
    assert outcome.exit_code == 1
    lines = ANSWER.splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "PLAINTEXT" in text)
    at = f"{line}:{lines[line - 1].index('PLAINTEXT')}"
    assert f"<stdin>:{at}: high[plaintext-listener] cluster/orders" in outcome.output
    assert "1 file read" in outcome.output


def test_a_list_of_topics_is_checked() -> None:
    outcome = run(TOPICS, "check", "-", "--select", "unreplicated-topic")
    assert outcome.exit_code == 1
    assert "<stdin>:1:52: high[unreplicated-topic]" in outcome.output


def test_what_comes_is_shown_and_explained() -> None:
    assert "cluster/orders  <stdin>:4:20" in run(ANSWER, "graph", "-").output
    outcome = run(ANSWER, "why", "cluster/orders.kafka_version", "-")
    assert outcome.exit_code == 0
    assert "3.8.x" in outcome.output


def test_a_plan_may_come_that_way() -> None:
    fixtures = Path(__file__).parents[2] / "fixtures" / "parity"
    plan = (fixtures / "provisioned-iam" / "plan.json").read_text(encoding="utf-8")
    outcome = run(plan, "check", "-", "--select", "plaintext-listener")
    assert outcome.exit_code == 1
    assert "<stdin>:" in outcome.output


@pytest.mark.parametrize("text", ["", "{}", "hello\n", "[1, 2"])
def test_anything_else_is_nothing_to_check(text: str) -> None:
    outcome = run(text, "check", "-")
    assert outcome.exit_code == 3
    assert "Nothing to check" in outcome.output


def test_a_broken_answer_never_passes() -> None:
    outcome = run(ANSWER[:-10], "check", "-", "--fail-on", "never")
    assert outcome.exit_code == 1
    assert "<stdin>:" in outcome.output
    assert "unreadable-file" in outcome.output


def test_a_file_called_so_is_not_meant(somewhere: Path) -> None:
    (somewhere / "-").write_text("Topic: a\tPartitionCount: 1\tReplicationFactor: 3\n")
    assert run(ANSWER, "graph", "-").output.startswith("<stdin>: aws-cli")


def test_standard_input_and_a_directory_are_checked_together(somewhere: Path) -> None:
    (somewhere / "topics.txt").write_text(TOPICS)
    outcome = run(ANSWER, "check", "-", ".", "--select", "plaintext-listener,unreplicated-topic")
    assert "<stdin>:" in outcome.output
    assert "topics.txt:1" in outcome.output
