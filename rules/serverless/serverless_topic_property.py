from mskguard.rule import (
    NO,
    YES,
    Context,
    Level,
    Property,
    Relation,
    ServerlessCluster,
    Topic,
    Tri,
    Verdicts,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def serverless_topic_property(topic: Topic, ctx: Context) -> Verdicts:
    """A topic sets a property that a serverless cluster does not let it set, or sets it too high.

    On MSK Serverless a topic may set a handful of properties; the brokers see to the rest. A topic
    with another one is refused when it is made. segment.bytes is the one that people meet: Kafka
    Streams sets it on the topics that it makes, so that an application which ran everywhere else
    does not start.

    Take the property out, or lower it to what MSK allows: 8 MiB for a message, 250 GiB for what a
    partition keeps.

    ```diff
     resource "aws_msk_serverless_cluster" "events" {
       cluster_name = "events"
     }

     resource "aws_msk_topic" "orders" {
       cluster_arn     = aws_msk_serverless_cluster.events.arn
       name            = "orders"
       partition_count = 6
       configs = jsonencode({
    -    "max.message.bytes" = "16777216"
    +    "max.message.bytes" = "8388608"
    ?    "max.message.bytes" = var.mystery
       })
     }
    ```

    ```diff
     resource "aws_msk_serverless_cluster" "events" {
       cluster_name = "events"
     }

     resource "aws_msk_topic" "orders" {
       cluster_arn     = aws_msk_serverless_cluster.events.arn
       name            = "orders"
       partition_count = 6
       configs = jsonencode({
         "cleanup.policy" = "compact"
    -    "segment.ms"     = "3600000"
    ? -- whichever value it has, the property cannot be set
       })
     }
    ```

    Source: Developer Guide, "Configuration for serverless clusters",
    https://docs.aws.amazon.com/msk/latest/developerguide/serverless-config.html.
    """
    clusters = ctx.graph.targets(topic, Relation.BELONGS_TO, ServerlessCluster).nodes
    if not clusters:
        return
    for line in topic.properties.otherwise(()):
        yield violates(
            line,
            when=_is_refused(line, ctx),
            message=f"{topic.address}: {_reason(line, ctx)}",
            related=clusters,
            about=line.key,
        )


def _is_refused(line: Property, ctx: Context) -> Tri:
    known = ctx.facts.serverless_topic_properties.get(line.key)
    if known is None or not known.settable:
        return YES
    most = known.maximum
    if most is None:
        return NO
    return line.value.satisfies(lambda it: it.strip().isdecimal() and int(it) > most)


def _reason(line: Property, ctx: Context) -> str:
    known = ctx.facts.serverless_topic_properties.get(line.key)
    if known is None or not known.settable:
        return f"topics of a serverless cluster cannot set {line.key}"
    return f"{line.key} is {line.value}, a serverless cluster takes {known.maximum}"
