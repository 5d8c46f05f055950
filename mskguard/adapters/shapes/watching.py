"""What scales and watches clusters: Application Auto Scaling and CloudWatch alarms."""

from __future__ import annotations

from mskguard.adapters.repeated import each
from mskguard.adapters.shapes.declared import Declared
from mskguard.adapters.shapes.fields import FieldReader
from mskguard.adapters.shapes.pairs import pairs_of
from mskguard.aws.facts import Facts
from mskguard.model.alarm import Alarm, Metric, MetricQuery
from mskguard.model.scaling import ScalableTarget, Scaled, ScalingPolicy
from mskguard.value import Absent, distribute

_TRACKING = "TargetTrackingScalingPolicyConfiguration"


def scalable_target(declared: Declared, _: Facts) -> ScalableTarget:
    """A scalable target."""
    read = declared.read
    return ScalableTarget(
        **declared.common,
        scaled=_scaled(read),
        minimum=read.number("MinCapacity"),
        maximum=read.number("MaxCapacity"),
    )


def scaling_policy(declared: Declared, _: Facts) -> ScalingPolicy:
    """A scaling policy."""
    read = declared.read
    metric = "PredefinedMetricSpecification"
    return ScalingPolicy(
        **declared.common,
        name=read.text("PolicyName"),
        arn=declared.attribute("Arn"),
        scaled=_scaled(read),
        kind=read.text("PolicyType"),
        metric=read.text(_TRACKING, metric, "PredefinedMetricType"),
        target=read.number(_TRACKING, "TargetValue"),
        scale_in_disabled=read.flag(_TRACKING, "DisableScaleIn"),
    )


def _scaled(read: FieldReader) -> Scaled:
    """What is scaled; a template may name the target, which says it."""
    own, target = read.text("ResourceId"), read.text("ScalingTargetId")
    return Scaled(
        namespace=read.text("ServiceNamespace"),
        resource=distribute(lambda it, by: by if isinstance(it, Absent) else it, own, target),
        dimension=read.text("ScalableDimension"),
    )


def alarm(declared: Declared, _: Facts) -> Alarm:
    """An alarm."""
    read = declared.read
    return Alarm(
        **declared.common,
        name=declared.named("AlarmName"),
        arn=declared.attribute("Arn"),
        metric=_metric(read),
        queries=each(_query, read.blocks("Metrics")),
        comparison=read.text("ComparisonOperator"),
        threshold=read.number("Threshold"),
        evaluation_periods=read.number("EvaluationPeriods"),
        actions_enabled=read.flag("ActionsEnabled"),
        actions=read.names("AlarmActions"),
    )


def _query(read: FieldReader) -> MetricQuery:
    stat = "MetricStat"
    metric = (stat, "Metric")
    return MetricQuery(
        id=read.text("Id"),
        expression=read.text("Expression"),
        metric=Metric(
            namespace=read.text(*metric, "Namespace"),
            name=read.text(*metric, "MetricName"),
            dimensions=pairs_of(read, *metric, "Dimensions", key="Name", value="Value"),
            statistic=read.text(stat, "Stat"),
            period=read.number(stat, "Period"),
        ),
    )


def _metric(read: FieldReader) -> Metric:
    return Metric(
        namespace=read.text("Namespace"),
        name=read.text("MetricName"),
        dimensions=pairs_of(read, "Dimensions", key="Name", value="Value"),
        statistic=read.text("Statistic"),
        period=read.number("Period"),
    )
