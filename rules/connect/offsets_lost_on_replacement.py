from mskguard.rule import (
    NO,
    Connector,
    Context,
    Level,
    Relation,
    Verdicts,
    WorkerConfiguration,
    rule,
    violates,
)


@rule(severity=Level.MEDIUM, kind="practice")
def offsets_lost_on_replacement(connector: Connector, ctx: Context) -> Verdicts:
    """A source connector keeps its offsets in a topic that goes with it.

    By default MSK Connect makes an offset topic for each connector, with a part of the connector's
    ARN in its name. A connector that is made anew, and nearly every change makes it anew, gets
    another ARN and an empty topic: Debezium takes its snapshot again, a source without snapshots
    starts from now and skips what lies between.

    Name a topic in the worker configuration, offset.storage.topic, and create it compacted. A
    connector of the same name then goes on where its predecessor stopped. Sinks keep their offsets
    in a consumer group and are not meant.

    ```diff
     resource "aws_mskconnect_worker_configuration" "workers" {
       name                    = "workers"
       properties_file_content = <<-EOT
         key.converter=org.apache.kafka.connect.storage.StringConverter
         value.converter=org.apache.kafka.connect.storage.StringConverter
    +    offset.storage.topic=offsets-orders
    ?    ${var.mystery}
       EOT
     }

     resource "aws_mskconnect_connector" "orders" {
       name = "orders"
       connector_configuration = {
         "connector.class" = "io.debezium.connector.mysql.MySqlConnector"
       }
       worker_configuration {
         arn      = aws_mskconnect_worker_configuration.workers.arn
         revision = aws_mskconnect_worker_configuration.workers.latest_revision
       }
     }
    ```

    Source: Developer Guide, "Manage source connector offsets",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-manage-connector-offsets.html.
    """
    if connector.is_source is NO or connector.configuration.given is NO:
        return
    workers = ctx.graph.targets(connector, Relation.CONFIGURED_BY, WorkerConfiguration)
    keeps = workers.some(lambda one: one.property("offset.storage.topic").given)
    yield violates(
        workers.nodes[0] if workers.nodes else connector,
        when=connector.is_source & ~keeps,
        message=f"{connector.address}: no worker configuration names an offset.storage.topic, so "
        "a successor of this source starts anew",
        related=[connector] if workers.nodes else [],
    )
