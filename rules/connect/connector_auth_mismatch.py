from mskguard.rule import (
    NO,
    UNKNOWN,
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
def connector_auth_mismatch(connector: Connector, ctx: Context) -> Verdicts:
    """A connector signs in to its cluster in a way that the cluster does not offer.

    MSK Connect knows two ways: IAM, and none. A connector without authentication is turned away by
    a cluster that wants to know its clients, one with IAM by a cluster where that is off. The
    workers start, cannot connect, and the connector fails after some ten minutes; its
    authentication cannot be changed, so it has to be made anew.

    Set the connector's authentication to IAM, and turn IAM on in the cluster where it is off.

    ```diff
     resource "aws_msk_cluster" "events" {
       cluster_name = "events"
       client_authentication {
         unauthenticated = false
         sasl {
           iam = true
         }
       }
     }

     resource "aws_mskconnect_connector" "orders" {
       kafka_cluster {
         apache_kafka_cluster {
           bootstrap_servers = aws_msk_cluster.events.bootstrap_brokers_sasl_iam
         }
       }
       kafka_cluster_client_authentication {
    -    authentication_type = "NONE"
    +    authentication_type = "IAM"
       }
     }
    ```

    Source: Developer Guide, "Understand service execution role",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-service-execution-role.html.
    """
    method = connector.cluster.authentication
    for cluster in ctx.graph.targets(connector, Relation.CONNECTS_TO, Cluster).nodes:
        offered = cluster.authentication
        anyone = offered.unauthenticated
        closed = UNKNOWN if anyone.given is NO else anyone.equals(False)
        wants_names = offered.by_any_method & closed
        yield violates(
            method,
            when=(method.equals("NONE") & wants_names)
            | (method.equals("IAM") & offered.iam.equals(False)),
            message=f"{connector.address}: its authentication is {method}, which "
            f"{cluster.address} does not offer",
            related=[offered.iam, offered.unauthenticated],
        )
    for serverless in ctx.graph.targets(connector, Relation.CONNECTS_TO, ServerlessCluster).nodes:
        yield violates(
            method,
            when=method.equals("NONE"),
            message=f"{connector.address}: its authentication is {method}, and "
            f"{serverless.address} lets in by IAM alone",
            related=[serverless],
        )
