"""Policies say the same in whatever form they are written, and each word knows where it stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any
from urllib.parse import quote

import pytest

from mskguard.adapters.load import Inputs, Loaded, load
from mskguard.adapters.policies import policy_of
from mskguard.aws.facts import Facts
from mskguard.model.iam import Role, RolePolicy
from mskguard.model.node import Node
from mskguard.model.policy import Policy, PolicyFile, Statement
from mskguard.model.policy_texts import statements_of
from mskguard.source import SourceFile
from mskguard.value import Absent, Identity, Known, Unknown, Value

Read = Callable[..., Loaded]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def write_and_load(text: str, name: str = "main.tf") -> Loaded:
        (tmp_path / name).write_text(dedent(text), encoding="utf-8")
        return load(Inputs([tmp_path]), Facts())

    return write_and_load


def the(loaded: Loaded, kind: type[Node]) -> Any:
    (node,) = loaded.graph.nodes(kind)
    return node


def statement(loaded: Loaded, node: Any, policy: Policy | None = None) -> Statement:
    (found,) = statements_of(loaded.graph, node, policy or node.policy)
    return found


def words(names: Value[Any]) -> list[str | None]:
    return [one.otherwise(None) for one in names.otherwise(())]


def places(names: Value[Any]) -> list[str]:
    return [one.span.text for one in names.otherwise(())]


ROLE = """
    # kafka-cluster:
    variable "topic" {}
    resource "aws_msk_cluster" "c" {
      cluster_name = "orders"
    }
    resource "aws_iam_role" "r" {}
"""
HEREDOC = """
    resource "aws_iam_role_policy" "p" {
      role   = aws_iam_role.r.id
      policy = <<-EOT
        {"Statement": {"Effect": "Allow", "Action": "kafka-cluster:Connect",
          "Resource": ["${aws_msk_cluster.c.arn}", "arn:x/${var.topic}"]}}
      EOT
    }
"""
ENCODED = """
    resource "aws_iam_role_policy" "p" {
      role   = aws_iam_role.r.id
      policy = jsonencode({
        Statement = [{
          Effect   = "Allow"
          Action   = ["kafka-cluster:Connect"]
          Resource = [aws_msk_cluster.c.arn, "arn:x/${var.topic}"]
        }]
      })
    }
"""
DOCUMENT = """
    resource "aws_iam_role_policy" "p" {
      role   = aws_iam_role.r.id
      policy = data.aws_iam_policy_document.d.json
    }
    data "aws_iam_policy_document" "d" {
      statement {
        effect    = "Allow"
        actions   = ["kafka-cluster:Connect"]
        resources = [aws_msk_cluster.c.arn, "arn:x/${var.topic}"]
      }
    }
"""


@pytest.mark.parametrize("form", [HEREDOC, ENCODED, DOCUMENT])
def test_every_form_gives_the_same_statement(read: Read, form: str) -> None:
    loaded = read(ROLE + form)
    found = statement(loaded, the(loaded, RolePolicy))
    assert found.effect.otherwise("") == "Allow"
    assert words(found.actions) == ["kafka-cluster:Connect"]
    assert places(found.actions)[0].strip('"') == "kafka-cluster:Connect"
    arn, partial = (one.now() for one in found.resources.otherwise(()))
    assert isinstance(arn, Unknown)
    assert isinstance(arn.identity, Identity)
    assert str(arn.identity) == "aws_msk_cluster.c.arn"
    assert isinstance(partial, Unknown)
    assert partial.startswith("arn:x/").name == "YES"
    assert partial.why == "var.topic has no value and no default"


def test_a_text_that_is_no_json_is_unknown_with_its_reason(read: Read) -> None:
    loaded = read(ROLE + HEREDOC.replace('{"Statement"', '{"Statement",'))
    found = the(loaded, RolePolicy).policy.statements.now()
    assert isinstance(found, Unknown)
    assert found.why


@pytest.mark.parametrize("text", ["nonsense", "[]", "{", '{"a" 1}', "1e999999999", '"\\u12"', ""])
def test_nothing_malformed_is_read_or_raises(text: str) -> None:
    source = SourceFile("p.json", text)
    found = policy_of(Known(text, source.whole)).statements.now()
    assert isinstance(found, Unknown)


def test_deep_nesting_is_refused() -> None:
    text = '{"Statement": ' + "[" * 50_000
    assert isinstance(policy_of(Known(text, SourceFile("p", text).whole)).statements.now(), Unknown)


def test_an_answer_of_iam_is_url_encoded() -> None:
    text = quote('{"Statement": [{"Effect": "Deny", "Action": "kafka:*"}]}')
    (found,) = policy_of(Known(text, SourceFile("p", text).whole)).statements.otherwise(())
    assert found.effect.otherwise("") == "Deny"


def test_no_policy_has_no_statements() -> None:
    nothing: Absent[str] = Absent(SourceFile("p", "").whole)
    assert isinstance(policy_of(nothing).statements.now(), Absent)


def test_principals_and_conditions_are_read_in_all_their_forms(read: Read) -> None:
    loaded = read(
        """
        # kafka-cluster:
        resource "aws_iam_role" "r" {
          assume_role_policy = jsonencode({
            Statement = {
              Effect    = "Allow"
              Action    = "sts:AssumeRole"
              Principal = { Service = ["a.amazonaws.com", "b.amazonaws.com"], AWS = "111122223333" }
              Condition = {
                StringEquals = { "aws:SourceAccount" = "1" }
                Bool         = { "aws:x" = true }
              }
            }
          })
        }
        """
    )
    role = the(loaded, Role)
    found = statement(loaded, role, role.trust)
    assert [
        (one.type.otherwise(""), words(one.identifiers)) for one in found.principals.otherwise(())
    ] == [("AWS", ["111122223333"]), ("Service", ["a.amazonaws.com", "b.amazonaws.com"])]
    assert sorted(
        (one.test.otherwise(""), one.variable.otherwise(""), *words(one.values))
        for one in found.conditions.otherwise(())
    ) == [("Bool", "aws:x", "true"), ("StringEquals", "aws:SourceAccount", "1")]


def test_overrides_replace_statements_by_their_sid(read: Read) -> None:
    loaded = read(
        ROLE
        + """
        resource "aws_iam_role_policy" "p" {
          role   = aws_iam_role.r.id
          policy = data.aws_iam_policy_document.all.json
        }
        data "aws_iam_policy_document" "all" {
          source_policy_documents   = [data.aws_iam_policy_document.base.json]
          override_policy_documents = [data.aws_iam_policy_document.over.json]
          statement {
            sid     = "own"
            actions = ["own"]
          }
        }
        data "aws_iam_policy_document" "base" {
          statement {
            sid     = "base"
            actions = ["base"]
          }
          statement {
            sid     = "own"
            actions = ["lost"]
          }
        }
        data "aws_iam_policy_document" "over" {
          statement {
            sid     = "base"
            actions = ["over"]
          }
        }
        """
    )
    policy = the(loaded, RolePolicy)
    found = statements_of(loaded.graph, policy, policy.policy)
    assert [words(one.actions) for one in found] == [["over"], ["own"]]


def test_a_document_of_its_own_tells_its_kind_and_what_a_template_fills_in(read: Read) -> None:
    loaded = read(
        """
        {"Statement": [{"Effect": "Allow", "Action": ["kafka-cluster:${verb}"],
          "Resource": "arn:aws:kafka:${aws:x}:1:cluster/*"}]}
        """,
        "policy.json",
    )
    document = the(loaded, PolicyFile)
    assert document.kind.otherwise("") == "identity"
    found = statement(loaded, document)
    (action,) = found.actions.otherwise(())
    now = action.now()
    assert isinstance(now, Unknown)
    assert now.why == "a template puts its value here"
    assert words(found.resources) == ["arn:aws:kafka:${aws:x}:1:cluster/*"]


def test_other_json_is_no_policy(read: Read) -> None:
    loaded = read('{"Statement": "of kafka accounts"}', "statement.json")
    assert not list(loaded.graph)
    assert not loaded.problems
