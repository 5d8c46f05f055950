"""Corners of the observability rules: targets that are references, switches of modules, alarms."""

from __future__ import annotations

from pathlib import Path

import pytest

from mskguard.rule import Level
from tests.harness.judging import judge
from tests.rules.asking import ask, entry, told


def logged(destination: str, more: str = "") -> str:
    return f"""
resource "aws_msk_cluster" "c" {{
  logging_info {{
    broker_logs {{
      {destination}
    }}
  }}
}}
variable "mystery" {{}}
{more}
"""


@pytest.mark.parametrize(
    ("destination", "state"),
    [
        ("cloudwatch_logs {\n enabled = true\n log_group = aws_x.y.name\n }", "kept"),
        ("cloudwatch_logs {\n enabled = true\n }", "violated"),
        ('cloudwatch_logs {\n enabled = true\n log_group = ""\n }', "violated"),
        ("firehose {\n enabled = true\n delivery_stream = null\n }", "violated"),
        ("firehose {\n enabled = true\n delivery_stream = var.mystery\n }", "open"),
        ("firehose {\n enabled = var.mystery\n }", "open"),
        ('s3 {\n enabled = true\n bucket = "logs-${var.mystery}"\n }', "kept"),
        ("s3 {\n enabled = false\n }", "kept"),
        ('s3 {\n enabled = false\n bucket = ""\n }', "kept"),
        ('s3 {\n enabled = false\n bucket = "b"\n }', "violated"),
    ],
)
def test_a_destination_is_on_and_named(destination: str, state: str, tmp_path: Path) -> None:
    text = logged(destination, 'resource "aws_x" "y" {}')
    judged = ask("log-target-missing", text, tmp_path)
    assert bool(judged.violated) is (state == "violated")
    assert bool(judged.undetermined) is (state == "open")


def test_a_named_destination_that_is_off_is_advice(tmp_path: Path) -> None:
    [found] = ask(
        "log-target-missing", logged('s3 {\n enabled = false\n bucket = "b"\n }'), tmp_path
    ).violated
    assert (found.severity, found.kind) == (Level.LOW, "advice")


@pytest.mark.parametrize(
    ("destination", "state"),
    [
        ('s3 {\n enabled = true\n bucket = "b"\n }', "kept"),
        ('firehose {\n enabled = true\n delivery_stream = "s"\n }', "kept"),
        ("s3 {\n enabled = var.mystery\n }", "open"),
        ("s3 {\n enabled = false\n }", "violated"),
        ("", "violated"),
    ],
)
def test_any_destination_will_do(destination: str, state: str, tmp_path: Path) -> None:
    judged = ask("unlogged-brokers", logged(destination), tmp_path)
    assert bool(judged.violated) is (state == "violated")
    assert bool(judged.undetermined) is (state == "open")


GROUP = """
resource "aws_cloudwatch_log_group" "g" {
  %s
}
"""


@pytest.mark.parametrize(
    ("target", "group", "places"),
    [
        ('"/aws/vendedlogs/c"', "", []),
        ('"/msk/c"', "", ['low "/msk/c"']),
        ("aws_cloudwatch_log_group.g.name", 'name = "/msk/c"', ['low "/msk/c"']),
        ("aws_cloudwatch_log_group.g.name", 'name_prefix = "/aws/vendedlogs/"', []),
        ("aws_cloudwatch_log_group.g.name", 'name_prefix = "/msk/"', ['low "/msk/"']),
        ("aws_cloudwatch_log_group.g.name", 'name = "/aws/vendedlogs/${var.mystery}"', []),
    ],
)
def test_the_log_group_is_named_for_its_policy(
    target: str, group: str, places: list[str], tmp_path: Path
) -> None:
    destination = f"cloudwatch_logs {{\n enabled = true\n log_group = {target}\n }}"
    judged = ask("log-group-policy-limit", logged(destination, GROUP % group), tmp_path)
    assert told(judged) == places
    assert not judged.undetermined


def test_a_log_group_that_gets_no_logs_may_be_called_anything(tmp_path: Path) -> None:
    text = logged('cloudwatch_logs {\n enabled = false\n log_group = "/msk/c"\n }')
    assert not ask("log-group-policy-limit", text, tmp_path).findings


@pytest.mark.parametrize(
    ("level", "violated", "open_"),
    [
        ('"DEFAULT"', False, False),
        ('"PER_TOPIC_PER_PARTITION"', False, False),
        ('"per_broker"', True, False),
        ('"PER-BROKER"', True, False),
        ('"PER_PARTITION"', True, False),
        ('"OFF"', True, False),
        ('"PER_CONSUMER_LAG_WINDOW"', False, True),
        ("var.mystery", False, True),
        ("null", False, False),
    ],
)
def test_a_level_is_wrong_newer_or_right(
    level: str, violated: bool, open_: bool, tmp_path: Path
) -> None:
    text = f"""
resource "aws_msk_cluster" "c" {{
  enhanced_monitoring = {level}
}}
variable "mystery" {{}}
"""
    judged = ask("invalid-monitoring-level", text, tmp_path)
    assert (bool(judged.violated), bool(judged.undetermined)) == (violated, open_)


def exporting(jmx: str, node: str) -> str:
    return f"""
resource "aws_msk_cluster" "c" {{
  open_monitoring {{
    prometheus {{
      jmx_exporter {{
        enabled_in_broker = {jmx}
      }}
      node_exporter {{
        enabled_in_broker = {node}
      }}
    }}
  }}
}}
variable "off" {{
  default = false
}}
variable "mystery" {{}}
"""


@pytest.mark.parametrize(
    ("jmx", "node", "state"),
    [
        ("false", "false", "violated"),
        ("false", "true", "kept"),
        ("true", "var.mystery", "kept"),
        ("false", "var.mystery", "open"),
        ("var.off", "var.off", "open"),
        ("var.off", "true", "kept"),
    ],
)
def test_switches_of_a_module_leave_the_answer_open(
    jmx: str, node: str, state: str, tmp_path: Path
) -> None:
    judged = ask("empty-open-monitoring", exporting(jmx, node), tmp_path)
    assert bool(judged.violated) is (state == "violated")
    assert bool(judged.undetermined) is (state == "open")
    assert all(one.reasons for one in judged.undetermined)


def test_a_cluster_without_open_monitoring_is_not_spoken_of(tmp_path: Path) -> None:
    assert not ask("empty-open-monitoring", 'resource "aws_msk_cluster" "c" {}', tmp_path).findings


DESCRIBED = """
{
  "ClusterInfo": {
    "ClusterArn": "arn:aws:kafka:eu-west-1:111122223333:cluster/events/abcd1234-5",
    "ClusterName": "events",
    "BrokerNodeGroupInfo": {"InstanceType": "kafka.m7g.large", "ClientSubnets": ["s-1", "s-2"]},
    "OpenMonitoring": {
      "Prometheus": {
        "JmxExporter": {"EnabledInBroker": false},
        "NodeExporter": {"EnabledInBroker": false}
      }
    }
  }
}
"""


def test_what_aws_answers_of_a_cluster_without_open_monitoring_is_right(tmp_path: Path) -> None:
    files = {"describe-cluster.json": DESCRIBED}
    assert judge(entry("default-monitoring"), files, tmp_path / "a").addresses
    assert not judge(entry("empty-open-monitoring"), files, tmp_path / "b").findings


def alarm(name: str, cluster: str = "aws_msk_cluster.c.cluster_name", metric: str = "") -> str:
    return f"""
resource "aws_cloudwatch_metric_alarm" "{name}" {{
  alarm_name  = "{name}"
  namespace   = "AWS/Kafka"
  metric_name = {metric}
  dimensions = {{
    "Cluster Name" = {cluster}
  }}
}}
"""


CLUSTER = 'resource "aws_msk_cluster" "c" {\n  cluster_name = "c"\n}\nvariable "mystery" {}\n'
TRAFFIC = alarm("traffic", metric='"BytesInPerSec"')


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ("", "kept"),
        (TRAFFIC, "violated"),
        (TRAFFIC + alarm("more", metric='"BytesOutPerSec"'), "violated"),
        (TRAFFIC + alarm("cpu", metric='"CpuUser"'), "kept"),
        (TRAFFIC + alarm("cpu", '"c"', '"CpuUser"'), "kept"),
        (TRAFFIC + alarm("cpu", "var.mystery", '"CpuUser"'), "open"),
        (TRAFFIC + alarm("cpu", metric="var.mystery"), "open"),
        (TRAFFIC + 'output "name" {\n  value = aws_msk_cluster.c.cluster_name\n}', "open"),
    ],
)
def test_one_alarm_on_what_fails_is_enough(more: str, state: str, tmp_path: Path) -> None:
    judged = ask("unwatched-cluster", CLUSTER + more, tmp_path)
    assert bool(judged.violated) is (state == "violated")
    assert bool(judged.undetermined) is (state == "open")


def test_an_expression_over_metrics_watches_too(tmp_path: Path) -> None:
    text = CLUSTER + (
        """
resource "aws_cloudwatch_metric_alarm" "cpu" {
  alarm_name = "cpu"
  metric_query {
    id         = "sum"
    expression = "user + system"
  }
  metric_query {
    id = "user"
    metric {
      namespace   = "AWS/Kafka"
      metric_name = "CpuUser"
      dimensions = {
        "Cluster Name" = aws_msk_cluster.c.cluster_name
      }
    }
  }
}
"""
    )
    assert not ask("unwatched-cluster", text, tmp_path).findings


SCRAPED = """
global:
  scrape_interval: 15s
scrape_configs:
  - job_name: brokers
    {own}
    static_configs:
      - targets: [b-1.c.abc123.c2.kafka.eu-west-1.amazonaws.com:11001]
  - job_name: other
    static_configs:
      - targets: [localhost:9090]
"""


@pytest.mark.parametrize(
    ("own", "violated"),
    [("", True), ("scrape_interval: 30s", True), ("scrape_interval: 1m", False)],
)
def test_a_job_has_the_interval_of_all_jobs(own: str, violated: bool, tmp_path: Path) -> None:
    files = {"prometheus.yml": SCRAPED.format(own=own)}
    judged = judge(entry("fast-scrape"), files, tmp_path)
    assert bool(judged.violated) is violated


KEYED = """
resource "aws_kms_key" "k" {
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "%s"
      Resource  = "*"
      Principal = %s
    }]
  })
}
resource "aws_s3_bucket" "b" {
  bucket = "b"
}
resource "aws_s3_bucket_server_side_encryption_configuration" "b" {
  bucket = aws_s3_bucket.b.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.k.arn
    }
  }
}
"""


@pytest.mark.parametrize(
    ("action", "principal", "state"),
    [
        ("kms:*", '{ Service = "delivery.logs.amazonaws.com" }', "kept"),
        ("kms:GenerateDataKey*", '{ Service = ["delivery.logs.amazonaws.com"] }', "kept"),
        ("kms:*", '"*"', "kept"),
        ("kms:DescribeKey", '{ Service = "delivery.logs.amazonaws.com" }', "violated"),
        ("kms:*", '{ AWS = "arn:aws:iam::111122223333:root" }', "violated"),
        ("kms:*", "{ Service = var.mystery }", "open"),
    ],
)
def test_the_delivery_may_use_the_key(
    action: str, principal: str, state: str, tmp_path: Path
) -> None:
    text = logged(
        "s3 {\n enabled = true\n bucket = aws_s3_bucket.b.id\n }", KEYED % (action, principal)
    )
    judged = ask("log-key-locked", text, tmp_path)
    assert bool(judged.violated) is (state == "violated")
    assert bool(judged.undetermined) is (state == "open")


def test_a_key_without_a_policy_of_its_own_leaves_the_answer_open(tmp_path: Path) -> None:
    start, end = KEYED.index("  policy"), KEYED.index('resource "aws_s3_bucket" "b"')
    text = logged(
        "s3 {\n enabled = true\n bucket = aws_s3_bucket.b.id\n }",
        KEYED[:start] + "}\n" + KEYED[end:],
    )
    judged = ask("log-key-locked", text, tmp_path)
    assert not judged.violated
    assert [one.reasons[0].what for one in judged.undetermined] == [
        "the key's policy is not written here: it may be set apart from the key"
    ]
