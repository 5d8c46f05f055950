from mskguard.rule import NO, YES, Level, ScalingPolicy, Verdicts, rule, violates

METRIC = "KafkaBrokerStorageUtilization"
"""What a storage scaling policy tracks; one in a template may say no namespace."""


@rule(severity=Level.LOW, kind="advice")
def autoscaling_scale_in_enabled(policy: ScalingPolicy) -> Verdicts:
    """A storage scaling policy leaves scaling in enabled, which MSK cannot do.

    MSK never makes a volume smaller. With scaling in left on, Application Auto Scaling keeps two
    more alarms for each policy that can never lead to anything, and whoever looks at them at night
    takes a lasting ALARM for a fault.

    Set disable_scale_in to true.

    ```diff
     resource "aws_appautoscaling_policy" "storage" {
       policy_type        = "TargetTrackingScaling"
       service_namespace  = "kafka"
       scalable_dimension = "kafka:broker-storage:VolumeSize"
       resource_id        = "arn:aws:kafka:eu-west-1:111122223333:cluster/events/a-1"
       target_tracking_scaling_policy_configuration {
         predefined_metric_specification {
           predefined_metric_type = "KafkaBrokerStorageUtilization"
         }
    -    disable_scale_in = false
    +    disable_scale_in = true
         target_value     = 60
       }
     }
    ```

    Source: Developer Guide, "Amazon MSK storage auto-scaling policy details",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-autoexpand-details.html.
    """
    ours = policy.scaled.namespace.equals("kafka") | policy.metric.equals(METRIC)
    if ours is NO or policy.target.given is NO:
        return
    disabled = policy.scale_in_disabled
    yield violates(
        disabled,
        when=ours & (YES if disabled.given is NO else disabled.equals(False)),
        message=f"{policy.address}: scaling in is left on, and MSK makes no volume smaller",
        fix=disabled.set(True),
    )
