"""Application Auto Scaling of broker storage."""

from __future__ import annotations

from mskguard.model.node import Node
from mskguard.record import record
from mskguard.value import Value


@record(frozen=True, slots=True, eq=False)
class Scaled:
    """What is scaled."""

    namespace: Value[str]
    """`kafka` for broker storage."""
    resource: Value[str]
    """The cluster's ARN for broker storage."""
    dimension: Value[str]
    """`kafka:broker-storage:VolumeSize` for broker storage."""


@record(frozen=True, slots=True, eq=False, kw_only=True)
class ScalableTarget(Node):
    """The bounds within which something is scaled (`aws_appautoscaling_target`)."""

    scaled: Scaled
    minimum: Value[int]
    """GiB for each broker where storage is scaled."""
    maximum: Value[int]
    """GiB for each broker where storage is scaled."""


@record(frozen=True, slots=True, eq=False, kw_only=True)
class ScalingPolicy(Node):
    """What a scalable target is scaled by (`aws_appautoscaling_policy`)."""

    name: Value[str]
    arn: Value[str]
    scaled: Scaled
    kind: Value[str]
    """`TargetTrackingScaling`, `StepScaling` or `PredictiveScaling`."""
    metric: Value[str]
    """The predefined metric that is tracked: `KafkaBrokerStorageUtilization`."""
    target: Value[int]
    """What the metric is kept at, in percent of the volume for broker storage."""
    scale_in_disabled: Value[bool]
