from mskguard.rule import (
    Cluster,
    Connector,
    Context,
    Level,
    Relation,
    Tri,
    Verdicts,
    rule,
    some,
    violates,
)


@rule(severity=Level.MEDIUM, kind="practice")
def connector_cannot_reach_cluster(connector: Connector, ctx: Context) -> Verdicts:
    """The cluster's security groups do not let the connector in by the port that it needs.

    The workers get network interfaces with the connector's security groups in the connector's
    subnets, and are clients like any other. Where the cluster's groups do not let them in, the
    connector is created for some ten minutes and fails with a timeout in its own log, if it has
    one.

    Let the connector's group in by the port of its authentication: 9098 with IAM, 9094 with TLS,
    9092 in plaintext. It is judged only where all rules of the cluster's groups are known, and for
    clusters that were read.

    ```diff
     resource "aws_security_group" "connect" {}

     resource "aws_security_group" "lambda" {}

     resource "aws_security_group" "brokers" {
       ingress {
         protocol        = "tcp"
         from_port       = 9098
         to_port         = 9098
         security_groups = [aws_security_group.connect.id]
       }
     }

     resource "aws_subnet" "connect" {
       cidr_block = "10.0.4.0/24"
     }

     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         security_groups = [aws_security_group.brokers.id]
       }
     }

     resource "aws_mskconnect_connector" "orders" {
       kafka_cluster {
         apache_kafka_cluster {
           bootstrap_servers = aws_msk_cluster.events.bootstrap_brokers_sasl_iam
           vpc {
    -        security_groups = [aws_security_group.lambda.id]
    +        security_groups = [aws_security_group.connect.id]
             subnets         = [aws_subnet.connect.id]
           }
         }
       }
       kafka_cluster_client_authentication {
         authentication_type = "IAM"
       }
       kafka_cluster_encryption_in_transit {
         encryption_type = "TLS"
       }
     }
    ```

    Source: Developer Guide, "Port information",
    https://docs.aws.amazon.com/msk/latest/developerguide/port-info.html.
    """
    of = connector.cluster
    peer = ctx.reach.peer(connector, of.subnets, of.security_groups)
    for cluster in ctx.graph.targets(connector, Relation.CONNECTS_TO, Cluster).nodes:
        own = cluster.brokers.security_groups
        if own.given is not Tri.NO and not ctx.reach.is_foreign(cluster, own):
            groups = ctx.reach.groups(cluster, own)
            closed = [
                needed & ~ctx.reach.opens_to(groups, ctx.facts.ports[name].first, peer)
                for name, needed in _ports(connector).items()
            ]
            yield violates(
                of.security_groups,
                when=some(*closed),
                message=f"{connector.address}: the security groups of {cluster.address} do not "
                "let it in by the port of its authentication",
                related=[cluster.brokers.security_groups, *groups.nodes],
                about=cluster.instance,
            )


def _ports(connector: Connector) -> dict[str, Tri]:
    """By port: whether the connector needs it."""
    method, wire = connector.cluster.authentication, connector.cluster.encryption
    return {
        "iam": method.equals("IAM"),
        "tls": method.equals("NONE") & wire.equals("TLS"),
        "plaintext": method.equals("NONE") & wire.equals("PLAINTEXT"),
    }
