"""Corners of the encryption rules: keys of every form, and those that were not read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.harness.judging import judge
from tests.rules.asking import ask, entry, told

UUID = "12345678-1234-1234-1234-123456789012"


def encrypted(key: str, more: str = "") -> str:
    line = f"encryption_at_rest_kms_key_arn = {key}" if key else ""
    return f"""
resource "aws_msk_cluster" "c" {{
  encryption_info {{
    {line}
  }}
}}
variable "mystery" {{}}
{more}
"""


def provider(region: str) -> str:
    return f'provider "aws" {{\n  region = {region}\n}}\n'


@pytest.mark.parametrize(
    ("key", "violated"),
    [
        (f'"arn:aws:kms:eu-west-1:111122223333:key/{UUID}"', False),
        (f'"arn:aws-cn:kms:cn-north-1:111122223333:key/{UUID}"', False),
        (f'"arn:aws:kms:eu-west-1:111122223333:key/mrk-{UUID.replace("-", "")}"', False),
        ('"arn:aws:kms:eu-west-1:111122223333:alias/msk"', False),
        (f'"{UUID}"', False),
        ('"alias/aws/kafka"', False),
        ('""', False),
        ("null", False),
        ("", False),
        ('"alias/msk"', True),
        ('"arn:aws:s3:::bucket"', True),
        ('"<KEY_ARN>"', True),
        ('"arn:aws:kms:eu-west-1:ACCOUNT:key/abc"', True),
    ],
)
def test_a_key_has_one_of_its_forms(key: str, violated: bool, tmp_path: Path) -> None:
    judged = ask("storage-key-not-a-key", encrypted(key), tmp_path)
    assert told(judged) == ([f"high {key}"] if violated else [])


@pytest.mark.parametrize(
    ("region", "violated", "open_"),
    [
        ('"eu-west-1"', False, False),
        ('"us-east-1"', True, False),
        ("var.mystery", False, True),
    ],
)
def test_a_key_lies_in_the_region_of_its_cluster(
    region: str, violated: bool, open_: bool, tmp_path: Path
) -> None:
    key = f'"arn:aws:kms:eu-west-1:111122223333:key/{UUID}"'
    judged = ask("storage-key-not-a-key", encrypted(key, provider(region)), tmp_path)
    assert (bool(judged.violated), bool(judged.undetermined)) == (violated, open_)


ALIAS = """
resource "aws_kms_alias" "own" {
  name          = "alias/own"
  target_key_id = aws_kms_key.own.key_id
}
resource "aws_kms_key" "own" {
  %s
}
"""


@pytest.mark.parametrize(
    ("key", "violated"),
    [
        ("", True),
        ("null", True),
        ('""', True),
        ('"alias/aws/kafka"', True),
        ('"arn:aws:kms:eu-west-1:111122223333:alias/aws/kafka"', True),
        ('"arn:aws:kms:eu-west-1:111122223333:alias/own"', False),
        ("aws_kms_alias.own.arn", False),
        ("aws_kms_key.own.arn", False),
        ("var.mystery", False),
    ],
)
def test_only_a_key_of_ones_own_is_none_of_aws(key: str, violated: bool, tmp_path: Path) -> None:
    judged = ask("aws-managed-storage-key", encrypted(key, ALIAS % ""), tmp_path)
    assert bool(judged.violated) is violated
    assert bool(judged.undetermined) is (key == "var.mystery")


@pytest.mark.parametrize(
    ("arguments", "violated"),
    [
        ("", True),
        ("enable_key_rotation = false", True),
        ("enable_key_rotation = true", False),
        ('customer_master_key_spec = "RSA_2048"', False),
    ],
)
def test_a_symmetric_key_behind_an_alias_rotates(
    arguments: str, violated: bool, tmp_path: Path
) -> None:
    text = encrypted("aws_kms_alias.own.arn", ALIAS % arguments)
    judged = ask("unrotated-storage-key", text, tmp_path)
    assert [one.message for one in judged.violated] == (
        [
            "aws_kms_key.own: rotation is off, and aws_msk_cluster.c encrypts its volumes with "
            "this key"
        ]
        if violated
        else []
    )
    assert not judged.undetermined


def test_a_key_that_was_not_read_is_not_spoken_of(tmp_path: Path) -> None:
    judged = ask("unrotated-storage-key", encrypted("var.mystery"), tmp_path)
    assert not judged.findings


@pytest.mark.parametrize(
    ("block", "messages"),
    [
        ("", ["is left out, which stands for PLAINTEXT"]),
        ("encryption_type = null", ["is left out, which stands for PLAINTEXT"]),
        ('encryption_type = "PLAINTEXT"', ["is PLAINTEXT"]),
        ('encryption_type = "TLS"', []),
    ],
)
def test_a_connector_is_in_plaintext_where_nothing_is_said(
    block: str, messages: list[str], tmp_path: Path
) -> None:
    text = f"""
resource "aws_mskconnect_connector" "c" {{
  kafka_cluster_encryption_in_transit {{
    {block}
  }}
}}
"""
    judged = ask("connector-in-plaintext", text, tmp_path)
    assert len(judged.violated) == len(messages)
    for one, message in zip(judged.violated, messages, strict=True):
        assert f"encryption in transit {message}, so" in one.message


@pytest.mark.parametrize(
    ("method", "violated"),
    [
        ("sasl {\n iam = true\n }", True),
        ("sasl {\n scram = true\n }", True),
        ('tls {\n certificate_authority_arns = ["a"]\n }', True),
        ("unauthenticated = true", False),
    ],
)
def test_every_method_needs_encryption_between_brokers(
    method: str, violated: bool, tmp_path: Path
) -> None:
    text = f"""
resource "aws_msk_cluster" "c" {{
  client_authentication {{
    {method}
  }}
  encryption_info {{
    encryption_in_transit {{
      in_cluster = false
    }}
  }}
}}
"""
    assert bool(ask("auth-without-in-cluster-tls", text, tmp_path).violated) is violated


DESCRIBED = """
{
  "ClusterInfo": {
    "ClusterArn": "arn:aws:kafka:eu-west-1:111122223333:cluster/events/abcd1234-5",
    "ClusterName": "events",
    "BrokerNodeGroupInfo": {"InstanceType": "kafka.m7g.large", "ClientSubnets": ["s-1", "s-2"]},
    "EncryptionInfo": {
      "EncryptionAtRest": {"DataVolumeKMSKeyId": "arn:aws:kms:eu-west-1:111122223333:key/%s"}
    }
  }
}
"""


def test_whose_key_an_answer_names_is_left_open(tmp_path: Path) -> None:
    files = {"describe-cluster.json": DESCRIBED % UUID}
    judged = judge(entry("aws-managed-storage-key"), files, tmp_path)
    assert not judged.violated
    assert [one.reasons[0].what for one in judged.undetermined] == [
        "whether AWS manages this key is not said: describe-key tells"
    ]
