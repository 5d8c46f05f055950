"""The configuration rules on CloudFormation templates."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.asking import ask

PLAIN = "auto.create.topics.enable = false"
ENCODED = "YXV0by5jcmVhdGUudG9waWNzLmVuYWJsZSA9IGZhbHNl"


def template(properties: str, revision: str = "1") -> str:
    return f"""
Parameters:
  Mystery:
    Type: String
Resources:
  Events:
    Type: AWS::MSK::Configuration
    Properties:
      Name: events
      ServerProperties: {properties}
  Cluster:
    Type: AWS::MSK::Cluster
    Properties:
      ClusterName: events
      ConfigurationInfo:
        Arn: !Ref Events
        Revision: {revision}
"""


@pytest.mark.parametrize(
    ("properties", "state"),
    [
        (f'"{PLAIN}"', ""),
        (ENCODED, "violated"),
        (f'!Base64 "{PLAIN}"', "violated"),
        ("!Base64 {Ref: Mystery}", "violated"),
        ("!Ref Mystery", "undetermined"),
    ],
)
def test_templates_take_plain_text(properties: str, state: str, tmp_path: Path) -> None:
    judged = ask("encoded-server-properties", template(properties), tmp_path, "template.yaml")
    assert [one.state.value for one in judged.findings] == ([state] if state else [])


def test_what_is_encoded_is_judged_all_the_same(tmp_path: Path) -> None:
    text = template('!Base64 "auto.create.topics.enable = true"')
    judged = ask("auto-created-topics", text, tmp_path, "template.yaml")
    assert [one.span.text for one in judged.violated] == ["true"]


@pytest.mark.parametrize(
    ("revision", "violated"),
    [("1", True), ("!GetAtt Events.LatestRevision.Revision", False)],
)
def test_a_revision_is_taken_from_its_configuration(
    revision: str, violated: bool, tmp_path: Path
) -> None:
    text = template(f'"{PLAIN}"', revision)
    judged = ask("stale-configuration-revision", text, tmp_path, "template.yaml")
    assert bool(judged.violated) is violated
    assert not judged.undetermined


@pytest.mark.parametrize(
    ("configs", "state"),
    [
        ('!Base64 "retention.ms=5"', ""),
        ("cmV0ZW50aW9uLm1zPTU=", ""),
        ('"retention.ms=5"', "violated"),
        ("'{\"retention.ms\": 5}'", "violated"),
        ("!Ref Mystery", "undetermined"),
    ],
)
def test_the_configs_of_a_topic_are_encoded(configs: str, state: str, tmp_path: Path) -> None:
    text = f"""
Parameters:
  Mystery:
    Type: String
Resources:
  Payments:
    Type: AWS::MSK::Topic
    Properties:
      TopicName: payments
      Configs: {configs}
"""
    judged = ask("malformed-properties", text, tmp_path, "template.yaml")
    assert [one.state.value for one in judged.findings] == ([state] if state else [])
