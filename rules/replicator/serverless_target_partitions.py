from mskguard.rule import (
    NO,
    Context,
    Known,
    Level,
    Relation,
    Replicator,
    ServerlessCluster,
    Topic,
    Tri,
    Verdicts,
    rule,
    violates,
)


@rule(severity=Level.LOW, kind="constraint")
def serverless_target_partitions(replicator: Replicator, ctx: Context) -> Verdicts:
    """A serverless target has too few compacted partitions left for MSK Replicator's own topics.

    MSK Replicator keeps its state in compacted topics on the target, 83 partitions in all, and a
    serverless cluster has 120 of them unless AWS has raised its quota. With more than the rest in
    use by declared topics, the replicator fails when it creates its own.

    ```diff
     resource "aws_msk_serverless_cluster" "target" {
       cluster_name = "target"
     }

     resource "aws_msk_topic" "state" {
       name            = "state"
       cluster_arn     = aws_msk_serverless_cluster.target.arn
    -  partition_count = 60
    +  partition_count = 30
       configs         = jsonencode({ "cleanup.policy" = "compact" })
     }

     resource "aws_msk_replicator" "pair" {
       replication_info_list {
         target_kafka_cluster_arn = aws_msk_serverless_cluster.target.arn
       }
     }
    ```

    Source: Developer Guide, "Requirements for creating an MSK replicator",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-replicator-requirements.html.
    """
    all_of_them = ctx.facts.limit("replicator_serverless_compacted")
    needed = ctx.facts.limit("replicator_compacted_partitions")
    for cluster in ctx.graph.targets(replicator, Relation.WRITES_TO, ServerlessCluster).nodes:
        topics = ctx.graph.sources(cluster, Relation.BELONGS_TO, Topic).nodes
        compacted = [it for it in topics if _is_compacted(it) is Tri.YES]
        perhaps = [it for it in topics if _is_compacted(it) is not NO]
        if not perhaps:
            continue
        counts = [it.partitions.now() for it in compacted]
        known = sum(it.it for it in counts if isinstance(it, Known))
        certain = len(perhaps) == len(compacted) and all(isinstance(it, Known) for it in counts)
        exceeds = Tri.of(known > all_of_them - needed)
        yield violates(
            perhaps[-1].partitions,
            when=exceeds if certain else exceeds | Tri.UNKNOWN,
            message=f"{cluster.address}: declared topics take {known} compacted partitions of "
            f"{all_of_them}, {replicator.address} needs {needed}",
            related=[replicator],
        )


def _is_compacted(topic: Topic) -> Tri:
    return topic.property("cleanup.policy").satisfies(lambda it: "compact" in it)
