"""What scales and watches clusters: Application Auto Scaling and CloudWatch alarms."""

from __future__ import annotations

from mskguard.adapters.repeated import each
from mskguard.adapters.terraform.blocks import Reader
from mskguard.adapters.terraform.resources.declared import Declared
from mskguard.aws.facts import Facts
from mskguard.model.alarm import Alarm, Metric, MetricQuery
from mskguard.model.scaling import ScalableTarget, Scaled, ScalingPolicy

_TRACKING = "target_tracking_scaling_policy_configuration"


def appautoscaling_target(declared: Declared, _: Facts) -> ScalableTarget:
    """A scalable target."""
    read = declared.read
    return ScalableTarget(
        **declared.common,
        scaled=_scaled(read),
        minimum=read.number("min_capacity"),
        maximum=read.number("max_capacity"),
    )


def appautoscaling_policy(declared: Declared, _: Facts) -> ScalingPolicy:
    """A scaling policy."""
    read = declared.read
    metric = "predefined_metric_specification"
    return ScalingPolicy(
        **declared.common,
        name=read.text("name"),
        arn=declared.attribute("arn"),
        scaled=_scaled(read),
        kind=read.text("policy_type"),
        metric=read.text(_TRACKING, metric, "predefined_metric_type"),
        target=read.number(_TRACKING, "target_value"),
        scale_in_disabled=read.flag(_TRACKING, "disable_scale_in"),
    )


def _scaled(read: Reader) -> Scaled:
    return Scaled(
        namespace=read.text("service_namespace"),
        resource=read.text("resource_id"),
        dimension=read.text("scalable_dimension"),
    )


def cloudwatch_metric_alarm(declared: Declared, _: Facts) -> Alarm:
    """An alarm."""
    read = declared.read
    return Alarm(
        **declared.common,
        name=read.text("alarm_name"),
        arn=declared.attribute("arn"),
        metric=_metric(read, "statistic"),
        queries=each(_query, read.blocks("metric_query")),
        comparison=read.text("comparison_operator"),
        threshold=read.number("threshold"),
        evaluation_periods=read.number("evaluation_periods"),
        actions_enabled=read.flag("actions_enabled"),
        actions=read.names("alarm_actions"),
    )


def _query(read: Reader) -> MetricQuery:
    return MetricQuery(
        id=read.text("id"),
        expression=read.text("expression"),
        metric=_metric(read, "stat", "metric"),
    )


def _metric(read: Reader, statistic: str, *path: str) -> Metric:
    return Metric(
        namespace=read.text(*path, "namespace"),
        name=read.text(*path, "metric_name"),
        dimensions=read.mapping(*path, "dimensions"),
        statistic=read.text(*path, statistic),
        period=read.number(*path, "period"),
    )
