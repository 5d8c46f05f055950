import re
from collections.abc import Iterator

from mskguard.rule import Connector, Known, Level, Value, Verdicts, rule, violates

BROKER = re.compile(r"(b-\d+)(?:-public)?\.[a-z0-9.-]+\.kafka\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?")
KEY = "bootstrap.servers"


@rule(severity=Level.LOW, kind="practice")
def single_broker_bootstrap(connector: Connector) -> Verdicts:
    """A client knows one broker only, and cannot start while that one is away.

    The bootstrap servers are whom a client asks for all the others, each time that it starts. MSK
    restarts the brokers one by one for patches and upgrades. A connector whose workers are replaced
    in just those minutes, and whose only known broker is the one, does not come up.

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
            when=servers.satisfies(_names_one_broker),
            message=f"{connector.address}: the bootstrap servers are the one broker {servers}, "
            "brokers of several zones outlive a restart",
        )


def _bootstraps(connector: Connector) -> Iterator[Value[str]]:
    yield connector.cluster.bootstrap_servers
    configuration = connector.configuration.now()
    if isinstance(configuration, Known):
        for key, value in configuration.it.items():
            if key.endswith(KEY):
                yield value


def _names_one_broker(text: str) -> bool:
    hosts = [part.strip().rsplit(":", 1)[0].lower() for part in text.split(",") if part.strip()]
    found = [BROKER.fullmatch(host) for host in hosts]
    return bool(found) and all(found) and len({one[1] for one in found if one}) == 1
