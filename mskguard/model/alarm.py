"""CloudWatch alarms."""

from __future__ import annotations

from collections.abc import Mapping

from mskguard.model.cluster import Names
from mskguard.model.node import Node
from mskguard.record import record
from mskguard.value import Value


@record(frozen=True, slots=True, eq=False)
class Metric:
    """A CloudWatch metric of something."""

    namespace: Value[str]
    """`AWS/Kafka` for what MSK measures."""
    name: Value[str]
    """Such as `KafkaDataLogsDiskUsed`."""
    dimensions: Value[Mapping[str, Value[str]]]
    """Such as `Cluster Name` and `Broker ID`."""
    statistic: Value[str]
    """Such as `Average` or `Maximum`."""
    period: Value[int]
    """Seconds."""


@record(frozen=True, slots=True, eq=False)
class MetricQuery:
    """One metric, or one expression over others, of an alarm on several."""

    id: Value[str]
    expression: Value[str]
    metric: Metric


@record(frozen=True, slots=True, eq=False, kw_only=True)
class Alarm(Node):
    """An alarm on one metric or on an expression (`aws_cloudwatch_metric_alarm`)."""

    name: Value[str]
    arn: Value[str]
    metric: Metric
    """Absent where the alarm is on queries."""
    queries: Value[tuple[MetricQuery, ...]]
    comparison: Value[str]
    """Such as `GreaterThanThreshold`."""
    threshold: Value[int]
    """In the metric's own unit."""
    evaluation_periods: Value[int]
    actions_enabled: Value[bool]
    actions: Names
    """ARNs of what is told."""
