from mskguard.rule import (
    Cluster,
    Configuration,
    Context,
    Level,
    Topic,
    Tri,
    Value,
    Verdicts,
    rule,
    tiers,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def tiered_with_compaction(subject: Configuration | Topic, ctx: Context) -> Verdicts:
    """Compaction is asked of logs that are moved to tiered storage.

    The cleaner rewrites segments that are closed, and just these are moved away to the remote tier,
    where nothing rewrites them. Kafka therefore refuses a topic that has both, and MSK refuses to
    turn tiered storage on while the brokers' log.cleanup.policy is anything but delete.

    Compact only topics without tiered storage, and let the brokers' default be delete. A topic of
    such a cluster that is compacted and says nothing of remote.storage.enable is undetermined: the
    guide and Apache differ in what it is then.

    ```diff
     resource "aws_msk_topic" "orders" {
       name    = "orders"
       configs = jsonencode({
         "remote.storage.enable" = "true"
         "retention.ms"          = "604800000"
    -    "cleanup.policy"        = "compact"
    +    "cleanup.policy"        = "delete"
    ?    "cleanup.policy"        = var.mystery
       })
     }
    ```

    ```diff
     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
    -    log.cleanup.policy = delete,compact
    +    log.cleanup.policy = delete
       EOT
     }

     resource "aws_msk_cluster" "events" {
       kafka_version = "3.9.x"
       storage_mode  = "TIERED"
       configuration_info {
         arn      = aws_msk_configuration.events.arn
         revision = aws_msk_configuration.events.latest_revision
       }
     }
    ```

    Source: Developer Guide, "Tiered storage for Standard brokers",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-tiered-storage.html.
    """
    if isinstance(subject, Topic):
        if not tiers.is_read(subject):
            return
        policy, place = subject.property("cleanup.policy"), "cleanup.policy"
        tiered, what = tiers.is_tiered(ctx, subject), "the topic has tiered storage"
        related: list[Value[str]] = [subject.property(tiers.SWITCH)]
    else:
        policy, place = subject.property("log.cleanup.policy"), "log.cleanup.policy"
        users = ctx.users(subject)
        tiered, what = users.some(_is_tiered), "a cluster with tiered storage uses it"
        related = [cluster.storage.mode for cluster in users.nodes]
    yield violates(
        policy,
        when=policy.satisfies(_compacts) & tiered,
        message=f"{subject.address}: {place} is {policy} and {what}, which takes delete only",
        related=related,
    )


def _compacts(policy: str) -> bool:
    return "compact" in (one.strip().lower() for one in policy.split(","))


def _is_tiered(cluster: Cluster) -> Tri:
    return cluster.storage.mode.equals("TIERED")
