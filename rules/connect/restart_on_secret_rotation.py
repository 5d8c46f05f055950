from mskguard.rule import (
    NO,
    YES,
    Connector,
    Context,
    Known,
    Level,
    Relation,
    Tri,
    Verdicts,
    WorkerConfiguration,
    rule,
    violates,
)


@rule(severity=Level.LOW, kind="advice")
def restart_on_secret_rotation(connector: Connector, ctx: Context) -> Verdicts:
    """A connector that takes secrets from a config provider restarts whenever they may be stale.

    A config provider hands out a secret with a time to live. When that is over Kafka Connect
    restarts the connector to read it again, whether or not it changed, and MSK Connect does so
    often: a source stops and starts, a sink rebalances, and the lag shows it each time.

    Set config.action.reload to none in the connector configuration. After a real rotation restart
    the connector yourself. A provider in the worker configuration that the connector does not use
    is no reason for it.

    ```diff
     resource "aws_mskconnect_connector" "orders" {
       connector_configuration = {
         "connector.class"      = "io.debezium.connector.mysql.MySqlConnector"
         "database.password"    = "$${secretManager:orders:password}"
    -    "config.action.reload" = "restart"
    +    "config.action.reload" = "none"
       }
     }
    ? -- in a map whose values are in part unknown another key may name a provider
    ```

    Source: Developer Guide, "Considerations for configuration providers",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-config-provider.html.
    """
    uses = _uses_provider(connector)
    if uses is NO:
        return
    reload = connector.property("config.action.reload")
    place = reload if reload.given is YES else connector.configuration
    workers = ctx.graph.targets(connector, Relation.CONFIGURED_BY, WorkerConfiguration)
    yield violates(
        place,
        when=uses & ~reload.equals("none"),
        message=f"{connector.address}: its secrets come from a config provider and "
        "config.action.reload is not none, so it restarts whenever they may be stale",
        related=list(workers.nodes),
    )


def _uses_provider(connector: Connector) -> Tri:
    """Whether a value is `${provider:...}`, as connectors refer to secrets."""
    now = connector.configuration.now()
    if not isinstance(now, Known):
        return NO
    return Tri.of(any(one.matches(r".*\$\{\w+:.*") is YES for one in now.it.values()))
