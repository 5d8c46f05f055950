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
    tiers,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def tiered_topic_on_local_cluster(topic: Topic, ctx: Context) -> Verdicts:
    """A topic wants tiered storage from a cluster that has none.

    remote.storage.enable works only where the cluster itself has storage mode TIERED; elsewhere the
    brokers refuse the topic. Express brokers and serverless clusters have no tiers at all. Someone
    who planned for a month of history on the remote tier would else have it on the volumes.

    Turn tiered storage on for the cluster first, which needs Kafka 3.6.0 and brokers larger than
    t3.small, and cannot be undone; or leave the topic local.

    ```diff
     resource "aws_msk_cluster" "events" {
       kafka_version = "3.9.x"
       broker_node_group_info {
         instance_type = "kafka.m7g.large"
       }
     }

     resource "aws_msk_topic" "orders" {
       cluster_arn = aws_msk_cluster.events.arn
       name        = "orders"
       configs     = jsonencode({
         "retention.ms"          = "604800000"
    -    "remote.storage.enable" = "true"
    +    "remote.storage.enable" = "false"
    ?    "remote.storage.enable" = var.mystery
       })
     }
    ```

    Source: Developer Guide, "Tiered storage for Standard brokers",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-tiered-storage.html.
    """
    switch = topic.property(tiers.SWITCH)
    if switch.given is NO or not tiers.is_read(topic):
        return
    serverless = ctx.graph.targets(topic, Relation.BELONGS_TO, ServerlessCluster).nodes
    clusters = ctx.graph.targets(topic, Relation.BELONGS_TO, Cluster)
    lacking = YES if serverless else clusters.some(_has_no_tiers)
    yield violates(
        switch,
        when=switch.satisfies(tiers.is_true) & lacking,
        message=f"{topic.address}: {tiers.SWITCH} is {switch}, its cluster has no tiered storage",
        related=[*serverless, *(cluster.storage.mode for cluster in clusters.nodes)],
    )


def _has_no_tiers(cluster: Cluster) -> Tri:
    return cluster.is_express | cluster.storage.mode.equals("LOCAL")
