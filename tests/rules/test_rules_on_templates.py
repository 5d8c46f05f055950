"""What rules say of templates as people write them: parameters, policies and secrets of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.asking import ask

PARAMETERS = """\
Parameters:
  Listener: {Type: String, AllowedValues: %s}
  Version: {Type: String, AllowedValues: [2.8.1, 2.7.1]}
  Count: {Type: Number, AllowedValues: [4, 5]}
  Env: {Type: String, AllowedValues: [dev, prod]}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
Resources:
"""
CLUSTER = """\
  %s:
    Type: AWS::MSK::Cluster
    Properties:
      ClusterName: c
      KafkaVersion: !Ref Version
      NumberOfBrokerNodes: %s
      BrokerNodeGroupInfo: {InstanceType: kafka.m7g.large, ClientSubnets: [a, b, c]}
      EncryptionInfo:
        EncryptionInTransit: {ClientBroker: !Ref Listener}
"""


def template(allowed: str, count: str = "3", *more: str) -> str:
    clusters = (CLUSTER % (f"C{at}", one) for at, one in enumerate((count, *more)))
    return PARAMETERS % allowed + "".join(clusters)


def found(slug: str, text: str, root: Path) -> list[tuple[str, str]]:
    """The violated places, each as its text and the world in which it is violated."""
    judged = ask(slug, text, root, "template.yaml")
    return [(one.span.text, one.when) for one in judged.violated]


def test_a_parameter_without_an_allowed_value_that_is_right_is_wrong(tmp_path: Path) -> None:
    text = template("[PLAINTEXT, TLS_PLAINTEXT]")
    assert found("plaintext-listener", text, tmp_path) == [
        ("PLAINTEXT", ""),
        ("TLS_PLAINTEXT", ""),
    ]


def test_no_fix_makes_all_allowed_values_the_same(tmp_path: Path) -> None:
    judged = ask(
        "plaintext-listener", template("[PLAINTEXT, TLS_PLAINTEXT]"), tmp_path, "template.yaml"
    )
    assert [one.fix for one in judged.violated] == [None, None]


@pytest.mark.parametrize("allowed", ["[PLAINTEXT, TLS]", "[TLS, TLS_PLAINTEXT, PLAINTEXT]"])
def test_one_right_value_leaves_it_open_and_says_what_decides(allowed: str, tmp_path: Path) -> None:
    judged = ask("plaintext-listener", template(allowed), tmp_path, "template.yaml")
    assert not judged.violated
    assert all("Listener ==" in hop.what for one in judged.undetermined for hop in one.reasons)
    assert judged.undetermined


def test_right_values_alone_say_nothing(tmp_path: Path) -> None:
    assert not ask("plaintext-listener", template("[TLS]"), tmp_path, "template.yaml").findings


def test_several_parameters_are_each_settled(tmp_path: Path) -> None:
    text = template("[PLAINTEXT, TLS]", "!Ref Count")
    assert [it for it, _ in found("unbalanced-brokers", text, tmp_path)] == ["4", "5"]
    assert [it for it, _ in found("unsupported-kafka-version", text, tmp_path)] == [
        "2.8.1",
        "2.7.1",
    ]


def test_a_written_condition_and_a_supposed_one_are_told_apart(tmp_path: Path) -> None:
    text = template("[TLS]", "!If [IsProd, !Ref Count, 6]", "!If [IsProd, 6, !Ref Count]")
    told = {
        one: set(when.split(" or ")) for one, when in found("unbalanced-brokers", text, tmp_path)
    }
    both = {"IsProd is true", "IsProd is false"}
    assert told == {"4": both, "5": both}


def test_one_world_is_named_once_for_several_clusters(tmp_path: Path) -> None:
    both = "!If [IsProd, !Ref Count, 6]"
    assert found("unbalanced-brokers", template("[TLS]", both, both), tmp_path) == [
        ("4", "IsProd is true"),
        ("5", "IsProd is true"),
    ]


def test_worlds_that_exclude_each_other_are_settled_each_for_itself(tmp_path: Path) -> None:
    text = """\
Parameters:
  Env: {Type: String, AllowedValues: [dev, stage, prod]}
  Count: {Type: Number, AllowedValues: [4, 6]}
  Odd: {Type: Number, AllowedValues: [5, 7]}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  IsDev: !Equals [!Ref Env, dev]
Resources:
  C:
    Type: AWS::MSK::Cluster
    Properties:
      NumberOfBrokerNodes: !If [IsProd, !Ref Count, !If [IsDev, !Ref Odd, 3]]
      BrokerNodeGroupInfo: {InstanceType: kafka.m7g.large, ClientSubnets: [a, b, c]}
"""
    judged = ask("unbalanced-brokers", text, tmp_path, "template.yaml")
    assert [one.span.text for one in judged.violated] == ["5", "7"]
    assert [one.span.text for one in judged.undetermined] == ["4"]


POLICY = """\
Resources:
  P:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement:
          - Effect: Allow
            Action: [kafka-cluster:WriteData]
            Resource: !Sub %s
"""


@pytest.mark.parametrize(
    ("resource", "violated"),
    [
        ("arn:aws:ec2:${AWS::Region}:${AWS::AccountId}:*/*", False),
        ("arn:${AWS::Partition}:s3:::${AWS::StackName}/*", False),
        ("arn:aws:kafka:${AWS::Region}:${AWS::AccountId}:topic/${AWS::StackName}/*", False),
        ("arn:aws:kafka:${AWS::Region}:${AWS::AccountId}:topic/*", True),
        ("arn:aws:kafka:${AWS::Region}:${AWS::AccountId}:*", True),
        ("arn:${AWS::Partition}:kafka:${AWS::Region}:${AWS::AccountId}:*/*", True),
        ("arn:aws:*:${AWS::Region}:${AWS::AccountId}:*", True),
    ],
)
def test_every_cluster_is_a_resource_of_kafka(
    resource: str, violated: bool, tmp_path: Path
) -> None:
    judged = ask("any-cluster-grant", POLICY % resource, tmp_path, "template.yaml")
    assert bool(judged.violated) is violated
    assert all("unknown" not in one.message for one in judged.findings)
    assert not judged.undetermined


SECRETS = """\
Resources:
  ApiKeySecret:
    Type: AWS::SecretsManager::Secret
    Properties:
      Name: %s
      SecretString: '{"key": "correct-horse", "password": "correct-horse"}'
  Login:
    Type: AWS::SecretsManager::Secret
    Properties:
      Name: AmazonMSK_login
      SecretString: !Sub '{"user": "${AWS::StackName}"}'
  Cluster:
    Type: AWS::MSK::Cluster
  Logins:
    Type: AWS::MSK::BatchScramSecret
    Properties:
      ClusterArn: !Ref Cluster
      SecretArnList: [!Ref Login]
"""


@pytest.mark.parametrize("name", ["AmazonMSK_api_key", "!Sub '${AWS::StackName}-key'"])
def test_a_secret_that_no_cluster_gets_has_a_shape_of_its_own(name: str, tmp_path: Path) -> None:
    judged = ask("scram-secret-shape", SECRETS % name, tmp_path, "template.yaml")
    assert [one.message.split(":")[0] for one in judged.violated] == ["Login"]
    assert not judged.undetermined


@pytest.mark.parametrize(
    ("name", "state"),
    [("!Sub '${AWS::StackName}-broker'", "open"), ("database", "silent")],
)
def test_a_password_of_something_else_is_no_scram_password(
    name: str, state: str, tmp_path: Path
) -> None:
    judged = ask("secret-in-source", SECRETS % name, tmp_path, "template.yaml")
    assert not judged.violated
    assert bool(judged.undetermined) is (state == "open")


@pytest.mark.parametrize(
    ("action", "resource", "violated"),
    [
        (
            "kafka:ListClusters",
            "!Sub arn:aws:kafka:us-east-1:${AWS::AccountId}:/v1/clusters",
            False,
        ),
        ("kafka:ListClusters", "!Sub arn:aws:kafka:us-east-1:${AWS::AccountId}:clusters/a/b", True),
        ("kafka-cluster:Connect", "cluster-arn", True),
        ("kafka-cluster:Connect", '"*"', False),
        ("kafka-cluster:Connect", "!Sub '${AWS::StackName}'", False),
        ("ec2:DescribeVpcs", "vpc-arn", False),
    ],
)
def test_paths_of_the_api_are_arns_and_bare_words_are_none(
    action: str, resource: str, violated: bool, tmp_path: Path
) -> None:
    text = (POLICY % "x").replace("kafka-cluster:WriteData", action).replace("!Sub x", resource)
    judged = ask("malformed-kafka-arn", text, tmp_path, "template.yaml")
    assert bool(judged.violated) is violated
    assert not ask("action-on-wrong-resource", text, tmp_path, "template.yaml").violated


def test_only_actions_that_can_be_about_the_resource_are_named(tmp_path: Path) -> None:
    text = (POLICY % "arn:aws:kafka:us-east-1:111122223333:topic/*").replace(
        "[kafka-cluster:WriteData]", "[kafka-cluster:AlterGroup, kafka-cluster:WriteData]"
    )
    [found] = ask("any-cluster-grant", text, tmp_path, "template.yaml").violated
    assert "kafka-cluster:WriteData is allowed" in found.message
