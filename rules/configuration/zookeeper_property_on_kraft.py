from mskguard.rule import Configuration, Context, Level, Verdicts, rule, some, violates

PREFIX = "zookeeper."
KRAFT = r".*\.kraft"
"""MSK's versions that keep their metadata by KRaft end so."""


@rule(severity=Level.LOW, kind="practice")
def zookeeper_property_on_kraft(configuration: Configuration, ctx: Context) -> Verdicts:
    """A KRaft cluster's configuration sets timeouts for a ZooKeeper that it does not have.

    In KRaft mode the brokers' metadata is kept by Kafka's own controllers, and zookeeper.* is not
    read by anything. The lines are usually left from the cluster before the migration. They mislead
    whoever looks for the reason of lost sessions, and they keep the configuration from being used
    where such properties are no longer known.

    Remove them.

    ```diff
     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
         auto.create.topics.enable = false
    -    zookeeper.session.timeout.ms = 18000
    ?    ${var.mystery} = 18000
       EOT
     }

     resource "aws_msk_cluster" "events" {
       kafka_version = "3.9.x.kraft"
       configuration_info {
         arn      = aws_msk_configuration.events.arn
         revision = aws_msk_configuration.events.latest_revision
       }
     }
    ```

    Source: Developer Guide, "Metadata management",
    https://docs.aws.amazon.com/msk/latest/developerguide/metadata-management.html.
    """
    clusters = ctx.users(configuration).nodes
    on_kraft = some(*(cluster.kafka_version.matches(KRAFT) for cluster in clusters))
    written = configuration.properties
    unread = f"{configuration.address}: a part of server_properties is unknown"
    for _, gap in written.map(lambda it: it.gaps).otherwise(()):
        yield violates(gap, when=on_kraft & gap.satisfies(lambda _: False), message=unread)
    for line in written.otherwise(()):
        if line.key.startswith(PREFIX):
            yield violates(
                line,
                when=on_kraft,
                message=f"{configuration.address}: {line.key} has no effect, a cluster that uses "
                "this configuration is in KRaft mode",
                related=[cluster.kafka_version for cluster in clusters],
                about=line.key,
            )
