from mskguard.rule import (
    Cluster,
    Context,
    Level,
    ResourceChange,
    Verdicts,
    answers,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def kafka_downgraded(change: ResourceChange, ctx: Context) -> Verdicts:
    """The Kafka version is to become an older one.

    MSK upgrades Kafka and never downgrades it: the brokers' files are already in the newer format.
    What happens instead depends on the spelling. Between two plain numbers Terraform's provider
    replaces the cluster, which deletes every record; with an `.x`, `.kraft` or `.tiered` in one of
    the two it plans an update in place that MSK refuses.

    Keep the version that runs. Where the older one is needed, create a second cluster with it and
    move the topics. A change between ZooKeeper and KRaft of the same release is another question:
    metadata-mode-changed.

    ```diff change
     resource "aws_msk_cluster" "events" {
       cluster_name  = "events"
    -  kafka_version = "3.9.x"
    +  kafka_version = "3.8.x"
     }
    ```

    Source: Developer Guide, "Upgrade the Apache Kafka version",
    https://docs.aws.amazon.com/msk/latest/developerguide/version-upgrades.html.
    """
    clusters = change.between(Cluster)
    if clusters is None:
        return
    before, after = (one.kafka_version for one in clusters)
    yield violates(
        after,
        when=answers(
            lambda will, was: ctx.facts.is_older_kafka(will, was),
            after,
            before,
            why=f"{after} and {before} cannot be compared as versions",
        ),
        message=f"{change.address}: kafka_version falls from {before} to {after}, and MSK does not "
        "downgrade: the update fails, or Terraform replaces the cluster",
        related=[before],
    )
