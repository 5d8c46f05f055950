from mskguard.rule import (
    Cluster,
    Connector,
    Context,
    Level,
    Relation,
    ServerlessCluster,
    Verdicts,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def connector_encryption_mismatch(connector: Connector, ctx: Context) -> Verdicts:
    """A connector speaks TLS to a cluster without it, or plaintext to one that has only TLS.

    The two do not understand each other: the workers wait for an answer that does not come, log
    timeouts, and the connector fails. Its encryption is settled when it is created, so it has to be
    made anew.

    Take TLS on both sides.

    ```diff
     resource "aws_msk_cluster" "events" {
       cluster_name = "events"
       encryption_info {
         encryption_in_transit {
           client_broker = "TLS"
         }
       }
     }

     resource "aws_mskconnect_connector" "orders" {
       kafka_cluster {
         apache_kafka_cluster {
           bootstrap_servers = aws_msk_cluster.events.bootstrap_brokers_tls
         }
       }
       kafka_cluster_encryption_in_transit {
    -    encryption_type = "PLAINTEXT"
    +    encryption_type = "TLS"
       }
     }
    ```

    Source: Developer Guide, "Get started with Amazon MSK encryption",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-working-with-encryption.html.
    """
    wire = connector.cluster.encryption
    for cluster in ctx.graph.targets(connector, Relation.CONNECTS_TO, Cluster).nodes:
        listener = cluster.transit.client_broker
        yield violates(
            wire,
            when=(wire.equals("TLS") & listener.equals("PLAINTEXT"))
            | (wire.equals("PLAINTEXT") & listener.equals("TLS")),
            message=f"{connector.address}: its encryption is {wire}, and {cluster.address} speaks "
            f"{listener} with clients",
            related=[listener],
        )
    for serverless in ctx.graph.targets(connector, Relation.CONNECTS_TO, ServerlessCluster).nodes:
        yield violates(
            wire,
            when=wire.equals("PLAINTEXT"),
            message=f"{connector.address}: its encryption is {wire}, and {serverless.address} "
            "speaks TLS alone",
            related=[serverless],
        )
