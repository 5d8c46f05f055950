"""Corners of the configuration rules that ask who uses a configuration, and for what."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.asking import alone, ask, cluster, told

EXPRESS = '"express.m7g.large"'
UNKNOWN = "var.mystery"


@pytest.mark.parametrize(
    ("version", "state"),
    [('"3.9.x.kraft"', "violated"), ('"3.9.x"', ""), (UNKNOWN, "undetermined")],
)
def test_zookeeper_has_no_place_on_kraft(version: str, state: str, tmp_path: Path) -> None:
    text = cluster("zookeeper.session.timeout.ms = 18000", version=version)
    judged = ask("zookeeper-property-on-kraft", text, tmp_path)
    assert [one.state.value for one in judged.findings] == ([state] if state else [])


@pytest.mark.parametrize(
    ("listed", "version", "state"),
    [
        ('["3.8.x"]', '"3.9.x"', "violated"),
        ('["3.8.x", "3.9.x"]', '"3.9.x"', ""),
        ("[]", '"3.9.x"', ""),
        ("null", '"3.9.x"', ""),
        ("[var.mystery]", '"3.9.x"', "undetermined"),
        ("[var.mystery]", "var.mystery", ""),
        ("var.mystery", '"3.9.x"', "undetermined"),
    ],
)
def test_versions_that_a_configuration_is_for(
    listed: str, version: str, state: str, tmp_path: Path
) -> None:
    text = cluster(version=version).replace(
        'name              = "c"', f'name = "c"\n  kafka_versions = {listed}'
    )
    judged = ask("configuration-for-other-kafka", text, tmp_path)
    assert [one.state.value for one in judged.findings] == ([state] if state else [])


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("events-3", ""),
        ("3-events", ""),
        ("-events", "violated"),
        ("events.3", "violated"),
        ("", "violated"),
        ("${var.mystery}-events", "undetermined"),
        ("${var.mystery}_events", "violated"),
    ],
)
def test_names_of_configurations(name: str, state: str, tmp_path: Path) -> None:
    text = alone("num.partitions = 1").replace('= "c"', f'= "{name}"')
    judged = ask("configuration-name", text, tmp_path)
    assert [one.state.value for one in judged.findings] == ([state] if state else [])


def test_a_configuration_is_unused_where_all_clusters_are_known(tmp_path: Path) -> None:
    rule = "unused-configuration"
    assert not ask(rule, cluster(), tmp_path / "used").findings
    assert ask(rule, alone("num.partitions = 1"), tmp_path / "alone").violated
    for number, other in enumerate(
        [
            'output "arn" {\n  value = aws_msk_configuration.c.arn\n}\n',
            'module "kafka" {\n  source = "example.com/kafka/aws"\n}\n',
            'resource "aws_msk_cluster" "c" {\n'
            "  configuration_info {\n    arn = var.mystery\n    revision = 1\n  }\n}\n",
        ]
    ):
        judged = ask(rule, alone("num.partitions = 1") + other, tmp_path / str(number))
        assert not judged.violated
        assert [bool(one.reasons) for one in judged.undetermined] == [True]


@pytest.mark.parametrize(
    ("revision", "state"),
    [
        ("3", "violated"),
        ("aws_msk_configuration.c.latest_revision", ""),
        ("local.latest", ""),
        ("var.mystery", "undetermined"),
    ],
)
def test_a_revision_is_a_literal_or_follows(revision: str, state: str, tmp_path: Path) -> None:
    more = "locals {\n  latest = aws_msk_configuration.c.latest_revision\n}\n"
    text = cluster(more=more).replace(
        "revision = aws_msk_configuration.c.latest_revision", f"revision = {revision}"
    )
    judged = ask("stale-configuration-revision", text, tmp_path)
    assert [one.state.value for one in judged.findings] == ([state] if state else [])


def test_a_literal_revision_of_what_is_declared_elsewhere_is_right(tmp_path: Path) -> None:
    text = """
        resource "aws_msk_cluster" "c" {
          configuration_info {
            arn      = "arn:aws:kafka:eu-west-1:111122223333:configuration/c/1-2"
            revision = 3
          }
        }
    """
    assert not ask("stale-configuration-revision", text, tmp_path).findings


@pytest.mark.parametrize(
    ("size", "state"), [('"kafka.m7g.large"', "violated"), (EXPRESS, ""), (UNKNOWN, "undetermined")]
)
def test_the_default_configuration_is_named_for_standard_brokers(
    size: str, state: str, tmp_path: Path
) -> None:
    text = f"""
        variable "mystery" {{}}
        resource "aws_msk_cluster" "c" {{
          broker_node_group_info {{
            instance_type = {size}
          }}
        }}
    """
    judged = ask("default-configuration", text, tmp_path)
    assert [one.state.value for one in judged.findings] == ([state] if state else [])


REPLICATOR = """
resource "aws_msk_replicator" "r" {{
  kafka_cluster {{
    amazon_msk_cluster {{
      msk_cluster_arn = aws_msk_cluster.c.arn
    }}
  }}
  replication_info_list {{
    source_kafka_cluster_arn = aws_msk_cluster.c.arn
    target_kafka_cluster_arn = {target}
  }}
}}
resource "aws_msk_serverless_cluster" "s" {{
  cluster_name = "s"
}}
provider "aws" {{
  region = "eu-west-1"
}}
"""
NEAR = '"arn:aws:kafka:eu-west-1:111122223333:cluster/t/a-1"'
FAR = '"arn:aws:kafka:eu-west-2:111122223333:cluster/t/a-1"'


@pytest.mark.parametrize(
    ("size", "target", "found"),
    [
        ("10485760", FAR, []),
        ("10485761", FAR, ["low 10485761"]),
        ("10485761", NEAR, []),
        ("20971521", NEAR, ["low 20971521"]),
        ("8388608", "aws_msk_serverless_cluster.s.arn", []),
        ("8388609", "aws_msk_serverless_cluster.s.arn", ["high 8388609"]),
    ],
)
def test_how_large_a_replicated_record_may_be(
    size: str, target: str, found: list[str], tmp_path: Path
) -> None:
    more = REPLICATOR.format(target=target)
    text = cluster(f"message.max.bytes = {size}", more=more)
    judged = ask("large-messages", text, tmp_path)
    assert told(judged) == found
    assert not judged.undetermined


def test_a_target_in_an_unknown_region_leaves_sizes_between_the_limits_open(
    tmp_path: Path,
) -> None:
    text = cluster("message.max.bytes = 15000000", more=REPLICATOR.format(target=UNKNOWN))
    judged = ask("large-messages", text, tmp_path)
    assert [one.state.value for one in judged.findings] == ["undetermined"]


def test_a_topic_of_the_source_may_have_larger_records(tmp_path: Path) -> None:
    topic = """
resource "aws_msk_topic" "t" {
  cluster_arn = aws_msk_cluster.c.arn
  configs     = jsonencode({ "max.message.bytes" = "31457280" })
}
"""
    text = cluster(more=REPLICATOR.format(target=NEAR) + topic)
    [found] = ask("large-messages", text, tmp_path).violated
    assert found.message.startswith("aws_msk_topic.t: max.message.bytes is 31457280")


def test_a_week_is_long_for_a_transactional_id(tmp_path: Path) -> None:
    rule, key = "long-transactional-ids", "transactional.id.expiration.ms"
    assert not ask(rule, alone(f"{key} = 604799999"), tmp_path).findings
    assert ask(rule, alone(f"{key} = 604800001"), tmp_path).violated
    assert not ask(rule, alone("num.partitions = 1"), tmp_path).findings
