from mskguard.rule import (
    NO,
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
    Value,
    Verdicts,
    iam,
    rule,
    some,
    violates,
)

JOINING = "kafka-cluster:Connect"


@rule(severity=Level.HIGH, kind="practice")
def any_cluster_grant(
    holder: GroupPolicy
    | ManagedPolicy
    | PolicyDocument
    | PolicyFile
    | Role
    | RolePolicy
    | UserPolicy,
    ctx: Context,
) -> Verdicts:
    """A policy allows to write to, alter or delete in every cluster of the account.

    With * as the resource, or an ARN that ends in topic/*, the principal may write to the topics of
    every cluster that there is or ever will be: also those of other teams, and of production where
    the account has both. One wrong bootstrap string in a test job then writes into, or deletes, a
    topic of production, and IAM was asked and said yes.

    Name the cluster, and the topics by name or prefix. A condition on the resource's tags narrows
    it too, and silences this rule; conditions on the caller (MFA, its address) do not. Only the
    cluster resource has tags in MSK, so topics are better named. An ARN of one region's clusters
    counts as every cluster.

    ```diff
     data "aws_iam_policy_document" "writer" {
       statement {
         actions   = ["kafka-cluster:WriteData"]
    -    resources = ["*"]
    +    resources = ["arn:aws:kafka:eu-west-1:111122223333:topic/orders/*/payments"]
       }
     }
    ```

    In a template:

    ```diff cloudformation
     Resources:
       Writer:
         Type: AWS::IAM::ManagedPolicy
         Properties:
           PolicyDocument:
             Version: "2012-10-17"
             Statement:
               - Effect: Allow
                 Action: kafka-cluster:WriteData
    -            Resource: !Sub arn:aws:kafka:${AWS::Region}:${AWS::AccountId}:topic/*
    +            Resource: !Sub arn:aws:kafka:${AWS::Region}:${AWS::AccountId}:topic/orders/*
    ```

    Source: Developer Guide, "Create authorization policies for the IAM role",
    https://docs.aws.amazon.com/msk/latest/developerguide/create-iam-access-control-policies.html.
    """
    for statement in iam.written(ctx, holder):
        changing = _changing(statement, ctx)
        if not changing or iam.allows(statement) is NO or iam.is_given(statement.principals):
            continue
        narrowed = iam.is_condition_on(statement, "aws:ResourceTag")
        for resource in iam.each(statement.resources):
            every = {name: _is_every(resource, name, ctx) for name in changing}
            meant = [name for name in changing if every[name] is not NO]
            yield violates(
                resource,
                when=iam.allows(statement) & some(*every.values()) & ~narrowed,
                message=f"{holder.address}: {_listed(meant or changing)} is allowed on "
                f"{iam.shown(ctx, resource)}, which is every cluster; the ARN of one "
                "cluster, topic or group limits it",
                related=[statement.actions],
            )


def _changing(statement: Statement, ctx: Context) -> list[str]:
    """The data plane's actions among those allowed that write, alter or delete."""
    names = (
        name
        for action in iam.each(statement.actions)
        for name in iam.actions_of(ctx, "kafka-cluster", action)
    )
    actions = ctx.facts.iam.actions
    return sorted({it for it in names if actions[it].access == "write" and it != JOINING})


def _is_every(resource: Value[str], action: str, ctx: Context) -> Tri:
    """Whether a resource is all that an action can be about, in every cluster."""
    text = iam.stated(ctx, resource)
    resource.satisfies(bool)
    kinds = ctx.facts.iam.actions[action].resources
    return some(*(iam.is_everything(text, kind) for kind in kinds))


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} (and {len(names) - 1} more)"
