from mskguard.rule import (
    NO,
    YES,
    Cluster,
    Context,
    Level,
    Relation,
    ScalableTarget,
    ScalingPolicy,
    Tri,
    Value,
    Verdicts,
    rule,
    some,
    violates,
)

EXPECTED = {
    "service namespace": "kafka",
    "scalable dimension": "kafka:broker-storage:VolumeSize",
    "metric": "KafkaBrokerStorageUtilization",
}
"""What Application Auto Scaling calls MSK's storage."""
PARTITIONS = ("aws", "aws-cn", "aws-us-gov")


@rule(severity=Level.HIGH, kind="constraint")
def autoscaling_wrong_dimension(subject: ScalableTarget | ScalingPolicy, ctx: Context) -> Verdicts:
    """Something else than broker storage is to be scaled on an MSK cluster.

    The one thing that Application Auto Scaling scales on MSK is the volumes of the brokers: the
    namespace is kafka, the dimension kafka:broker-storage:VolumeSize and the metric
    KafkaBrokerStorageUtilization. Any other is refused.

    ```diff
     resource "aws_msk_cluster" "events" {
       cluster_name = "events"
     }

     resource "aws_appautoscaling_target" "storage" {
       service_namespace  = "kafka"
    -  scalable_dimension = "kafka:broker-storage:Size"
    +  scalable_dimension = "kafka:broker-storage:VolumeSize"
       resource_id        = aws_msk_cluster.events.arn
       min_capacity       = 1
       max_capacity       = 4000
     }
    ```

    Source: Application Auto Scaling User Guide, "Amazon MSK and Application Auto Scaling",
    https://docs.aws.amazon.com/autoscaling/application/userguide/services-that-can-integrate-msk.html.
    """
    scaled = subject.scaled
    ours = Tri.of(bool(ctx.graph.targets(subject, Relation.SCALES, Cluster).nodes))
    ours |= some(*(scaled.resource.startswith(f"arn:{one}:kafka:") for one in PARTITIONS))
    ours |= scaled.namespace.equals(EXPECTED["service namespace"])
    if ours is not YES:
        return
    values: dict[str, Value[str]] = {
        "service namespace": scaled.namespace,
        "scalable dimension": scaled.dimension,
    }
    if isinstance(subject, ScalingPolicy):
        values["metric"] = subject.metric
    for what, value in values.items():
        if value.given is NO:
            continue
        yield violates(
            value,
            when=~value.equals(EXPECTED[what]),
            message=f"{subject.address}: the {what} is {value}, for MSK it is {EXPECTED[what]}",
            fix=value.set(EXPECTED[what]),
            about=what,
        )
