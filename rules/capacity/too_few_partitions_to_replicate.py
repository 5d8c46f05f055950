from typing import Any

from mskguard.rule import (
    NO,
    YES,
    Cluster,
    Context,
    Known,
    Level,
    Relation,
    Replicator,
    Topic,
    Tri,
    Value,
    Verdicts,
    rule,
    violates,
)


@rule(severity=Level.LOW, kind="practice")
def too_few_partitions_to_replicate(replicator: Replicator, ctx: Context) -> Verdicts:
    """A cluster has too few partitions for what a replicator is to copy from it.

    MSK Replicator copies a partition with one task, so that its throughput ends where the
    partitions do: 50 MB/s take 167 of them, 250 MB/s 833 and 1000 MB/s 3333. With fewer the copy
    falls behind at the peak, and ReplicationLatency grows until the source deletes what was not
    copied yet.

    Give the busy topics more partitions, or reckon with the lag. The load is what `[workload]` of
    the configuration declares for the source cluster, and so is the number of partitions; without
    that number the declared topics count, if they are known to be all. Nothing is judged without a
    workload, nor where the replicator does not copy all topics.

    ```diff
     # file: mskguard.toml
     [workload]
     ingress = 120
     egress = 240
     # file: main.tf
     resource "aws_msk_cluster" "events" {
       cluster_name = "events"
     }

     resource "aws_msk_topic" "orders" {
       cluster_arn     = aws_msk_cluster.events.arn
       name            = "orders"
    -  partition_count = 200
    +  partition_count = 400
     }

     resource "aws_msk_replicator" "pair" {
       replication_info_list {
         source_kafka_cluster_arn = aws_msk_cluster.events.arn
         topic_replication {
           topics_to_replicate = [".*"]
         }
       }
     }
    ```

    Source: Developer Guide, "Troubleshoot Amazon MSK Replicator",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-replicator-troubleshooting.html.
    """
    for cluster in ctx.graph.targets(replicator, Relation.READS_FROM, Cluster).nodes:
        name = cluster.name.now()
        workload = ctx.workloads.of(name.it if isinstance(name, Known) else None)
        if workload is None or _copies_all(replicator) is NO:
            continue
        throughput = workload.ingress * workload.factor
        least = ctx.facts.partitions_for_replication(throughput)
        related = ctx.graph.sources(cluster, Relation.BELONGS_TO, Topic)
        if workload.partitions:
            count, few = workload.partitions, Tri.of(workload.partitions < least)
        elif related.nodes:
            count = sum(topic.partitions.otherwise(0) for topic in related.nodes)
            few = related.every(lambda one: one.partitions.satisfies(lambda _: True))
            few &= Tri.of(count < least)
        else:
            continue
        yield violates(
            _place(replicator, () if workload.partitions else related.nodes),
            when=few & _copies_all(replicator),
            message=f"{replicator.address}: {throughput:g} MB/s are to be copied from "
            f"{cluster.address}, its {count} partitions carry less, {least} are the least",
            related=[cluster, replicator],
            about=cluster.address,
        )


def _place(replicator: Replicator, topics: tuple[Topic, ...]) -> Value[Any]:
    """The partitions of the largest topic, which make most of the difference."""
    largest = max(topics, key=lambda one: one.partitions.otherwise(0), default=None)
    return largest.partitions if largest else replicator.source.arn


def _copies_all(replicator: Replicator) -> Tri:
    topics = replicator.topics
    every = topics.include.satisfies(lambda it: any(one.otherwise("") == ".*" for one in it))
    return every & (YES if topics.exclude.given is NO else topics.exclude.equals(()))
