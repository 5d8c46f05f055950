from mskguard.rule import NO, Context, Level, ScalableTarget, Verdicts, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def autoscaling_unsupported_region(target: ScalableTarget, ctx: Context) -> Verdicts:
    """Storage autoscaling is declared in a region that lacks it.

    In a few regions MSK's storage does not scale by itself, and registering the target fails there.
    ap-southeast-5 has come to the list since 2024.

    Watch KafkaDataLogsDiskUsed with an alarm there, and make the volumes larger by hand or by a
    pipeline.

    ```diff
     provider "aws" {
    -  region = "ap-northeast-3"
    +  region = "ap-northeast-1"
     }

     resource "aws_appautoscaling_target" "storage" {
       service_namespace  = "kafka"
       scalable_dimension = "kafka:broker-storage:VolumeSize"
       resource_id        = "arn"
       min_capacity       = 1
       max_capacity       = 4000
     }
    ```

    Source: Developer Guide, "Set up automatic scaling for your Amazon MSK cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-autoexpand.html.
    """
    ours = target.scaled.namespace.equals("kafka")
    if ours is NO or target.region.given is NO:
        return
    yield violates(
        target.region,
        when=ours & target.region.satisfies(ctx.facts.lacks_autoscaling),
        message=f"{target.address}: {target.region} has no storage autoscaling",
        related=[target],
    )
