from mskguard.rule import (
    NO,
    YES,
    Alarm,
    Cluster,
    Context,
    Level,
    Relation,
    ScalableTarget,
    Tri,
    Verdicts,
    rule,
    violates,
)

METRIC = "KafkaDataLogsDiskUsed"
"""What CloudWatch calls the share of a broker's volume that logs fill."""


@rule(severity=Level.LOW, kind="practice")
def no_storage_headroom_plan(cluster: Cluster, ctx: Context) -> Verdicts:
    """Nothing makes the volumes larger, and nothing tells anyone when they are full.

    A broker whose volume is full stops and does not start again by itself. The volumes fill slowly,
    so there is time for a person or for autoscaling, but only where one of the two is told: with an
    alarm on KafkaDataLogsDiskUsed, or a scalable target for the brokers' storage.

    Declare one of them beside the cluster. Where alarms are made elsewhere, as by a monitoring team
    in another repository, this cannot be seen: the rule speaks only where the whole unit was read,
    and of Standard brokers, for Express brokers have no volumes of their own.

    ```diff
     resource "aws_msk_cluster" "events" {
       cluster_name           = "events"
       kafka_version          = "3.9.x"
       number_of_broker_nodes = 3
       broker_node_group_info {
         instance_type  = "kafka.m7g.large"
         client_subnets = ["subnet-a", "subnet-b", "subnet-c"]
       }
     }
    +
    +resource "aws_appautoscaling_target" "storage" {
    +  service_namespace  = "kafka"
    +  scalable_dimension = "kafka:broker-storage:VolumeSize"
    +  resource_id        = aws_msk_cluster.events.arn
    +  min_capacity       = 1
    +  max_capacity       = 4000
    +}
    ? -- what is missing is in no place that could be unknown
    ```

    Source: Developer Guide, "Best practices for Standard brokers",
    https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html.
    """
    if cluster.is_standard is NO:
        return
    targets = ctx.graph.sources(cluster, Relation.SCALES, ScalableTarget)
    alarms = ctx.graph.sources(cluster, Relation.WATCHES, Alarm)
    if targets.nodes or Tri.YES in map(_is_on_disk, alarms.nodes):
        return
    if YES not in (targets.complete, alarms.complete):
        return
    yield violates(
        cluster,
        when=cluster.is_standard & targets.complete & alarms.complete & ~alarms.some(_is_on_disk),
        message=f"{cluster.address}: no storage autoscaling and no alarm on {METRIC} is declared",
    )


def _is_on_disk(alarm: Alarm) -> Tri:
    return alarm.metric.name.equals(METRIC)
