from mskguard.rule import (
    NO,
    Cluster,
    Context,
    Dialect,
    Level,
    ResourceChange,
    Tri,
    Verdicts,
    answers,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def tiered_storage_removed(change: ResourceChange, ctx: Context) -> Verdicts:
    """Tiered storage is to be taken from a cluster that has it.

    Once a cluster is TIERED it stays so: MSK has no way back to LOCAL, and from 2.8.2.tiered it
    upgrades only to versions that have tiered storage too. Terraform answers the change of the
    storage mode by replacing the cluster, records in the remote tier included.

    Leave the mode. To stop using the remote tier, turn it off topic by topic with
    remote.storage.enable, which keeps or deletes the remote records as that topic says.

    ```diff change
     resource "aws_msk_cluster" "events" {
       cluster_name  = "events"
       kafka_version = "3.9.x"
       broker_node_group_info {
         instance_type = "kafka.m7g.large"
       }
    -  storage_mode = "TIERED"
    +  storage_mode = "LOCAL"
     }
    ```

    ```diff change
     resource "aws_msk_cluster" "events" {
       cluster_name  = "events"
    -  kafka_version = "2.8.2.tiered"
    +  kafka_version = "3.5.1"
     }
    ```

    Source: Developer Guide, "Tiered storage constraints and limitations for Amazon MSK clusters",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-tiered-storage.html.
    """
    clusters = change.between(Cluster)
    if clusters is None:
        return
    before, after = clusters
    replaced = change.unit.dialect is Dialect.TERRAFORM
    yield violates(
        after.storage.mode,
        when=before.storage.mode.equals("TIERED") & after.storage.mode.equals("LOCAL"),
        message=f"{change.address}: the storage mode changes from TIERED to LOCAL, which MSK cannot"
        + (": Terraform replaces the cluster and its records are lost" if replaced else ""),
        related=[before.storage.mode],
    )

    def loses(will: str) -> Tri:
        version = ctx.facts.kafka_version(will)
        return Tri.UNKNOWN if version is None else ~version.tiered_storage

    was_tiered = before.kafka_version.equals("2.8.2.tiered")
    if was_tiered is NO:
        return
    yield violates(
        after.kafka_version,
        when=was_tiered
        & answers(loses, after.kafka_version, why="whether it has tiered storage is not known"),
        message=f"{change.address}: kafka_version changes from {before.kafka_version} to "
        f"{after.kafka_version}, which has no tiered storage: MSK refuses the update",
        related=[before.kafka_version],
    )
