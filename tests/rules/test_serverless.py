"""Corners of the rules on serverless clusters: VPCs, regions, topics of both providers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.asking import ask, told


def serverless(vpcs: str = "", more: str = "") -> str:
    return f"""
resource "aws_msk_serverless_cluster" "c" {{
  cluster_name = "c"
  {vpcs}
}}
variable "mystery" {{}}
{more}
"""


def vpc(subnets: str) -> str:
    return f"vpc_config {{\n    subnet_ids = {subnets}\n  }}\n"


SUBNETS = "".join(
    f'resource "aws_subnet" "{name}" {{\n  {zone}\n}}\n'
    for name, zone in (
        ("a", 'availability_zone = "eu-west-1a"'),
        ("a2", 'availability_zone = "eu-west-1a"'),
        ("b", 'availability_zone = "eu-west-1b"'),
        ("x", "availability_zone = var.mystery"),
        ("y", "availability_zone = var.mystery"),
        ("none", ""),
    )
)


@pytest.mark.parametrize(
    ("vpcs", "violated", "open_"),
    [
        (vpc('["a", "b"]'), 0, 0),
        (vpc('["a"]'), 1, 0),
        (vpc("[]"), 1, 0),
        (vpc('["a", "a"]'), 1, 0),
        (vpc("[aws_subnet.a.id, aws_subnet.b.id]"), 0, 0),
        (vpc("[aws_subnet.a.id, aws_subnet.a2.id]"), 1, 0),
        (vpc("[aws_subnet.x.id, aws_subnet.y.id]"), 1, 0),
        (vpc("[aws_subnet.a.id, aws_subnet.x.id]"), 0, 0),
        (vpc("[aws_subnet.none.id, aws_subnet.b.id]"), 0, 0),
        (vpc("var.mystery"), 0, 1),
        (vpc('["a", "b"]') * 5, 0, 0),
        (vpc('["a", "b"]') * 6, 1, 0),
    ],
)
def test_each_vpc_has_two_subnets_in_two_zones(
    vpcs: str, violated: int, open_: int, tmp_path: Path
) -> None:
    judged = ask("serverless-subnets", serverless(vpcs, SUBNETS), tmp_path)
    assert (len(judged.violated), len(judged.undetermined)) == (violated, open_)


@pytest.mark.parametrize(
    ("region", "state"),
    [
        ('"eu-west-1"', "kept"),
        ('"us-west-1"', "violated"),
        ('"us-gov-west-1"', "violated"),
        ('"sa-east-1"', "open"),
        ("var.mystery", "open"),
    ],
)
def test_a_region_that_one_list_alone_lacks_is_left_open(
    region: str, state: str, tmp_path: Path
) -> None:
    text = serverless(more=f'provider "aws" {{\n  region = {region}\n}}')
    judged = ask("serverless-region", text, tmp_path)
    assert bool(judged.violated) is (state == "violated")
    assert bool(judged.undetermined) is (state == "open")
    assert all(one.reasons for one in judged.undetermined)


def topic(name: str, configs: str = "{}", partitions: str = "1") -> str:
    return f"""
resource "aws_msk_topic" "{name}" {{
  cluster_arn     = aws_msk_serverless_cluster.c.arn
  name            = "{name}"
  partition_count = {partitions}
  configs         = jsonencode({configs})
}}
"""


@pytest.mark.parametrize(
    ("key", "value", "violated"),
    [
        ("max.message.bytes", "8388608", False),
        ("max.message.bytes", "8388609", True),
        ("retention.bytes", "-1", False),
        ("retention.bytes", "268435456000", False),
        ("retention.bytes", "268435456001", True),
        ("retention.ms", "-1", False),
        ("segment.bytes", "52428800", True),
        ("min.insync.replicas", "2", True),
        ("cleanup.policy", "compact", False),
    ],
)
def test_a_topic_sets_what_serverless_lets_it_set(
    key: str, value: str, violated: bool, tmp_path: Path
) -> None:
    text = serverless(more=topic("t", f'{{ "{key}" = "{value}" }}'))
    judged = ask("serverless-topic-property", text, tmp_path)
    assert bool(judged.violated) is violated
    assert not judged.undetermined


def test_topics_of_provisioned_clusters_are_not_meant(tmp_path: Path) -> None:
    text = topic("t", '{ "segment.bytes" = "1" }').replace("serverless_cluster", "cluster")
    text += 'resource "aws_msk_cluster" "c" {}\n'
    assert not ask("serverless-topic-property", text, tmp_path).findings


COMPACT = '{ "cleanup.policy" = "compact" }'


@pytest.mark.parametrize(
    ("topics", "violated", "open_"),
    [
        (topic("a", partitions="2400"), [], 0),
        (topic("a", partitions="2000") + topic("b", partitions="401"), ["medium 2000"], 0),
        (topic("a", COMPACT, "120"), [], 0),
        (topic("a", COMPACT, "61") + topic("b", COMPACT, "60"), ["medium 61"], 0),
        (topic("a", COMPACT, "100") + topic("b", partitions="2000"), [], 0),
        (topic("a", partitions="var.mystery"), [], 1),
        (topic("a", partitions="var.mystery") + topic("b", partitions="2401"), ["medium 2401"], 0),
    ],
)
def test_partitions_are_summed_by_kind_of_topic(
    topics: str, violated: list[str], open_: int, tmp_path: Path
) -> None:
    judged = ask("serverless-partition-quota", serverless(more=topics), tmp_path)
    assert told(judged) == violated
    assert len(judged.undetermined) == open_


def test_iam_is_missed_where_nothing_is_written(tmp_path: Path) -> None:
    [finding] = ask("serverless-without-iam", serverless(), tmp_path).violated
    assert "IAM is not on" in finding.message
