from mskguard.rule import (
    UNKNOWN,
    YES,
    Cluster,
    Context,
    Known,
    Level,
    Relation,
    Replicator,
    Tri,
    Verdicts,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def replicator_with_few_brokers(replicator: Replicator, ctx: Context) -> Verdicts:
    """A replicator's cluster has fewer brokers than MSK Replicator needs.

    MSK Replicator makes its topics with a replication factor of 3, so both clusters need three
    brokers, and four where they lie in two zones. CreateReplicator fails with fewer.

    ```diff
     resource "aws_msk_cluster" "target" {
    -  number_of_broker_nodes = 2
    +  number_of_broker_nodes = 4
       broker_node_group_info {
         client_subnets = ["subnet-a", "subnet-b"]
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
    least = ctx.facts.limit("replicator_brokers")
    in_two_zones = ctx.facts.limit("replicator_brokers_in_two_zones")
    for relation in (Relation.READS_FROM, Relation.WRITES_TO):
        for cluster in ctx.graph.targets(replicator, relation, Cluster).nodes:
            count = cluster.brokers.count
            two_zones = _has_two_zones(cluster)
            few = count.satisfies(lambda it: it < least)
            few |= two_zones & count.satisfies(lambda it: it < in_two_zones)
            needed = in_two_zones if two_zones is YES else least
            yield violates(
                count,
                when=few,
                message=f"{cluster.address}: {count} brokers, {replicator.address} needs {needed}",
                related=[replicator],
            )


def _has_two_zones(cluster: Cluster) -> Tri:
    subnets = cluster.brokers.subnets.now()
    return Tri.of(len(subnets.it) == 2) if isinstance(subnets, Known) else UNKNOWN
