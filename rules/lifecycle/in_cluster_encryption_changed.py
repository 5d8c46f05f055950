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
def in_cluster_encryption_changed(change: ResourceChange) -> Verdicts:
    """Encryption between the brokers is to be switched on or off.

    MSK sets it when it creates a cluster and never again: there is no update for it. Terraform and
    CloudFormation therefore make a new cluster and delete the old one with all its records, and a
    client that was not told keeps asking brokers that are gone.

    Leave the cluster as it is, create a second one with encryption on, and move the topics with MSK
    Replicator or MirrorMaker before the old one goes.

    ```diff change
     resource "aws_msk_cluster" "events" {
       cluster_name = "events"
       broker_node_group_info {
         instance_type = "kafka.m7g.large"
       }
       encryption_info {
         encryption_in_transit {
    -      in_cluster = false
    +      in_cluster = true
         }
       }
     }
    ```

    Source: Developer Guide, "Get started with Amazon MSK encryption",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-working-with-encryption.html.
    """
    clusters = change.between(Cluster)
    if clusters is None:
        return
    before, after = (one.transit.in_cluster for one in clusters)
    replaced = change.unit.dialect in (Dialect.TERRAFORM, Dialect.CLOUDFORMATION)
    follows = "the cluster is replaced and its records are lost" if replaced else "MSK refuses it"
    yield violates(
        after,
        when=differs(before, after),
        message=f"{change.address}: encryption between brokers changes from {before} to {after}, "
        f"which no cluster can: {follows}",
        related=[before],
    )
