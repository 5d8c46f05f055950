from mskguard.rule import (
    NO,
    Cluster,
    Context,
    Level,
    Relation,
    ScalableTarget,
    Verdicts,
    holds,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def autoscaling_beyond_limit(target: ScalableTarget, ctx: Context) -> Verdicts:
    """Storage is to grow beyond what a broker can have, or not at all.

    A broker's volume ends at 16384 GiB, and Application Auto Scaling refuses a larger maximum. One
    that is not above the volume's present size turns autoscaling off without saying so; some do
    that on purpose, to have the metric and the policy in place, so it is advice of low severity.

    ```diff
     resource "aws_appautoscaling_target" "storage" {
       service_namespace  = "kafka"
       scalable_dimension = "kafka:broker-storage:VolumeSize"
       resource_id        = "arn:aws:kafka:eu-west-1:111122223333:cluster/events/a-1"
       min_capacity       = 1
    -  max_capacity       = 20000
    +  max_capacity       = 16384
     }
    ```

    ```diff
     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         storage_info {
           ebs_storage_info {
             volume_size = 1000
           }
         }
       }
     }

     resource "aws_appautoscaling_target" "storage" {
       service_namespace  = "kafka"
       scalable_dimension = "kafka:broker-storage:VolumeSize"
       resource_id        = aws_msk_cluster.events.arn
       min_capacity       = 1
    -  max_capacity       = 1000
    +  max_capacity       = 4000
     }
    ```

    Source: Developer Guide, "Amazon MSK storage auto-scaling policy details",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-autoexpand-details.html.
    """
    ours = target.scaled.namespace.equals("kafka")
    if ours is NO:
        return
    most, maximum = ctx.facts.limit("volume_maximum"), target.maximum
    beyond = maximum.satisfies(lambda it: it > most)
    if beyond is not NO:
        yield violates(
            maximum,
            when=ours & beyond,
            message=f"{target.address}: storage is to grow to {maximum} GiB, {most} are the most",
        )
        return
    for cluster in ctx.graph.targets(target, Relation.SCALES, Cluster).nodes:
        volume = cluster.storage.volume_size
        if volume.given is NO:
            continue
        yield violates(
            maximum,
            when=ours & holds(lambda top, now: top <= now, maximum, volume),
            message=f"{target.address}: storage is to grow to {maximum} GiB, and each volume of "
            f"{cluster.address} has {volume} already",
            related=[volume],
            severity=Level.LOW,
            kind="advice",
        )
