"""Corners of the rules on the scaling of storage, and on its absence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.asking import ask, told
from tests.rules.brokers import EXPRESS, M7G, broker


def target(more: str = "max_capacity = 2000", of: str = "aws_msk_cluster.c.arn") -> str:
    return f"""
resource "aws_appautoscaling_target" "t" {{
  service_namespace  = "kafka"
  scalable_dimension = "kafka:broker-storage:VolumeSize"
  resource_id        = {of}
  min_capacity       = 1
  {more}
}}
"""


def policy(
    figure: str = "55",
    namespace: str = '"kafka"',
    metric: str = "KafkaBrokerStorageUtilization",
    more: str = "",
) -> str:
    return f"""
variable "mystery" {{}}
resource "aws_appautoscaling_policy" "p" {{
  policy_type        = "TargetTrackingScaling"
  service_namespace  = {namespace}
  scalable_dimension = "kafka:broker-storage:VolumeSize"
  resource_id        = var.mystery
  target_tracking_scaling_policy_configuration {{
    predefined_metric_specification {{
      predefined_metric_type = "{metric}"
    }}
    target_value = {figure}
    {more}
  }}
}}
"""


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ("9", ["high 9"]),
        ("10", ["low 10"]),
        ("49", ["low 49"]),
        ("50", []),
        ("60", []),
        ("80", ["low 80"]),
        ("81", ["high 81"]),
    ],
)
def test_what_is_refused_is_graver_than_what_is_advised_against(
    figure: str, said: list[str], tmp_path: Path
) -> None:
    assert told(ask("autoscaling-target-out-of-range", policy(figure), tmp_path)) == said


@pytest.mark.parametrize(
    "rule", ["autoscaling-target-out-of-range", "autoscaling-scale-in-enabled"]
)
def test_a_policy_on_something_else_is_not_meant(rule: str, tmp_path: Path) -> None:
    other = policy("90", namespace='"ecs"', metric="ECSServiceAverageCPUUtilization")
    assert not ask(rule, other, tmp_path).findings


def test_a_policy_in_a_template_is_known_by_its_metric(tmp_path: Path) -> None:
    text = """
Resources:
  Policy:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties:
      PolicyName: storage
      PolicyType: TargetTrackingScaling
      ScalingTargetId: !Ref Target
      TargetTrackingScalingPolicyConfiguration:
        PredefinedMetricSpecification:
          PredefinedMetricType: KafkaBrokerStorageUtilization
        TargetValue: 90
  Cluster:
    Type: AWS::MSK::Cluster
"""
    judged = ask("autoscaling-target-out-of-range", text, tmp_path, "template.yaml")
    assert told(judged) == ["high 90"]
    assert ask("autoscaling-scale-in-enabled", text, tmp_path, "template.yaml").violated


@pytest.mark.parametrize(
    ("more", "violated"),
    [("", True), ("disable_scale_in = true", False), ("disable_scale_in = false", True)],
)
def test_scaling_in_is_on_unless_it_is_turned_off(
    more: str, violated: bool, tmp_path: Path
) -> None:
    judged = ask("autoscaling-scale-in-enabled", policy(more=more), tmp_path)
    assert bool(judged.violated) is violated


IGNORED = "broker_node_group_info[0].storage_info[0].ebs_storage_info[0]"


@pytest.mark.parametrize(
    ("ignored", "most", "violated", "open_"),
    [
        ("", "2000", 1, 0),
        ("[tags]", "2000", 1, 0),
        (f"[{IGNORED}.volume_size]", "2000", 0, 0),
        (f"[{IGNORED}]", "2000", 0, 0),
        ("[broker_node_group_info]", "2000", 0, 0),
        ("all", "2000", 0, 0),
        (f"[{IGNORED}.provisioned_throughput]", "2000", 1, 0),
        ("", "1000", 0, 0),
        ("", "var.mystery", 0, 1),
    ],
)
def test_what_grows_is_not_to_be_made_small_again(
    ignored: str, most: str, violated: int, open_: int, tmp_path: Path
) -> None:
    cycle = f"lifecycle {{\n ignore_changes = {ignored}\n }}" if ignored else ""
    scaling = target(f"max_capacity = {most}")
    text = broker(M7G, "volume_size = 1000", cycle, scaling)
    judged = ask("autoscaling-fights-terraform", text, tmp_path)
    assert (len(judged.violated), len(judged.undetermined)) == (violated, open_)


@pytest.mark.parametrize(
    ("most", "said"),
    [("16384", []), ("16385", ["high 16385"]), ("1000", ["low 1000"]), ("1001", [])],
)
def test_storage_grows_above_what_it_is_and_below_what_it_can_be(
    most: str, said: list[str], tmp_path: Path
) -> None:
    scaling = target(f"max_capacity = {most}")
    text = broker(M7G, "volume_size = 1000", after=scaling)
    assert told(ask("autoscaling-beyond-limit", text, tmp_path)) == said


@pytest.mark.parametrize(
    ("region", "state"),
    [('"af-south-1"', "violated"), ('"eu-west-1"', "kept"), ("var.mystery", "open")],
)
def test_some_regions_have_no_storage_scaling(region: str, state: str, tmp_path: Path) -> None:
    text = broker(M7G, after=target() + f'provider "aws" {{\n  region = {region}\n}}\n')
    judged = ask("autoscaling-unsupported-region", text, tmp_path)
    assert bool(judged.violated) is (state == "violated")
    assert bool(judged.undetermined) is (state == "open")


def scaled(namespace: str, dimension: str, resource: str) -> str:
    return f"""
variable "mystery" {{}}
resource "aws_appautoscaling_target" "t" {{
  service_namespace  = {namespace}
  scalable_dimension = {dimension}
  resource_id        = {resource}
  max_capacity       = 10
}}
resource "aws_msk_cluster" "c" {{}}
"""


ARN = '"arn:aws-cn:kafka:cn-north-1:111122223333:cluster/c/1"'
VOLUME = '"kafka:broker-storage:VolumeSize"'


@pytest.mark.parametrize(
    ("namespace", "dimension", "resource", "places"),
    [
        ('"kafka"', VOLUME, ARN, []),
        ('"ecs"', VOLUME, ARN, ["ecs"]),
        ('"ecs"', '"ecs:service:DesiredCount"', "aws_msk_cluster.c.arn", ["ecs", "ecs:service:"]),
        ('"kafka"', '"kafka:broker:Size"', "var.mystery", ["kafka:broker"]),
        ('"ecs"', '"ecs:service:DesiredCount"', "var.mystery", []),
        ("var.mystery", '"ecs:service:DesiredCount"', "var.mystery", []),
    ],
)
def test_only_volumes_are_scaled_on_msk(
    namespace: str, dimension: str, resource: str, places: list[str], tmp_path: Path
) -> None:
    judged = ask("autoscaling-wrong-dimension", scaled(namespace, dimension, resource), tmp_path)
    found = told(judged)
    assert len(found) == len(places)
    assert all(one.startswith(f'high "{place}') for one, place in zip(found, places, strict=True))
    assert not judged.undetermined


ALARM = """
resource "aws_cloudwatch_metric_alarm" "a" {
  metric_name = "%s"
  dimensions  = { "Cluster Name" = aws_msk_cluster.c.cluster_name }
}
"""
QUERY = """
resource "aws_cloudwatch_metric_alarm" "a" {
  metric_query {
    id = "m"
    metric {
      metric_name = "KafkaDataLogsDiskUsed"
      dimensions  = { "Cluster Name" = aws_msk_cluster.c.cluster_name }
    }
  }
}
"""
KNOWN = 'output "arn" {\n  value = aws_msk_cluster.c.arn\n}'


@pytest.mark.parametrize(
    ("size", "after", "violated", "open_"),
    [
        (M7G, "", 1, 0),
        (M7G, target(), 0, 0),
        (M7G, ALARM % "KafkaDataLogsDiskUsed", 0, 0),
        (M7G, QUERY, 0, 0),
        (M7G, ALARM % "CpuUser", 1, 0),
        (M7G, KNOWN, 0, 0),
        (M7G, KNOWN + ALARM % "CpuUser", 0, 1),
        (M7G, 'module "far" {\n  source = "a/b/c"\n}', 0, 0),
        (EXPRESS, "", 0, 0),
    ],
)
def test_a_plan_is_missed_only_where_all_was_seen(
    size: str, after: str, violated: int, open_: int, tmp_path: Path
) -> None:
    text = broker(size, more='cluster_name = "c"', after=after)
    judged = ask("no-storage-headroom-plan", text, tmp_path)
    assert (len(judged.violated), len(judged.undetermined)) == (violated, open_)
