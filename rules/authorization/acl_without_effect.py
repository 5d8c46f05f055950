from mskguard.rule import (
    YES,
    Cluster,
    Context,
    KafkaAcl,
    Level,
    Relation,
    ServerlessCluster,
    Tri,
    Verdicts,
    rule,
    violates,
)


@rule(severity=Level.MEDIUM, kind="constraint")
def acl_without_effect(acl: KafkaAcl, ctx: Context) -> Verdicts:
    """A Kafka ACL is declared for a cluster on which IAM alone decides.

    ACLs are asked about for clients that come in by SCRAM, mutual TLS or without authentication.
    For a client that comes in by IAM its policies decide, and allow.everyone.if.no.acl.found has no
    effect. On a cluster whose only method is IAM the ACL therefore neither lets anyone in nor keeps
    anyone out, and a serverless cluster takes no ACLs at all. Whoever relies on it for a Deny is
    mistaken.

    Write the same as statements of IAM policies, or turn on the method that the ACL is meant for.

    ```diff
     resource "aws_msk_cluster" "orders" {
       cluster_name = "orders"
       client_authentication {
         sasl {
           iam   = true
    -      scram = false
    +      scram = true
         }
       }
     }

     provider "kafka" {
       bootstrap_servers = [aws_msk_cluster.orders.bootstrap_brokers_sasl_scram]
     }

     resource "kafka_acl" "orders" {
       resource_name       = "orders"
       resource_type       = "Topic"
       acl_principal       = "User:orders"
       acl_host            = "*"
       acl_operation       = "Write"
       acl_permission_type = "Allow"
     }
    ```

    Source: Developer Guide, "IAM access control",
    https://docs.aws.amazon.com/msk/latest/developerguide/iam-access-control.html.
    """
    for cluster in ctx.graph.targets(acl, Relation.BELONGS_TO, Cluster).nodes:
        methods = cluster.authentication
        yield violates(
            methods.scram,
            when=methods.iam.equals(True) & ~_others(cluster),
            message=f"{cluster.address}: IAM is its only authentication, so that {acl.address} "
            "has no effect",
            related=[acl],
            about=acl.address,
        )
    for serverless in ctx.graph.targets(acl, Relation.BELONGS_TO, ServerlessCluster).nodes:
        yield violates(
            acl,
            when=YES,
            message=f"{acl.address}: {serverless.address} is serverless and takes no ACLs",
            about=serverless.address,
        )


def _others(cluster: Cluster) -> Tri:
    """Whether clients may come in by anything but IAM."""
    methods = cluster.authentication
    anonymous = methods.unauthenticated
    return methods.scram.equals(True) | methods.tls.equals(True) | anonymous.equals(True)
