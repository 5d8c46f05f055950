from mskguard.rule import (
    NO,
    Cluster,
    Context,
    Level,
    ResourceChange,
    Verdicts,
    answers,
    holds,
    rule,
    violates,
)

SMALL = "kafka.t3.small"
"""The size that MSK removes no brokers of."""


@rule(severity=Level.HIGH, kind="constraint")
def brokers_removed_unevenly(change: ResourceChange, ctx: Context) -> Verdicts:
    """Brokers are to be removed in a way that MSK refuses.

    MSK removes one broker from every zone at a time, from Kafka 2.8.1 on, and none of the size
    kafka.t3.small. It also wants the brokers that go to be empty of partitions, which no
    declaration shows: whoever plans this has to reassign the partitions first. Terraform plans any
    smaller number as an update in place, and the apply ends with the refusal.

    Take away as many brokers as there are client subnets, after kafka-reassign-partitions has moved
    what they hold.

    ```diff change
     resource "aws_msk_cluster" "events" {
       cluster_name           = "events"
       kafka_version          = "3.9.x"
    -  number_of_broker_nodes = 9
    +  number_of_broker_nodes = 8
       broker_node_group_info {
         instance_type  = "kafka.m7g.large"
         client_subnets = ["subnet-a", "subnet-b", "subnet-c"]
       }
     }
    ```

    ```diff change
     resource "aws_msk_cluster" "events" {
       cluster_name           = "events"
       kafka_version          = "2.8.0"
    -  number_of_broker_nodes = 6
    +  number_of_broker_nodes = 3
       broker_node_group_info {
         instance_type  = "kafka.m5.large"
         client_subnets = ["subnet-a", "subnet-b", "subnet-c"]
       }
     }
    ```

    Source: Developer Guide, "Remove a broker from an Amazon MSK cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-remove-broker.html.
    """
    clusters = change.between(Cluster)
    if clusters is None:
        return
    before, after = clusters
    was, will = before.brokers.count, after.brokers.count
    fewer = holds(lambda old, new: new < old, was, will)
    if fewer is NO:
        return
    zones = before.brokers.subnets
    uneven = holds(lambda old, new, them: bool((old - new) % max(len(them), 1)), was, will, zones)
    old = answers(
        lambda it: ctx.facts.lacks("broker-removal", it),
        before.kafka_version,
        why=f"{before.kafka_version} is no known version",
    )
    small = before.brokers.size.equals(SMALL)
    first = ctx.facts.first_version_with("broker-removal")
    yield violates(
        will,
        when=fewer & (uneven | old | small),
        message=f"{change.address}: the number of brokers falls from {was} to {will}, which MSK "
        f"refuses: it removes one from each zone, from Kafka {first} on, and none of {SMALL}",
        related=[was, zones],
    )
