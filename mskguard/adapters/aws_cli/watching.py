"""Answers on what watches and scales clusters, and on where their logs go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mskguard.adapters.aws_cli.resources import Resource, known_as, of
from mskguard.adapters.aws_cli.trees import Any_, items, pick, word
from mskguard.value import Known


def scalable_targets(answer: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`describe-scalable-targets`."""
    for one in items(pick(answer, "ScalableTargets")):
        arn = pick(one, "ScalableTargetARN")
        name = of("scalable-target", pick(one, "ResourceId"))
        kind = "AWS::ApplicationAutoScaling::ScalableTarget"
        yield Resource(kind, name, one, known_as(arn, "Arn", "Ref"), word(arn))


def scaling_policies(answer: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`describe-scaling-policies`."""
    for one in items(pick(answer, "ScalingPolicies")):
        arn = pick(one, "PolicyARN")
        name = of("scaling-policy", pick(one, "PolicyName"))
        kind = "AWS::ApplicationAutoScaling::ScalingPolicy"
        yield Resource(kind, name, one, known_as(arn, "Arn", "Ref"), word(arn))


def alarms(answer: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`describe-alarms`."""
    for one in items(pick(answer, "MetricAlarms")):
        arn = pick(one, "AlarmArn")
        attributes = {**known_as(arn, "Arn"), **known_as(pick(one, "AlarmName"), "Ref")}
        name = of("alarm", pick(one, "AlarmName"))
        yield Resource("AWS::CloudWatch::Alarm", name, one, attributes, word(arn))


def log_groups(answer: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`describe-log-groups`. The ARNs end in `:*`, those that others refer to do not."""
    for one in items(pick(answer, "LogGroups")):
        arn, name = pick(one, "Arn"), pick(one, "LogGroupName")
        if isinstance(arn, Known):
            arn = replace(arn, it=word(arn).removesuffix(":*"), text=None)
        attributes = {**known_as(arn, "Arn"), **known_as(name, "Ref")}
        yield Resource("AWS::Logs::LogGroup", of("log-group", name), one, attributes, word(arn))
