from mskguard.rule import YES, Cluster, Context, Level, Verdicts, replicas, rule, violates


@rule(severity=Level.HIGH, kind="practice")
def too_many_partitions(cluster: Cluster, ctx: Context) -> Verdicts:
    """The declared topics put more partitions on the brokers than AWS recommends for their size.

    Every replica of a partition costs a broker memory, open files and time at a restart. Over the
    recommended number it shows in latencies and in metrics that are missing. Over the number up to
    which updates are supported MSK refuses a new configuration, a smaller size and further SCRAM
    secrets once the cluster is overloaded: just what would help is then blocked. That is reported
    as high, the rest as medium.

    Use larger or more brokers, or fewer partitions. The recommendation is for partitions that all
    have traffic; many quiet ones can do, after a test. Topics that are declared elsewhere only add
    to the sum. In 2024 there was one number for each size; today there are two.

    ```diff
     resource "aws_msk_cluster" "events" {
       number_of_broker_nodes = 3
       broker_node_group_info {
    -    instance_type = "kafka.m7g.large"
    +    instance_type = "kafka.m7g.2xlarge"
       }
     }

     resource "aws_msk_topic" "orders" {
       cluster_arn        = aws_msk_cluster.events.arn
       name               = "orders"
       partition_count    = 1200
       replication_factor = 3
     }
    ```

    Source: Developer Guide, "Best practices for Standard brokers",
    https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html.
    """
    found = replicas.replicas_of(ctx, cluster)
    if not found.topics:
        return
    blocked = found.exceed(ctx, cluster, lambda size: size.partitions_max)
    if cluster.is_express is YES and blocked is YES:
        return
    size = cluster.brokers.size
    known = ctx.facts.broker_size(size.otherwise(""))
    limits = f"{known.partitions_recommended}" if known else "fewer"
    if known and blocked is YES:
        limits += f", and updates are supported up to {known.partitions_max}"
    yield violates(
        size,
        when=found.exceed(ctx, cluster, lambda size: size.partitions_recommended),
        message=f"{cluster.address}: its declared topics have {found.on_each(cluster)} replicas on "
        f"each broker, for {size} AWS recommends {limits}",
        related=[cluster.brokers.count, found.topics[0].partitions],
        severity=Level.HIGH if blocked is YES else Level.MEDIUM,
    )
