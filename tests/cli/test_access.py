"""`access` tells who may do what, by which statement, and what is not known of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.projects import Cli, Project

ZOO = Path(__file__).parents[2] / "fixtures" / "projects" / "role-zoo"

REFERRED = {
    "main.tf": """\
variable "stage" {}

resource "aws_msk_cluster" "orders" {
  cluster_name = "orders-${var.stage}"
}

resource "aws_iam_role" "writer" {
  name                 = "writer"
  permissions_boundary = "arn:aws:iam::111122223333:policy/bound"
}

resource "aws_iam_role_policy" "writer" {
  role = aws_iam_role.writer.name
  policy = jsonencode({
    Statement = [
      { Effect = "Allow", Action = "kafka-cluster:Connect", Resource = aws_msk_cluster.orders.arn },
      {
        Effect   = "Allow"
        Action   = "kafka-cluster:WriteData"
        Resource = "${replace(aws_msk_cluster.orders.arn, ":cluster/", ":topic/")}/payments"
      },
    ]
  })
}
"""
}


def test_the_zoo_is_told_by_principal_with_the_statements(cli: Cli) -> None:
    told = cli("access", str(ZOO), "--principal", "consumer").stdout
    assert told.splitlines()[0] == "aws_iam_role.consumer"
    assert "  read: topic payments of orders" in told
    assert "  read: group billing-* of orders" in told
    assert "  connect: cluster orders" in told
    assert "write" not in told
    assert "main.tf:33:3" in told


def test_what_is_not_known_is_said_with_its_reason(cli: Cli) -> None:
    told = cli("access", str(ZOO), "--principal", "partner").stdout
    assert "perhaps more: var.partner_policy_arn has no value and no default" in told


def test_a_statement_that_denies_is_taken_into_account(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ZOO)
    told = json.loads(cli("access", str(ZOO), "--principal", "operator", "--format", "json").stdout)
    asked = cli("access", str(ZOO), "--principal", "operator", "--action", "DeleteTopic").stdout
    denied = [one for one in told["access"] if one["answer"] == "no"]
    assert [(one["actions"], one["why"]) for one in denied] == [
        (["kafka-cluster:DeleteTopic"], ["a statement denies it"])
    ]
    assert [line for line in asked.splitlines() if line.startswith("  ")] == [
        "  not administer: topic * of * (DeleteTopic)",
        "      by main.tf:119:9",
        "      because: a statement denies it",
    ]


def test_json_says_the_same_in_fields(cli: Cli) -> None:
    told = json.loads(cli("access", str(ZOO), "--topic", "payments", "--format", "json").stdout)
    assert {one["kind"] for one in told["access"]} == {"topic"}
    assert {one["principal"] for one in told["access"] if one["verb"] == "write"} == {
        "aws_iam_role.operator",
        "aws_iam_user.legacy",
    }
    assert [one["principal"] for one in told["unknown"]] == ["aws_iam_role.partner"]


def test_a_boundary_makes_everything_uncertain_and_clusters_go_by_reference(
    cli: Cli, project: Project
) -> None:
    told = cli("access", str(project(REFERRED))).stdout
    assert "  perhaps connect: cluster aws_msk_cluster.orders" in told
    assert "  perhaps write: topic payments of aws_msk_cluster.orders" in told
    assert "not known: a permissions boundary bounds what its policies allow" in told
