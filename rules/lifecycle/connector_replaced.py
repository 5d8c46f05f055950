from typing import Any

from mskguard.rule import (
    NO,
    YES,
    Connector,
    Context,
    Level,
    Relation,
    ResourceChange,
    Tri,
    Value,
    Verdicts,
    WorkerConfiguration,
    differs,
    rule,
    some,
    violates,
)


@rule(severity=Level.MEDIUM, kind="practice")
def connector_replaced(change: ResourceChange, ctx: Context) -> Verdicts:
    """A change makes a source connector anew, and it forgets how far it has read.

    A connector's offsets are in a topic. By default MSK Connect makes one for each connector, with
    a part of the connector's ARN in its name; a connector that is replaced gets another, empty one.
    A Debezium source then takes its snapshot of the whole database again, in the middle of the
    night, and every consumer sees all rows a second time; other sources skip what happened
    meanwhile. MSK Connect replaces a connector for nearly every change but those of its capacity
    and its connector configuration.

    Name the topic in the worker configuration, `offset.storage.topic`, before the connector is
    created, and keep the connector's name: the successor then continues where the other stopped.

    ```diff change
     resource "aws_mskconnect_connector" "orders" {
       name = "orders"
       connector_configuration = {
         "connector.class" = "io.debezium.connector.postgresql.PostgresConnector"
       }
    -  kafkaconnect_version = "2.7.1"
    +  kafkaconnect_version = "3.7.x"
     }
    ```

    Source: Developer Guide, "Manage source connector offsets",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-manage-connector-offsets.html.
    """
    pair = change.between(Connector)
    if pair is None or change.replaces is NO:
        return
    before, after = pair
    changed = [
        (was, will, answer)
        for path in ctx.facts.replacing("Connector", change.unit.dialect.value)
        for was, will in [change.values(path)]
        if (answer := differs(was, will)) is not NO
    ]
    replaced = some(change.replaces & YES if change.actions else NO, *(one[2] for one in changed))
    if replaced is NO:
        return
    certain = [one for one in changed if one[2] is YES] or changed
    keeps = _keeps_its_topic(ctx, after) & ~differs(before.name, after.name)
    place: Value[Any] | Connector = certain[0][1] if certain else after
    yield violates(
        place,
        when=replaced & after.is_source & ~keeps,
        message=f"{change.address}: the source connector is replaced, and the new one does not "
        "find the offsets of the old",
        related=[certain[0][0]] if certain else [before],
    )


def _keeps_its_topic(ctx: Context, connector: Connector) -> Tri:
    workers = ctx.graph.targets(connector, Relation.CONFIGURED_BY, WorkerConfiguration)
    return workers.some(lambda one: one.property("offset.storage.topic").given)
