from mskguard.rule import (
    Cluster,
    Context,
    Level,
    Relation,
    Replicator,
    Tri,
    Verdicts,
    answers,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def replicator_on_small_broker(replicator: Replicator, ctx: Context) -> Verdicts:
    """A replicator's cluster has brokers that are too small for MSK Replicator.

    MSK Replicator reads and writes with many consumers and producers at once and needs brokers of
    kafka.m5.large or larger. It does not work with kafka.t3.small: CreateReplicator fails, and a
    cluster that becomes one of that size under a running replicator stops it.

    ```diff
     resource "aws_msk_cluster" "target" {
       broker_node_group_info {
    -    instance_type = "kafka.t3.small"
    +    instance_type = "kafka.m7g.large"
       }
     }

     resource "aws_msk_replicator" "pair" {
       replicator_name = "pair"
       replication_info_list {
         target_kafka_cluster_arn = aws_msk_cluster.target.arn
       }
     }
    ```

    Source: Developer Guide, "Requirements for creating an MSK replicator",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-replicator-requirements.html.
    """
    for relation in (Relation.READS_FROM, Relation.WRITES_TO):
        for cluster in ctx.graph.targets(replicator, relation, Cluster).nodes:
            size = cluster.brokers.size
            yield violates(
                size,
                when=answers(
                    lambda it: _is_too_small(ctx, it),
                    size,
                    why=f"whether MSK Replicator works with {size} is not known",
                ),
                message=f"{cluster.address}: instance_type is {size}, which {replicator.address} "
                "does not work with",
                related=[replicator],
            )


def _is_too_small(ctx: Context, name: str) -> Tri:
    size = ctx.facts.broker_size(name)
    return Tri.UNKNOWN if size is None else ~size.replicator
