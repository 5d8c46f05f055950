from mskguard.rule import (
    UNKNOWN,
    YES,
    Context,
    Level,
    Property,
    Topic,
    Unknown,
    Verdict,
    Verdicts,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def topic_property_invalid(topic: Topic, ctx: Context) -> Verdicts:
    """A topic is declared with a property that topics do not have, or with an impossible value.

    Topic properties have names of their own: log.retention.ms of the brokers is retention.ms of a
    topic. Kafka refuses a topic with a name that it does not know, or with a value that is no
    number, too small or too large; the plan does not look into the map, so the apply stops between
    two topics.

    Write the topic's name of the property, and a value within its range. A name that is near to
    none is reported as undetermined: a Kafka newer than the facts may have it.

    ```diff
     resource "aws_msk_topic" "payments" {
       configs = jsonencode({
    -    "log.retention.ms" = "86400000"
    +    "retention.ms"     = "86400000"
    ?    "cleanup.by.tenant" = "86400000"
       })
     }
    ```

    ```diff
     resource "kafka_topic" "payments" {
       config = {
    -    "cleanup.policy" = "compacted"
    +    "cleanup.policy" = "compact"
    ?    "cleanup.policy" = var.mystery
       }
     }
     resource "aws_msk_cluster" "events" {
     }
    ```

    Source: Apache Kafka documentation, "Topic Configs",
    https://kafka.apache.org/39/documentation.html#topicconfigs.
    """
    written = topic.properties
    yield violates(
        written,
        when=written.satisfies(lambda _: False),
        message=f"{topic.address}: the properties are unknown",
    )
    for line in written.otherwise(()):
        known = ctx.facts.topic_property(line.key)
        if known is None:
            yield _unknown_name(topic, line, ctx)
        else:
            yield violates(
                line.value,
                when=~line.value.satisfies(known.accepts),
                message=f"{topic.address}: {line.key} is {line.value}, it takes {known.accepted}",
                about=line.key,
            )


def _unknown_name(topic: Topic, line: Property, ctx: Context) -> Verdict:
    near = ctx.facts.nearest_topic_property(line.key)
    if near is None:
        day = ctx.facts.day_of("topic_properties")
        why = f"no Kafka that the facts of {day} know has a topic property {line.key}"
        Unknown[str](line.key_span, why).now()
    return violates(
        line,
        when=UNKNOWN if near is None else YES,
        message=f"{topic.address}: topics have no property {line.key}, the nearest is {near}",
        about=line.key,
    )
