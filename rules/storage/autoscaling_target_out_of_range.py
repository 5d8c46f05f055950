from mskguard.rule import NO, YES, Context, Level, ScalingPolicy, Verdicts, rule, violates

METRIC = "KafkaBrokerStorageUtilization"
"""What a storage scaling policy tracks; one in a template may say no namespace."""


@rule(severity=Level.HIGH, kind="constraint")
def autoscaling_target_out_of_range(policy: ScalingPolicy, ctx: Context) -> Verdicts:
    """The utilisation that storage autoscaling aims at is one that MSK refuses, or advises against.

    A storage scaling policy takes 10 to 80 percent, and any other figure is refused. MSK grows a
    volume at most once in six hours, by a tenth or 10 GiB, so that a high target leaves too little
    room for what is written meanwhile, and a low one pays for volumes that stay empty: 50 to 60
    percent is AWS's advice, and outside of it this is a practice of low severity.

    ```diff
     resource "aws_appautoscaling_policy" "storage" {
       name               = "storage"
       policy_type        = "TargetTrackingScaling"
       service_namespace  = "kafka"
       scalable_dimension = "kafka:broker-storage:VolumeSize"
       resource_id        = "arn:aws:kafka:eu-west-1:111122223333:cluster/events/a-1"
       target_tracking_scaling_policy_configuration {
         predefined_metric_specification {
           predefined_metric_type = "KafkaBrokerStorageUtilization"
         }
    -    target_value = 90
    +    target_value = 60
       }
     }
    ```

    Source: Developer Guide, "Amazon MSK storage auto-scaling policy details",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-autoexpand-details.html.
    """
    ours = policy.scaled.namespace.equals("kafka") | policy.metric.equals(METRIC)
    if ours is NO or policy.target.given is NO:
        return
    names = ("minimum", "maximum", "advised_least", "advised_most")
    least, most, low, high = (ctx.facts.limit(f"autoscaling_target_{name}") for name in names)
    target = policy.target
    refused = ours & target.satisfies(lambda it: not least <= it <= most)
    advised_against = ours & target.satisfies(lambda it: not low <= it <= high)
    grave = refused is YES
    yield violates(
        target,
        when=refused | advised_against,
        message=f"{policy.address}: storage is to be {target} % full, "
        + (f"{least} to {most} is possible" if grave else f"{low} to {high} is advised"),
        severity=Level.HIGH if grave else Level.LOW,
        kind="constraint" if grave else "practice",
    )
