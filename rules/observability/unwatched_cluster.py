from mskguard.rule import (
    NO,
    Alarm,
    Cluster,
    Context,
    Level,
    Metric,
    Relation,
    Tri,
    Verdicts,
    rule,
    some,
    violates,
)


@rule(severity=Level.LOW, kind="practice")
def unwatched_cluster(cluster: Cluster, ctx: Context) -> Verdicts:
    """Alarms are declared, and none is on what a cluster fails of.

    A broker whose disk is full stops, and so does a partition with too few replicas. Both announce
    themselves for hours, in metrics of CloudWatch that cost nothing: disk used, CPU, heap after
    collection, offline partitions, partitions under their min.insync.replicas, and the number of
    active controllers. Without an alarm the first to notice are the producers, at night.

    Set alarms on these; AWS advises 85 percent of the disk and 60 percent of CPU, user and system
    together. Sources that declare no alarm at all are not meant, their alarms are elsewhere, and
    nor is a cluster that they make known to others.

    ```diff
     resource "aws_msk_cluster" "events" {
       cluster_name = "events"
     }

     resource "aws_cloudwatch_metric_alarm" "events" {
       alarm_name  = "events"
       namespace   = "AWS/Kafka"
    -  metric_name = "BytesInPerSec"
    +  metric_name = "KafkaDataLogsDiskUsed"
       dimensions = {
         "Cluster Name" = aws_msk_cluster.events.cluster_name
       }
     }
    ```

    Source: Developer Guide, "Use Amazon CloudWatch alarms",
    https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices-cw-alarms.html.
    """
    if not any(alarm.unit is cluster.unit for alarm in ctx.graph.nodes(Alarm)):
        return
    related = ctx.graph.sources(cluster, Relation.WATCHES, Alarm)
    only = related.nodes[0].metric.name if len(related.nodes) == 1 else None
    yield violates(
        cluster if only is None or only.given is NO else only,
        when=~related.some(lambda alarm: _is_on_one(alarm, ctx.facts.watched_metrics)),
        message=f"{cluster.address}: no alarm is on its disks, CPU, heap, partitions or "
        "controllers",
        related=[cluster, *related.nodes],
    )


def _is_on_one(alarm: Alarm, names: frozenset[str]) -> Tri:
    """Whether the alarm, or a query of it, is on one of these metrics."""
    queries = alarm.queries.otherwise(())
    unread = NO if alarm.queries.given is NO else ~alarm.queries.satisfies(lambda _: True)
    return some(unread, _named(alarm.metric, names), *(_named(it.metric, names) for it in queries))


def _named(metric: Metric, names: frozenset[str]) -> Tri:
    return metric.name.among(*names)
