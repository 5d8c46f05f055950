from mskguard.rule import (
    NO,
    Cluster,
    Context,
    KafkaQuota,
    Level,
    Relation,
    Replicator,
    Verdicts,
    rule,
    violates,
)


@rule(severity=Level.LOW, kind="practice")
def replayed_from_earliest(replicator: Replicator, ctx: Context) -> Verdicts:
    """A replicator copies everything from the earliest offset on, with no quota to slow it down.

    With EARLIEST a new replicator reads all that the source retains as fast as the brokers give it.
    That takes the source's page cache and network from its consumers, and may fill the target's
    volumes, until it has caught up. A Kafka quota for the replicator's role keeps it within bounds.

    Start from LATEST where history is not needed, else declare a quota for the role first.

    ```diff
     resource "aws_msk_replicator" "pair" {
       replication_info_list {
         topic_replication {
           starting_position {
    -        type = "EARLIEST"
    +        type = "LATEST"
           }
         }
       }
     }
    ```

    Source: Developer Guide, "Manage MSK Replicator throughput using Kafka quotas",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-replicator-bp-quotas.html.
    """
    position = replicator.topics.starting_position
    if position.equals("EARLIEST") is NO:
        return
    sources = ctx.graph.targets(replicator, Relation.READS_FROM, Cluster).nodes
    quotas = [
        quota
        for cluster in sources
        for quota in ctx.graph.sources(cluster, Relation.BELONGS_TO, KafkaQuota).nodes
    ]
    if quotas:
        return
    yield violates(
        position,
        when=position.equals("EARLIEST"),
        message=f"{replicator.address}: it copies from the earliest offset on, and no Kafka quota "
        "is declared that would slow it down",
    )
