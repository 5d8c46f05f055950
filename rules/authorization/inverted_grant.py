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
    Statement,
    Tri,
    UserPolicy,
    Verdicts,
    every,
    iam,
    rule,
    some,
    violates,
)


@rule(severity=Level.MEDIUM, kind="practice")
def inverted_grant(
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
    """A policy allows everything but what it names, and the data plane of MSK is not named.

    Allow with NotAction or NotResource grants whatever is not in the list: also actions of services
    that nobody thought of, and those that AWS adds next year. A statement that was meant to keep
    people out of IAM thereby lets them read and delete every topic of every IAM cluster in the
    account, and neither the policy's name nor its text says kafka.

    Say what is allowed: Action and Resource. To keep a few things out, allow broadly where that is
    meant and deny those in a statement of their own. Deny with NotAction is not meant here.

    ```diff
     resource "aws_msk_cluster" "orders" {
       cluster_name = "orders"
     }

     data "aws_iam_policy_document" "developer" {
       statement {
    -    not_actions = ["iam:*"]
    +    not_actions = ["iam:*", "kafka-cluster:*"]
         resources   = ["*"]
       }
     }
    ```

    Source: IAM User Guide, "IAM JSON policy elements: NotAction",
    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html.
    """
    for statement in iam.written(ctx, holder):
        by_action = iam.is_given(statement.not_actions)
        if iam.allows(statement) is NO or not (by_action or iam.is_given(statement.not_resources)):
            continue
        place = statement.not_actions if by_action else statement.not_resources
        covered = _covers_actions(statement, ctx) & _covers_resources(statement, ctx)
        yield violates(
            place,
            when=iam.allows(statement) & covered,
            message=f"{holder.address}: it allows all but what "
            f"{'NotAction' if by_action else 'NotResource'} names, and so the data plane of MSK",
        )


def _covers_actions(statement: Statement, ctx: Context) -> Tri:
    names = (it for it in ctx.facts.iam.actions if it.startswith("kafka-cluster:"))
    if not iam.is_given(statement.not_actions):
        return some(*(iam.speaks_of_action(ctx.graph, statement, name) for name in names))
    return ~every(*(~iam.speaks_of_action(ctx.graph, statement, name) for name in names))


def _covers_resources(statement: Statement, ctx: Context) -> Tri:
    if not iam.is_given(statement.not_resources):
        cluster = iam.EVERY_CLUSTER
        return iam.speaks_of_resource(ctx.graph, statement, cluster, iam.overlaps)
    left_out = iam.any_of(ctx.graph, statement.not_resources, iam.EVERY_CLUSTER)
    return YES if left_out is NO else ~left_out
