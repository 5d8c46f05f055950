import re

from mskguard.rule import Connector, Context, Level, Verdicts, holds, rule, violates

_PORT = re.compile(r":(\d+)$")


@rule(severity=Level.HIGH, kind="constraint")
def connector_port_mismatch(connector: Connector, ctx: Context) -> Verdicts:
    """A connector's bootstrap servers name a port that speaks another protocol.

    Each way of signing in has a port of its own. A connector with IAM that is sent to the TLS port,
    or one without authentication that is sent to IAM's, fails after its workers have tried for some
    ten minutes, with a timeout that names neither port nor protocol. Ports that MSK does not use
    for clients are not judged: a proxy may listen there.

    ```diff
     resource "aws_mskconnect_connector" "orders" {
       kafka_cluster {
         apache_kafka_cluster {
    -      bootstrap_servers = "b-1.events.a1b2c3.c2.kafka.eu-west-1.amazonaws.com:9094"
    +      bootstrap_servers = "b-1.events.a1b2c3.c2.kafka.eu-west-1.amazonaws.com:9098"
         }
       }
       kafka_cluster_client_authentication {
         authentication_type = "IAM"
       }
     }
    ```

    Source: Developer Guide, "Port information",
    https://docs.aws.amazon.com/msk/latest/developerguide/port-info.html.
    """
    servers, method = connector.cluster.bootstrap_servers, connector.cluster.authentication
    schemes = {
        port.first: port.scheme
        for port in ctx.facts.ports.values()
        if port.network in ("private", "ipv6", "public")
    }

    def differs(text: str, authentication: str) -> bool:
        found = {schemes.get(int(port)) for port in _ports(text)} - {None}
        fits = {"IAM"} if authentication == "IAM" else {"PLAINTEXT", "TLS"}
        return bool(found - fits)

    yield violates(
        servers,
        when=holds(differs, servers, method),
        message=f"{connector.address}: its authentication is {method}, and its bootstrap servers "
        "name a port for something else",
        related=[method],
    )


def _ports(servers: str) -> list[str]:
    found = [_PORT.search(server.strip()) for server in servers.split(",")]
    return [port[1] for port in found if port]
