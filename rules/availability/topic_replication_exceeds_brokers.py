from mskguard.rule import (
    NO,
    YES,
    Cluster,
    Context,
    Level,
    Relation,
    Topic,
    Tri,
    Verdicts,
    holds,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def topic_replication_exceeds_brokers(topic: Topic, ctx: Context) -> Verdicts:
    """A topic wants more replicas than its cluster has brokers.

    Kafka puts the replicas of a partition on different brokers, and answers a request for more of
    them than there are brokers with InvalidReplicationFactor. The plan does not know the number of
    brokers and passes; the apply stops at the first such topic, in the environment with the small
    cluster that nobody tried it in.

    Write a factor up to the number of brokers, or give the cluster more. On Express brokers the
    factor is always three, whatever is written.

    ```diff
     resource "aws_msk_cluster" "events" {
       number_of_broker_nodes = 2
     }

     resource "aws_msk_topic" "payments" {
       cluster_arn        = aws_msk_cluster.events.arn
    -  replication_factor = 3
    +  replication_factor = 2
     }
    ```

    Source: Developer Guide, "Custom MSK configurations",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-configuration-properties.html.
    """
    factor = topic.replication_factor
    clusters = ctx.graph.targets(topic, Relation.BELONGS_TO, Cluster)

    def exceeds(cluster: Cluster) -> Tri:
        if cluster.is_express is YES:
            return NO
        return holds(lambda replicas, count: replicas > count, factor, cluster.brokers.count)

    counts = [cluster.brokers.count for cluster in clusters.nodes]
    if counts:
        yield violates(
            factor,
            when=clusters.some(exceeds),
            message=f"{topic.address}: the replication factor is {factor}, the cluster has "
            f"{min(count.otherwise(0) for count in counts)} brokers to put replicas on",
            related=counts,
        )
