from mskguard.rule import (
    Cluster,
    Context,
    Level,
    Node,
    Relation,
    Replicator,
    ServerlessCluster,
    Tri,
    Verdicts,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def replicator_to_itself(replicator: Replicator, ctx: Context) -> Verdicts:
    """A replicator copies a cluster to itself.

    Source and target name one cluster, mostly because a block was copied and not changed. The API
    refuses it. Were it accepted, every record would be read and written again without end.

    ```diff
     resource "aws_msk_replicator" "pair" {
       replicator_name = "pair"
       replication_info_list {
         source_kafka_cluster_arn = aws_msk_cluster.source.arn
    -    target_kafka_cluster_arn = aws_msk_cluster.source.arn
    +    target_kafka_cluster_arn = aws_msk_cluster.target.arn
       }
     }

     resource "aws_msk_cluster" "source" {
       cluster_name = "source"
     }

     resource "aws_msk_cluster" "target" {
       cluster_name = "target"
     }
    ```

    Source: MSK API reference, "CreateReplicator",
    https://docs.aws.amazon.com/msk/1.0/apireference/v1-replicators.html.
    """
    source, target = replicator.source.arn, replicator.target.arn
    read = _clusters(ctx, replicator, Relation.READS_FROM)
    written = _clusters(ctx, replicator, Relation.WRITES_TO)
    both = Tri.of(any(one is other for one in read for other in written))
    yield violates(
        target,
        when=both if read and written else target.same(source),
        message=f"{replicator.address}: source and target are the same cluster",
        related=[source],
    )


def _clusters(ctx: Context, replicator: Replicator, relation: Relation) -> list[Node]:
    found: list[Node] = list(ctx.graph.targets(replicator, relation, Cluster).nodes)
    found += ctx.graph.targets(replicator, relation, ServerlessCluster).nodes
    return found
