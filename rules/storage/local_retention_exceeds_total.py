from mskguard.rule import (
    NO,
    Context,
    Level,
    Topic,
    Verdicts,
    holds,
    rule,
    tiers,
    violates,
    whole,
)

LIKE_TOTAL = -2
"""What stands for "as long as in total"."""


@rule(severity=Level.HIGH, kind="constraint")
def local_retention_exceeds_total(topic: Topic, ctx: Context) -> Verdicts:
    """A topic is to stay longer on the volumes than it is kept at all.

    local.retention.ms and .bytes say what of a tiered topic stays on the brokers' volumes;
    retention.ms and .bytes what is kept in all, volumes and remote tier together. The first cannot
    be as large as the second, or larger: the topic is refused. Often the two are confused, and the
    history that was meant for the remote tier would fill the volumes.

    Write a local retention below the total one. -2 means the same as the total one and is always
    right; a total of -1 is without end, above which nothing is; a local one of -1 fits only with
    that. Where the topic does not say the total, there is nothing to compare with.

    ```diff
     resource "aws_msk_topic" "orders" {
       name    = "orders"
       configs = jsonencode({
         "remote.storage.enable" = "true"
         "retention.ms"          = "604800000"
    -    "local.retention.ms"    = "604800000"
    +    "local.retention.ms"    = "86400000"
    ?    "local.retention.ms"    = var.mystery
       })
     }
    ```

    Source: Developer Guide, "Guidelines for Amazon MSK tiered storage topic-level configuration",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-guidelines-tiered-storage-topic-level-config.html.
    """
    if not tiers.is_read(topic):
        return
    for unit in ("ms", "bytes"):
        local = topic.property(f"local.retention.{unit}")
        total = topic.property(f"retention.{unit}")
        if local.given is NO or total.given is NO:
            continue
        yield violates(
            local,
            when=holds(_exceeds, local, total) & tiers.is_tiered(ctx, topic),
            message=f"{topic.address}: local.retention.{unit} is {local}, it is to be below "
            f"retention.{unit}, which is {total}",
            related=[total],
            about=unit,
        )


def _exceeds(local: str, total: str) -> bool:
    on_volumes, in_all = whole(local), whole(total)
    if on_volumes is None or in_all is None or on_volumes == LIKE_TOTAL or in_all < 0:
        return False
    return on_volumes < 0 or on_volumes >= in_all
