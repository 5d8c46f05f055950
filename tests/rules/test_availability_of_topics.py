"""Corners of the availability rules about topics, and about clients that reach the brokers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.asking import ask, cluster, told

EXPRESS = '"express.m7g.large"'
TWO = '["a", "b"]'
UNKNOWN = "var.mystery"


def topic(factor: str, kind: str = "aws_msk_topic") -> str:
    owner = "  cluster_arn        = aws_msk_cluster.c.arn\n" if kind == "aws_msk_topic" else ""
    return f'resource "{kind}" "t" {{\n{owner}  replication_factor = {factor}\n}}\n'


@pytest.mark.parametrize(
    ("factor", "kind", "size", "subnets", "found"),
    [
        ("1", "aws_msk_topic", '"kafka.m7g.large"', TWO, ["high 1"]),
        ("1", "kafka_topic", '"kafka.m7g.large"', TWO, ["high 1"]),
        ("1", "aws_msk_topic", EXPRESS, '["a", "b", "c"]', []),
        ("2", "aws_msk_topic", '"kafka.m7g.large"', TWO, []),
        ("2", "aws_msk_topic", '"kafka.m7g.large"', '["a", "b", "c"]', ["medium 2"]),
        ("-1", "aws_msk_topic", '"kafka.m7g.large"', TWO, ["high -1"]),
        ("-1", "kafka_topic", '"kafka.m7g.large"', TWO, []),
    ],
)
def test_a_topics_replicas_go_by_the_zones_and_the_provider(
    factor: str, kind: str, size: str, subnets: str, found: list[str], tmp_path: Path
) -> None:
    text = cluster(size=size, subnets=subnets, more=topic(factor, kind))
    judged = ask("unreplicated-topic", text, tmp_path)
    assert told(judged) == found


def test_a_topic_of_a_serverless_cluster_is_not_asked(tmp_path: Path) -> None:
    text = """
        resource "aws_msk_serverless_cluster" "s" {
          cluster_name = "s"
        }
        resource "aws_msk_topic" "t" {
          cluster_arn        = aws_msk_serverless_cluster.s.arn
          replication_factor = 1
        }
    """
    assert not ask("unreplicated-topic", text, tmp_path).findings


def test_a_topic_wants_no_more_replicas_than_brokers(tmp_path: Path) -> None:
    rule = "topic-replication-exceeds-brokers"
    text = cluster(brokers="2", more=topic("3"))
    assert told(ask(rule, text, tmp_path)) == ["high 3"]
    assert not ask(rule, cluster(brokers="3", more=topic("3")), tmp_path).findings
    assert len(ask(rule, cluster(brokers=UNKNOWN, more=topic("3")), tmp_path).undetermined) == 1
    assert not ask(rule, cluster(brokers="2", size=EXPRESS, more=topic("3")), tmp_path).findings


def connector(servers: str) -> str:
    return f"""
        resource "aws_mskconnect_connector" "c" {{
          kafka_cluster {{
            apache_kafka_cluster {{
              bootstrap_servers = "{servers}"
            }}
          }}
        }}
    """


@pytest.mark.parametrize(
    ("servers", "violated"),
    [
        ("b-1.e.a1.c4.kafka.eu-west-1.amazonaws.com:9098", True),
        ("b-2-public.e.a1.c4.kafka.eu-west-1.amazonaws.com:9198", True),
        (
            "b-1.e.a1.c4.kafka.eu-west-1.amazonaws.com:9096,"
            "b-1.e.a1.c4.kafka.eu-west-1.amazonaws.com:9098",
            True,
        ),
        (
            "b-1.e.a1.c4.kafka.eu-west-1.amazonaws.com:9098,"
            "b-2.e.a1.c4.kafka.eu-west-1.amazonaws.com:9098",
            False,
        ),
        ("boot-a1.c2.kafka-serverless.eu-west-1.amazonaws.com:9098", False),
        ("kafka.example.com:9098", False),
        ("b-1.e.a1.c4.kafka.eu-west-1.amazonaws.com:9098,kafka.example.com:9098", False),
        ("", False),
    ],
)
def test_one_broker_of_msk_is_no_bootstrap(servers: str, violated: bool, tmp_path: Path) -> None:
    judged = ask("single-broker-bootstrap", connector(servers), tmp_path)
    assert bool(judged.violated) is violated
    assert not judged.undetermined


@pytest.mark.parametrize(
    ("lines", "version", "violated"),
    [
        ("", '"2.3.1"', False),
        ("", '"2.4.1"', True),
        ("", '"3.9.x.kraft"', True),
        ("replica.selector.class = com.example.Mine", '"3.9.x"', True),
        (
            "replica.selector.class = org.apache.kafka.common.replica.RackAwareReplicaSelector",
            '"3.9.x"',
            False,
        ),
    ],
)
def test_the_nearest_replica_is_there_since_kafka_2_4_1(
    lines: str, version: str, violated: bool, tmp_path: Path
) -> None:
    judged = ask("farthest-replica-fetch", cluster(lines, version=version), tmp_path)
    assert bool(judged.violated) is violated
    assert not judged.undetermined


def test_a_configuration_that_no_cluster_uses_is_not_asked_for_its_replicas(tmp_path: Path) -> None:
    text = """
        resource "aws_msk_configuration" "c" {
          name              = "c"
          server_properties = "num.partitions = 3"
        }
    """
    assert not ask("farthest-replica-fetch", text, tmp_path).findings


@pytest.mark.parametrize(("acks", "violated"), [("all", False), ("-1", False), ("1", True)])
def test_acks_of_a_connector(acks: str, violated: bool, tmp_path: Path) -> None:
    text = f"""
        resource "aws_mskconnect_connector" "c" {{
          connector_configuration = {{
            "producer.override.acks" = "{acks}"
          }}
        }}
    """
    assert bool(ask("producer-acks-not-all", text, tmp_path).violated) is violated


@pytest.mark.parametrize(
    ("isr", "factor", "size", "violated"),
    [
        ("3", "3", '"kafka.m7g.large"', True),
        ("2", "3", '"kafka.m7g.large"', False),
        ("1", "1", '"kafka.m7g.large"', False),
        ("3", "3", EXPRESS, False),
    ],
)
def test_a_topics_own_replicas_in_sync(
    isr: str, factor: str, size: str, violated: bool, tmp_path: Path
) -> None:
    more = f"""
resource "aws_msk_topic" "t" {{
  cluster_arn        = aws_msk_cluster.c.arn
  replication_factor = {factor}
  configs            = jsonencode({{ "min.insync.replicas" = "{isr}" }})
}}
"""
    judged = ask("min-isr-equals-replication", cluster(size=size, more=more), tmp_path)
    assert bool(judged.violated) is violated
    assert not judged.undetermined
