from collections.abc import Iterator

from mskguard.rule import (
    YES,
    Connector,
    Context,
    Known,
    Level,
    Value,
    Verdicts,
    bootstrap,
    rule,
    violates,
)

KEY = "bootstrap.servers"


@rule(severity=Level.LOW, kind="practice")
def single_broker_bootstrap(connector: Connector, ctx: Context) -> Verdicts:
    """A client knows one broker only, or those of one zone, and cannot start while they are away.

    The bootstrap servers are whom a client asks for all the others, each time that it starts. MSK
    restarts the brokers one by one for patches and upgrades. A connector whose workers are replaced
    in just those minutes, and whose only known broker is the one, does not come up. Several brokers
    are no better where one zone has all of them: each of a cluster's client subnets is a zone, and
    aws kafka list-nodes tells which broker is in which, where its answer is read too.

    Write brokers of several zones: what get-bootstrap-brokers returns, or the cluster's
    bootstrap_brokers attribute. Serverless clusters and custom domains have one name for all
    brokers and are not meant.

    ```diff
     resource "aws_mskconnect_connector" "orders" {
       kafka_cluster {
         apache_kafka_cluster {
           bootstrap_servers = join(",", [
             "b-1.events.a1b2c3.c4.kafka.eu-west-1.amazonaws.com:9098",
    +        "b-2.events.a1b2c3.c4.kafka.eu-west-1.amazonaws.com:9098",
    ?        "${var.mystery}:9098",
           ])
         }
       }
     }
    ```

    Source: Developer Guide, "Upgrade the Apache Kafka version", best practices,
    https://docs.aws.amazon.com/msk/latest/developerguide/version-upgrades.html.
    """
    for servers in _bootstraps(connector):
        yield violates(
            servers,
            when=servers.satisfies(bootstrap.names_one_broker),
            message=f"{connector.address}: the bootstrap servers are the one broker {servers}, "
            "brokers of several zones outlive a restart",
        )
        now = servers.now()
        brokers = bootstrap.brokers_in_one_subnet(ctx, now.it) if isinstance(now, Known) else ()
        if brokers:
            yield violates(
                servers,
                when=YES,
                message=f"{connector.address}: the bootstrap servers are {len(brokers)} brokers in "
                f"the one subnet {brokers[0].subnet}, brokers of several zones outlive a restart",
                related=brokers,
            )


def _bootstraps(connector: Connector) -> Iterator[Value[str]]:
    yield connector.cluster.bootstrap_servers
    configuration = connector.configuration.now()
    if isinstance(configuration, Known):
        for key, value in configuration.it.items():
            if key.endswith(KEY):
                yield value
