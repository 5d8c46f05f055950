from mskguard.rule import (
    NO,
    YES,
    Cluster,
    ClusterPolicy,
    Context,
    GroupPolicy,
    Level,
    ManagedPolicy,
    PolicyDocument,
    PolicyFile,
    Role,
    RolePolicy,
    UserPolicy,
    Value,
    Verdicts,
    iam,
    rule,
    violates,
)


@rule(severity=Level.MEDIUM, kind="constraint")
def grant_without_iam_auth(
    holder: ClusterPolicy
    | GroupPolicy
    | ManagedPolicy
    | PolicyDocument
    | PolicyFile
    | Role
    | RolePolicy
    | UserPolicy,
    ctx: Context,
) -> Verdicts:
    """A policy allows actions of the data plane on a cluster that does not ask IAM.

    kafka-cluster actions are asked about on the IAM listener alone (port 9098, 9198 in public). A
    cluster without IAM authentication has none, so that the grant says nothing: its clients come
    in by SCRAM, mutual TLS or without any authentication, and Kafka ACLs rule them, if any do. Who
    reads the policy believes in a limit that is not there.

    Turn IAM authentication on, which MSK does in place and beside the other methods, or take the
    statement away and write ACLs.

    ```diff
     resource "aws_msk_cluster" "orders" {
       cluster_name = "orders"
       client_authentication {
         sasl {
    -      iam   = false
    +      iam   = true
           scram = true
         }
       }
     }

     data "aws_iam_policy_document" "client" {
       statement {
         actions   = ["kafka-cluster:Connect"]
         resources = [aws_msk_cluster.orders.arn]
       }
     }
    ```

    Source: Developer Guide, "IAM access control",
    https://docs.aws.amazon.com/msk/latest/developerguide/iam-access-control.html.
    """
    for statement in iam.written(ctx, holder):
        actions = [
            it for it in iam.each(statement.actions) if iam.actions_of(ctx, "kafka-cluster", it)
        ]
        if not actions or iam.allows(statement) is NO:
            continue
        for resource in iam.each(statement.resources):
            for cluster in _clusters(resource, ctx):
                on = cluster.authentication.iam
                yield violates(
                    on,
                    when=iam.allows(statement) & ~on.equals(True),
                    message=f"{cluster.address}: IAM authentication is off, and {holder.address} "
                    f"allows {actions[0]} on it, which only IAM authentication asks about",
                    related=[resource],
                    about=holder.address,
                )


def _clusters(resource: Value[str], ctx: Context) -> list[Cluster]:
    """The clusters that a resource names; not those that a pattern happens to match."""
    named = iam.derived(iam.stated(ctx, resource), "cluster")
    if iam.is_everything(named, "cluster") is not NO:
        return []
    return [
        it
        for it in ctx.graph.nodes(Cluster)
        if iam.covers(named, iam.arn_of_cluster(ctx.graph, it)) is YES
    ]
