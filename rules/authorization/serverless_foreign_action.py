from mskguard.rule import (
    NO,
    YES,
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
    Verdicts,
    every,
    iam,
    rule,
    violates,
)


@rule(severity=Level.MEDIUM, kind="constraint")
def serverless_foreign_action(
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
    """A policy for a serverless cluster allows an action that serverless clusters do not have.

    MSK runs the brokers of a serverless cluster, and nobody else alters the cluster or reads and
    changes its dynamic configuration. AlterCluster, DescribeClusterDynamicConfiguration and
    AlterClusterDynamicConfiguration may stand in a policy, but a tool that relies on them (one that
    sets quotas, say) fails there with ClusterAuthorizationException, whatever is granted.

    Take the action away, and the tool to a provisioned cluster. Where the statement also speaks of
    provisioned clusters, or of clusters whose kind is not known, this rule is silent.

    ```diff
     resource "aws_msk_serverless_cluster" "orders" {
       cluster_name = "orders"
     }

     data "aws_iam_policy_document" "client" {
       statement {
    -    actions   = ["kafka-cluster:AlterCluster"]
    +    actions   = ["kafka-cluster:DescribeCluster"]
         resources = [aws_msk_serverless_cluster.orders.arn]
       }
     }
    ```

    Source: Developer Guide, "Semantics of IAM authorization policy actions and resources",
    https://docs.aws.amazon.com/msk/latest/developerguide/kafka-actions.html.
    """
    known = ctx.facts.iam.actions
    for statement in iam.written(ctx, holder):
        resources = iam.each(statement.resources)
        if iam.allows(statement) is NO or not resources:
            continue
        serverless = every(*(iam.is_serverless(ctx, it) for it in resources))
        if serverless is not YES:
            continue
        for action in iam.each(statement.actions):
            names = iam.actions_of(ctx, "kafka-cluster", action)
            foreign = bool(names) and not any(known[name].serverless for name in names)
            yield violates(
                action,
                when=iam.allows(statement) & action.satisfies(lambda _, found=foreign: found),
                message=f"{holder.address}: serverless clusters do not have {action}",
                about=action.otherwise(""),
            )
