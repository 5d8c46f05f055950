from mskguard.rule import (
    NO,
    YES,
    Cluster,
    Context,
    Level,
    Relation,
    ServerlessCluster,
    Topic,
    Tri,
    Verdicts,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="practice")
def unreplicated_topic(topic: Topic, ctx: Context) -> Verdicts:
    """A topic has fewer replicas than the cluster has zones for.

    With a replication factor of 1 each partition lives on a single broker. MSK restarts brokers one
    by one for patches, and asks nobody: the partition is away meanwhile, writing to it fails, and
    if the broker's volume is lost, so are the records. With 2 in three zones it stays up, until a
    second broker fails during such a restart; that is reported as medium.

    Write 3 in three zones and 2 in two. The provider cannot change the factor of a topic that
    exists, it takes a reassignment of its partitions. For the Kafka provider -1 means the brokers'
    default, which unreplicated-default speaks of; the topics of the AWS provider and of
    CloudFormation take no -1. Express brokers always keep three replicas, serverless clusters keep
    their own number, and topics of either are not meant.

    ```diff
     resource "aws_msk_topic" "payments" {
    -  replication_factor = 1
    +  replication_factor = 3
     }
    ```

    Source: Developer Guide, "Best practices for Standard brokers",
    https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html.
    """
    clusters = ctx.graph.targets(topic, Relation.BELONGS_TO, Cluster)
    if ctx.graph.targets(topic, Relation.BELONGS_TO, ServerlessCluster).nodes or any(
        cluster.is_express is YES for cluster in clusters.nodes
    ):
        return
    factor, advised = topic.replication_factor, ctx.facts.limit("zones_for_high_availability")

    def has_room(cluster: Cluster) -> Tri:
        return cluster.brokers.subnets.satisfies(lambda it: len(it) == advised)

    one = factor.equals(1)
    refused = factor.satisfies(lambda it: it < 1) & ~Tri.of(topic.arn.given is NO)
    two = factor.equals(2) & clusters.some(has_room)
    reason = "so that its records have no second copy"
    if refused is YES:
        reason = "MSK takes 1 and more"
    elif two is YES:
        reason = "in three zones it can be 3"
    yield violates(
        factor,
        when=one | two | refused,
        message=f"{topic.address}: the replication factor is {factor}, {reason}",
        related=[one.brokers.subnets for one in clusters.nodes] if two is YES else [],
        severity=Level.MEDIUM if two is YES else Level.HIGH,
        kind="constraint" if refused is YES else "practice",
    )
