from mskguard.rule import NO, Context, Level, Topic, Verdicts, rule, tiers, violates, whole


@rule(severity=Level.HIGH, kind="constraint")
def tiered_retention_too_short(topic: Topic, ctx: Context) -> Verdicts:
    """A topic with tiered storage keeps its records for less than three days, or does not say.

    MSK asks for a retention.ms at each tiered topic, of three days or more: what is moved to the
    remote tier stays there that long at least. A shorter one is refused, and one that is not
    written leaves to the brokers' default what the remote tier costs.

    Write retention.ms in milliseconds, 259200000 or more, or -1 to keep everything. How long
    records stay on the volumes is another property, local.retention.ms, which may be short.

    ```diff
     resource "aws_msk_topic" "orders" {
       name    = "orders"
       configs = jsonencode({
         "remote.storage.enable" = "true"
    -    "retention.ms"          = "86400000"
    +    "retention.ms"          = "604800000"
    ?    "retention.ms"          = var.mystery
       })
     }
    ```

    Source: Developer Guide, "Guidelines for Amazon MSK tiered storage topic-level configuration",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-guidelines-tiered-storage-topic-level-config.html.
    """
    retention, least = topic.property("retention.ms"), ctx.facts.limit("tiered_retention_minimum")
    if topic.property(tiers.SWITCH).given is NO or not tiers.is_read(topic):
        return
    short = retention.satisfies(lambda it: 0 <= (whole(it) or -1) < least or whole(it) == 0)
    said = f"is {retention}" if retention.given is not NO else "is not written"
    yield violates(
        retention,
        when=tiers.is_tiered(ctx, topic) & (~retention.given | short),
        message=f"{topic.address}: retention.ms {said}, a topic with tiered storage takes -1, or "
        f"{least} and more",
        related=[topic.property(tiers.SWITCH)],
    )
