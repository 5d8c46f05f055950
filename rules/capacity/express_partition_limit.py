from mskguard.rule import NO, Cluster, Context, Level, Verdicts, replicas, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def express_partition_limit(cluster: Cluster, ctx: Context) -> Verdicts:
    """The declared topics have more partitions than the Express brokers can hold.

    Express brokers have a limit that is enforced, not a recommendation: over it no topic can be
    made and no partition added. Every topic has three replicas there whatever it asks for, so that
    the partitions count threefold. The apply stops at the topic that is one too many.

    Use larger or more brokers, or fewer partitions. Topics that are declared elsewhere only add to
    the sum. The limits were raised in July 2025; the number below them that AWS recommends is
    too-many-partitions' affair.

    ```diff
     resource "aws_msk_cluster" "events" {
       number_of_broker_nodes = 3
       broker_node_group_info {
    -    instance_type = "express.m7g.large"
    +    instance_type = "express.m7g.2xlarge"
       }
     }

     resource "aws_msk_topic" "orders" {
       cluster_arn        = aws_msk_cluster.events.arn
       name               = "orders"
       partition_count    = 2000
       replication_factor = 3
     }
    ```

    Source: Developer Guide, "Amazon MSK quota",
    https://docs.aws.amazon.com/msk/latest/developerguide/limits.html.
    """
    if cluster.is_express is NO:
        return
    found = replicas.replicas_of(ctx, cluster)
    if not found.topics:
        return
    size = cluster.brokers.size
    known = ctx.facts.broker_size(size.otherwise(""))
    yield violates(
        size,
        when=cluster.is_express & found.exceed(ctx, cluster, lambda size: size.partitions_max),
        message=f"{cluster.address}: its declared topics have {found.on_each(cluster)} replicas on "
        f"each broker, {size} holds {known.partitions_max if known else 'fewer'}",
        related=[cluster.brokers.count, found.topics[0].partitions],
    )
