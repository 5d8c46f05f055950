"""The corners of the rules on authorization that would clutter their pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.asking import ask, told

CLUSTER = """
resource "aws_msk_cluster" "c" {
  cluster_name  = "orders"
  kafka_version = "3.9.x"
  client_authentication {
    sasl {
      iam = true
    }
  }
}
"""
ARN = "arn:aws:kafka:eu-west-1:111122223333"


def policy(*statements: str, more: str = "") -> str:
    """A role with an inline policy of these statements."""
    inner = ",\n".join(f"{{ {one} }}" for one in statements)
    return f"""
{CLUSTER}
resource "aws_iam_role" "r" {{
  name = "r"
  {more}
}}
resource "aws_iam_role_policy" "p" {{
  role   = aws_iam_role.r.id
  policy = jsonencode({{ Statement = [{inner}] }})
}}
"""


def allow(actions: str, resource: str, more: str = "") -> str:
    listed = ", ".join(f'"{one}"' for one in actions.split())
    written = resource if resource.startswith(("[", "aws", "var")) else f'"{resource}"'
    return f'Effect = "Allow", Action = [{listed}], Resource = {written}{more}'


EVERYTHING = "kafka-cluster:Connect kafka-cluster:DescribeTopic kafka-cluster:WriteData"
CONSUMER = (
    "kafka-cluster:Connect kafka-cluster:DescribeTopic kafka-cluster:ReadData "
    "kafka-cluster:AlterGroup kafka-cluster:DescribeGroup"
)


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        ([allow(EVERYTHING, "*")], []),
        ([allow(CONSUMER, "*")], []),
        ([allow("kafka-cluster:WriteData kafka-cluster:DescribeTopic", "*")], 2),
        ([allow("kafka-cluster:*", "*")], []),
        (
            [
                allow("kafka-cluster:Connect", "aws_msk_cluster.c.arn"),
                allow("kafka-cluster:DescribeTopic", f"{ARN}:topic/payments/*"),
            ],
            [],
        ),
        (
            [
                allow("kafka-cluster:Connect", f"{ARN}:cluster/orders/*"),
                allow("kafka-cluster:DescribeTopic", f"{ARN}:topic/payments/*"),
            ],
            ["high kafka-cluster:DescribeTopic"],
        ),
        (
            [
                allow("kafka-cluster:Connect", "*"),
                allow("kafka-cluster:DescribeTopic", "*"),
                'Effect = "Deny", Action = "kafka-cluster:Connect", Resource = "*"',
            ],
            ["high kafka-cluster:DescribeTopic"],
        ),
        (
            [
                allow(
                    "kafka-cluster:Connect", "*", ', Condition = { Bool = { "aws:x" = "true" } }'
                ),
                allow("kafka-cluster:DescribeTopic", "*"),
            ],
            [],
        ),
    ],
)
def test_companions_are_looked_for_in_the_whole_set(
    statements: list[str], found: object, tmp_path: Path
) -> None:
    judged = ask("missing-companion-action", policy(*statements), tmp_path)
    if isinstance(found, int):
        assert len(judged.violated) == found
    else:
        assert [one.strip().replace('"', "") for one in told(judged)] == found


def test_a_set_that_is_not_known_leaves_companions_open(tmp_path: Path) -> None:
    attached = """
resource "aws_iam_role_policy_attachment" "a" {
  role       = aws_iam_role.r.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
"""
    text = policy(allow("kafka-cluster:DescribeTopic", "*")) + attached
    judged = ask("missing-companion-action", text, tmp_path)
    assert not judged.violated
    (one,) = judged.undetermined
    assert any("AdministratorAccess" in hop.what for hop in one.reasons)


def test_a_boundary_does_not_clear_what_is_missing(tmp_path: Path) -> None:
    text = policy(allow("kafka-cluster:DescribeTopic", "*"), more="permissions_boundary = var.b")
    text += '\nvariable "b" {}\n'
    assert len(ask("missing-companion-action", text, tmp_path).violated) == 1


@pytest.mark.parametrize(
    ("resource", "more", "violated"),
    [
        ("*", "", True),
        (f"{ARN}:topic/*", "", True),
        (f"{ARN}:topic/*/*", "", True),
        (f"{ARN}:*", "", True),
        (f"{ARN}:topic/orders/*", "", False),
        (f"{ARN}:topic/*/*/payments", "", False),
        ("arn:aws:s3:::bucket/*", "", False),
        ("*", ', Condition = { StringEquals = { "aws:ResourceTag/team" = "a" } }', False),
        ("*", ', Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } }', True),
    ],
)
def test_every_cluster_is_told_from_one(
    resource: str, more: str, violated: bool, tmp_path: Path
) -> None:
    text = policy(allow("kafka-cluster:WriteData", resource, more))
    judged = ask("any-cluster-grant", text, tmp_path)
    assert bool(judged.violated) is violated
    assert not judged.undetermined


def test_reading_every_cluster_is_no_writing(tmp_path: Path) -> None:
    text = policy(allow("kafka-cluster:Connect kafka-cluster:ReadData", "*"))
    assert not ask("any-cluster-grant", text, tmp_path).findings


def test_an_action_may_be_allowed_rightly_by_another_statement(tmp_path: Path) -> None:
    wrong = allow("kafka-cluster:ReadData", "aws_msk_cluster.c.arn")
    right = allow("kafka-cluster:ReadData", f"{ARN}:topic/orders/*")
    assert len(ask("action-on-wrong-resource", policy(wrong), tmp_path / "a").violated) == 1
    assert not ask("action-on-wrong-resource", policy(wrong, right), tmp_path / "b").findings


def test_a_deny_speaks_of_actions_that_exist_too(tmp_path: Path) -> None:
    text = policy('Effect = "Deny", Action = "kafka-cluster:DeleteTopics", Resource = "*"')
    assert len(ask("unknown-kafka-action", text, tmp_path).violated) == 1


def test_actions_of_other_services_are_not_judged(tmp_path: Path) -> None:
    text = policy(allow("s3:GetObjekt ec2:* *", "arn:aws:s3:::b"))
    assert not ask("unknown-kafka-action", text, tmp_path).findings


def test_a_grant_on_a_cluster_with_iam_is_kept(tmp_path: Path) -> None:
    text = policy(allow("kafka-cluster:Connect", "aws_msk_cluster.c.arn"))
    assert not ask("grant-without-iam-auth", text, tmp_path / "a").findings
    off = text.replace("iam = true", "iam = false")
    assert len(ask("grant-without-iam-auth", off, tmp_path / "b").violated) == 1
    everywhere = policy(allow("kafka-cluster:Connect", "*")).replace("iam = true", "iam = false")
    assert not ask("grant-without-iam-auth", everywhere, tmp_path / "c").findings


def cluster_policy(statement: str, cluster: str = "aws_msk_cluster.c.arn") -> str:
    return f"""
{CLUSTER}
resource "aws_msk_cluster_policy" "p" {{
  cluster_arn = {cluster}
  policy      = jsonencode({{ Statement = [{{ Effect = "Allow", {statement} }}] }})
}}
"""


@pytest.mark.parametrize(
    ("statement", "violated"),
    [
        ('Principal = "*"', True),
        ('Principal = { AWS = ["*"] }', True),
        ('Principal = { Service = "firehose.amazonaws.com" }', False),
        ('Principal = "*", Condition = { StringEquals = { "aws:PrincipalOrgID" = "o" } }', False),
        ('Principal = "*", Condition = { Bool = { "aws:SecureTransport" = "true" } }', True),
        ('Principal = { AWS = "arn:aws:iam::111122223333:root" }', False),
    ],
)
def test_a_cluster_is_open_without_a_condition_on_the_caller(
    statement: str, violated: bool, tmp_path: Path
) -> None:
    text = cluster_policy(f'Action = "kafka:*", Resource = "*", {statement}')
    judged = ask("open-cluster-policy", text, tmp_path)
    assert bool(judged.violated) is violated
    assert not judged.undetermined


def test_a_policy_that_refers_to_its_cluster_is_kept(tmp_path: Path) -> None:
    own = cluster_policy('Principal = "*", Action = "kafka:*", Resource = aws_msk_cluster.c.arn')
    assert not ask("cluster-policy-for-another-cluster", own, tmp_path / "a").findings
    other = f"{ARN}:cluster/payments/0a1b-2"
    wrong = cluster_policy(f'Principal = "*", Action = "kafka:*", Resource = "{other}"')
    assert len(ask("cluster-policy-for-another-cluster", wrong, tmp_path / "b").violated) == 1


def test_a_policy_for_the_own_account_may_be_incomplete(tmp_path: Path) -> None:
    statement = 'Action = "kafka:CreateVpcConnection", Resource = "*", Principal = {{ AWS = "{}" }}'
    own, other = statement.format("111122223333"), statement.format("444455556666")
    arn = f'"{ARN}:cluster/orders/0a1b-2"'
    name = "cluster-policy-incomplete"
    assert not ask(name, cluster_policy(own, arn), tmp_path / "a").findings
    assert len(ask(name, cluster_policy(other, arn), tmp_path / "b").violated) == 1
    unsaid = ask(name, cluster_policy(other), tmp_path / "c")
    assert unsaid.undetermined
    assert not unsaid.violated


def trusting(condition: str) -> str:
    return f"""
# kafkaconnect
resource "aws_iam_role" "r" {{
  assume_role_policy = jsonencode({{
    Statement = [{{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = {{ Service = "kafkaconnect.amazonaws.com" }}
      Condition = {condition}
    }}]
  }})
}}
"""


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ('{ StringEquals = { "AWS:sourceaccount" = "111122223333" } }', []),
        ('{ StringEquals = { "aws:username" = "x" } }', ["medium kafkaconnect.amazonaws.com"]),
        (
            '{ StringEquals = { "aws:SourceAccount" = "111122223333" }, '
            'ArnLike = { "aws:SourceArn" = "arn:aws:kafkaconnect:x:444455556666:connector/*" } }',
            ["high arn:aws:kafkaconnect:x:444455556666:connector/*"],
        ),
    ],
)
def test_a_deputy_is_confused_without_the_callers_account(
    condition: str, found: list[str], tmp_path: Path
) -> None:
    judged = ask("confused-deputy", trusting(condition), tmp_path)
    assert [one.replace('"', "") for one in told(judged)] == found


def test_a_role_of_mskconnect_may_leave_idempotence_out(tmp_path: Path) -> None:
    text = policy(
        allow("kafka-cluster:WriteData", f"{ARN}:topic/orders/*"),
        more='assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = '
        '"sts:AssumeRole", Principal = { Service = "kafkaconnect.amazonaws.com" } }] })',
    )
    assert not ask("topic-only-idempotent-write", text, tmp_path / "a").findings
    other = text.replace("kafkaconnect.amazonaws.com", "ec2.amazonaws.com")
    assert len(ask("topic-only-idempotent-write", other, tmp_path / "b").findings) == 1


def test_pass_role_is_no_matter_of_policies_that_create_nothing(tmp_path: Path) -> None:
    passing = allow("iam:PassRole", "*")
    creating = allow("kafkaconnect:CreateConnector", "*")
    bounded = passing + ', Condition = { StringEquals = { "iam:PassedToService" = "x" } }'
    name = "unbounded-pass-role"
    assert not ask(name, policy(passing), tmp_path / "a").findings
    assert len(ask(name, policy(passing, creating), tmp_path / "b").violated) == 1
    assert not ask(name, policy(bounded, creating), tmp_path / "c").findings
    assert not ask(name, policy(allow("*", "*")), tmp_path / "d").findings
