from mskguard.rule import (
    NO,
    UNKNOWN,
    Cluster,
    Context,
    Level,
    Relation,
    Replicator,
    Topic,
    Unknown,
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
    that number the declared topics count, if they are known to be all. Without a workload nothing
    is judged.

    ```diff
     # file: mskguard.toml
     [workload]
     ingress = 120
     egress = 240
    -partitions = 200
    +partitions = 400
     # file: main.tf
     resource "aws_msk_cluster" "events" {
       cluster_name = "events"
     }

     resource "aws_msk_replicator" "pair" {
       replication_info_list {
         source_kafka_cluster_arn = aws_msk_cluster.events.arn
       }
     }
    ```

    Source: Developer Guide, "Troubleshoot Amazon MSK Replicator",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-replicator-troubleshooting.html.
    """
