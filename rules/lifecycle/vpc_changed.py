from mskguard.rule import (
    Cluster,
    Dialect,
    Level,
    ResourceChange,
    Verdicts,
    differs,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def vpc_changed(change: ResourceChange) -> Verdicts:
    """The client subnets of a cluster are to be others.

    The brokers' network interfaces lie in the client subnets that the cluster was created with, and
    with them the VPC and the zones are settled for its lifetime. There is no update for it:
    Terraform and CloudFormation make a new cluster and delete this one with its records, MSK's own
    API knows no such request. A subnet that is itself replaced, by a new CIDR block perhaps, has
    the same effect without anyone touching the cluster.

    Keep the subnets. To move a cluster, create a second one in the new subnets, let MSK Replicator
    copy the topics, and move the clients.

    ```diff change
     resource "aws_msk_cluster" "events" {
       cluster_name = "events"
       broker_node_group_info {
    -    client_subnets = ["subnet-a", "subnet-b", "subnet-c"]
    +    client_subnets = ["subnet-d", "subnet-e", "subnet-f"]
       }
     }
    ```

    Source: Developer Guide, "Create an MSK Provisioned cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-create-cluster.html.
    """
    clusters = change.between(Cluster)
    if clusters is None:
        return
    before, after = (one.brokers.subnets for one in clusters)
    replaced = change.unit.dialect in (Dialect.TERRAFORM, Dialect.CLOUDFORMATION)
    follows = "the cluster is replaced and its records are lost" if replaced else "MSK refuses it"
    yield violates(
        after,
        when=differs(before, after),
        message=f"{change.address}: the client subnets change, which no cluster can: {follows}",
        related=[before],
    )
