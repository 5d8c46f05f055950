from mskguard.rule import (
    NO,
    YES,
    Alarm,
    Cluster,
    Context,
    Level,
    Relation,
    ScalableTarget,
    ScalingPolicy,
    Tri,
    Verdicts,
    every,
    rule,
    some,
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
    in another repository, this cannot be seen: the rule speaks only where the whole unit was read
    and the cluster is not made known to others, and of Standard brokers, for Express brokers have
    no volumes of their own.

    ```diff
     resource "aws_msk_cluster" "events" {
       cluster_name = "events"
       broker_node_group_info {
         instance_type = "kafka.m7g.large"
       }
     }

     resource "aws_cloudwatch_metric_alarm" "events" {
       alarm_name  = "events"
       namespace   = "AWS/Kafka"
    -  metric_name = "CpuUser"
    +  metric_name = "KafkaDataLogsDiskUsed"
       dimensions = {
         "Cluster Name" = aws_msk_cluster.events.cluster_name
       }
     }
    ```

    Source: Developer Guide, "Best practices for Standard brokers",
    https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html.
    """
    if cluster.is_standard is NO:
        return
    targets = ctx.graph.sources(cluster, Relation.SCALES, ScalableTarget)
    policies = ctx.graph.sources(cluster, Relation.SCALES, ScalingPolicy)
    alarms = ctx.graph.sources(cluster, Relation.WATCHES, Alarm)
    if targets.nodes or policies.nodes:
        return
    is_put = alarms.nodes or every(*(it.complete for it in (targets, policies, alarms))) is YES
    if not is_put:
        return
    only = alarms.nodes[0].metric.name if len(alarms.nodes) == 1 else None
    yield violates(
        cluster if only is None or only.given is NO else only,
        when=cluster.is_standard & ~targets.some(lambda _: YES) & ~alarms.some(_is_on_disk),
        message=f"{cluster.address}: no storage autoscaling and no alarm on {METRIC} is declared",
        related=[cluster, *alarms.nodes],
    )


def _is_on_disk(alarm: Alarm) -> Tri:
    """Whether the alarm, or a query of it, is on the disk that is used."""
    queries = alarm.queries.otherwise(())
    unread = NO if alarm.queries.given is NO else ~alarm.queries.satisfies(lambda _: True)
    names = (alarm.metric.name, *(one.metric.name for one in queries))
    return some(unread, *(name.equals(METRIC) for name in names))
