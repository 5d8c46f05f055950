from mskguard.rule import (
    UNKNOWN,
    YES,
    Cluster,
    Configuration,
    Context,
    Level,
    Relation,
    Verdicts,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def unsupported_property(configuration: Configuration, ctx: Context) -> Verdicts:
    """The configuration sets a property that MSK does not let you set.

    Of Kafka's broker properties MSK opens a few dozen; the rest it manages itself, or wants to be
    set per topic. AWS checks the keys when the configuration is made and refuses all of it for one
    of them, so a slip in one line blocks the change that was urgent.

    Remove the line, or correct its key. Since 2024 custom.advertised.listeners has joined the list,
    and Express brokers have a list of their own: what only they accept is wrong in a configuration
    that Standard brokers use. The opposite case is property-not-on-express.

    ```diff
     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
    -    auto.create.topic.enable = false
    +    auto.create.topics.enable = false
    ?    ${var.mystery} = false
         log.retention.hours = 72
       EOT
     }
    ```

    ```diff properties
    -log.retention.hour = 72
    +log.retention.hours = 72
     auto.create.topics.enable = false
    ? -- a file of Kafka's has no unknowns
    ```

    Source: Developer Guide, "Custom MSK configurations",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-configuration-properties.html.
    """
    written = configuration.properties
    unread = f"{configuration.address}: a part of server_properties is unknown"
    yield violates(written, when=written.satisfies(lambda _: False), message=unread)
    for _, gap in written.map(lambda it: it.gaps).otherwise(()):
        yield violates(gap, when=UNKNOWN, message=unread)

    clusters = ctx.graph.sources(configuration, Relation.CONFIGURED_BY, Cluster)
    on_standard = clusters.some(lambda cluster: cluster.is_standard)
    for line in written.otherwise(()):
        known = ctx.facts.broker_property(line.key)
        if line.fault or (known and known.standard):
            continue
        for_express = known is not None and known.express
        yield violates(
            line,
            when=on_standard if for_express else YES,
            message=f"{configuration.address}: {_reason(ctx, line.key, for_express)}",
            related=clusters.nodes if for_express else (),
            about=line.key,
        )


def _reason(ctx: Context, key: str, for_express: bool) -> str:
    if for_express:
        return f"{key} is for Express brokers, and Standard brokers use this configuration"
    known, nearest = ctx.facts.broker_property(key), ctx.facts.nearest_property(key)
    if known and known.express_dynamic:
        return f"no configuration may set {key}; Kafka's own tools may, on Express brokers"
    return f"{key} is no property that MSK lets a configuration set" + (
        f", the nearest is {nearest}" if nearest else ""
    )
