from mskguard.rule import (
    NO,
    Cluster,
    Context,
    Level,
    Relation,
    Topic,
    Verdicts,
    rule,
    tiers,
    violates,
)

POLICY = "remote.log.msk.disable.policy"


@rule(severity=Level.HIGH, kind="practice")
def tiered_data_deleted(topic: Topic, ctx: Context) -> Verdicts:
    """Tiered storage is turned off for a topic in the way that deletes what lies in it.

    With remote.log.msk.disable.policy=Delete, turning remote.storage.enable off removes everything
    of the topic that is in the remote tier: usually all of its history but the last hours. What is
    left on the volumes then lives by local.retention.ms. It cannot be turned on again.

    Read what is needed before, or keep tiered storage on and let the records run out by
    retention.ms. Since Kafka 3.9 a topic can also stop to fill the tier and keep what is there,
    with remote.log.copy.disable.

    ```diff
     resource "aws_msk_cluster" "events" {
       kafka_version = "3.9.x"
       storage_mode  = "TIERED"
     }

     resource "aws_msk_topic" "orders" {
       cluster_arn = aws_msk_cluster.events.arn
       name        = "orders"
       configs     = jsonencode({
         "retention.ms"                  = "604800000"
         "remote.log.msk.disable.policy" = "Delete"
    -    "remote.storage.enable"         = "false"
    +    "remote.storage.enable"         = "true"
    ?    "remote.storage.enable"         = var.mystery
       })
     }
    ```

    Source: Developer Guide, "Disable tiered storage on an existing topic",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-tiered-storage.html.
    """
    policy, switch = topic.property(POLICY), topic.property(tiers.SWITCH)
    if policy.given is NO or switch.given is NO or not tiers.is_read(topic):
        return
    clusters = ctx.graph.targets(topic, Relation.BELONGS_TO, Cluster)
    yield violates(
        switch,
        when=switch.satisfies(lambda it: it.strip().lower() == "false")
        & policy.satisfies(lambda it: it.strip().lower() == "delete")
        & clusters.some(lambda one: one.storage.mode.equals("TIERED")),
        message=f"{topic.address}: {tiers.SWITCH} is {switch} with {POLICY} {policy}, which "
        "deletes what the topic has in the remote tier",
        related=[policy, *tiers.storage_modes(ctx, topic)],
    )
