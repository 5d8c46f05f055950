from functools import partial

from mskguard.rule import NO, Context, Level, Topic, Verdicts, rule, tiers, violates, whole

BOUNDS = {
    "segment.bytes": "tiered_segment_bytes_minimum",
    "segment.ms": "tiered_segment_ms_minimum",
}
"""The fact that bounds each property from below."""


@rule(severity=Level.HIGH, kind="constraint")
def tiered_segment_too_small(topic: Topic, ctx: Context) -> Verdicts:
    """The segments of a topic with tiered storage are too small, or closed too soon.

    Each segment that is closed becomes objects in the remote tier. With small segments there are
    many, and every read of old records pays for each; MSK therefore takes no segment.bytes below 48
    MiB and no segment.ms below 10 minutes on a tiered topic. Values from topics that had to be
    compacted or deleted quickly are often smaller.

    Write a larger value, or leave the property out: the brokers' default is larger.

    ```diff
     resource "aws_msk_topic" "orders" {
       name    = "orders"
       configs = jsonencode({
         "remote.storage.enable" = "true"
         "retention.ms"          = "604800000"
    -    "segment.bytes"         = "1048576"
    +    "segment.bytes"         = "134217728"
    ?    "segment.bytes"         = var.mystery
       })
     }
    ```

    Source: Developer Guide, "Guidelines for Amazon MSK tiered storage topic-level configuration",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-guidelines-tiered-storage-topic-level-config.html.
    """
    if not tiers.is_read(topic):
        return
    for key, bound in BOUNDS.items():
        value, least = topic.property(key), ctx.facts.limit(bound)
        if value.given is NO:
            continue
        small = value.satisfies(partial(_is_below, least))
        yield violates(
            value,
            when=small & tiers.is_tiered(ctx, topic),
            message=f"{topic.address}: {key} is {value}, a topic with tiered storage takes {least} "
            "and more",
            related=[topic.property(tiers.SWITCH)],
            about=key,
        )


def _is_below(least: int, text: str) -> bool:
    found = whole(text)
    return found is not None and found < least
