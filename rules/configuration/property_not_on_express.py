from mskguard.rule import Configuration, Context, Level, Verdicts, rule, some, violates


@rule(severity=Level.HIGH, kind="constraint")
def property_not_on_express(configuration: Configuration, ctx: Context) -> Verdicts:
    """A configuration that Express brokers use sets a property which they do not accept.

    Express brokers have a list of their own, about half of what Standard brokers take: replication,
    threads, segment sizes and what has to do with ZooKeeper are MSK's own business there. A
    configuration is not bound to a kind of broker, so nothing is wrong with it until an Express
    cluster is given it; and what it says of durability (min.insync.replicas, replication factors)
    is then not what the cluster does.

    Remove the line, or give the Express cluster a configuration of its own. Replication is three
    with two in sync there, and unclean leader election is off. What has a topic property of the
    same meaning, such as segment and retention times, can be set per topic. The guide of 2024 knows
    no Express brokers; AWS's list does not say whether such a property is refused or ignored.

    ```diff
     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
         auto.create.topics.enable = false
    -    min.insync.replicas = 2
    +    log.cleanup.policy = delete
    ?    ${var.mystery} = 2
       EOT
     }

     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         instance_type = "express.m7g.large"
       }
       configuration_info {
         arn      = aws_msk_configuration.events.arn
         revision = aws_msk_configuration.events.latest_revision
       }
     }
    ```

    Source: Developer Guide, "Express brokers read/write configurations",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-configuration-express-read-write.html.
    """
    clusters = ctx.users(configuration).nodes
    on_express = some(*(cluster.is_express for cluster in clusters))
    written = configuration.properties
    unread = f"{configuration.address}: a part of server_properties is unknown"
    if clusters:
        yield violates(
            written, when=on_express & written.satisfies(lambda _: False), message=unread
        )
    for _, gap in written.map(lambda it: it.gaps).otherwise(()):
        yield violates(gap, when=on_express & gap.satisfies(lambda _: False), message=unread)
    for line in written.otherwise(()):
        known = ctx.facts.broker_property(line.key)
        if known and known.standard and not known.express:
            yield violates(
                line,
                when=on_express,
                message=f"{configuration.address}: {line.key} is for Standard brokers, and Express "
                "brokers use this configuration",
                related=clusters,
                about=line.key,
            )
