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
    UserPolicy,
    Verdicts,
    iam,
    rule,
    some,
    violates,
)

CREATORS = ("kafka:CreateReplicator", "kafka:CreateChannel", "kafkaconnect:CreateConnector")


@rule(severity=Level.LOW, kind="practice")
def unbounded_pass_role(
    holder: GroupPolicy
    | ManagedPolicy
    | PolicyDocument
    | PolicyFile
    | Role
    | RolePolicy
    | UserPolicy,
    ctx: Context,
) -> Verdicts:
    """A policy that creates connectors or replicators may pass any role to any service.

    Whoever creates a connector hands it a role, and iam:PassRole is the permission to do so. On *
    and for every service it lets the same principal start a function or an instance under the
    account's most powerful role: a policy for a data team becomes a way to all of the account.

    Name the roles that may be passed, or put a condition on iam:PassedToService
    (kafkaconnect.amazonaws.com for connectors, kafka.amazonaws.com for replicators and channels),
    as AWS's managed policies do. Policies that create none of these are not this rule's matter.

    ```diff
     data "aws_iam_policy_document" "deployer" {
       statement {
         actions   = ["kafkaconnect:CreateConnector"]
         resources = ["*"]
       }
       statement {
         actions   = ["iam:PassRole"]
    -    resources = ["*"]
    +    resources = ["arn:aws:iam::111122223333:role/connect-*"]
       }
     }
    ```

    Source: Developer Guide, "AWS managed policies for Amazon MSK",
    https://docs.aws.amazon.com/msk/latest/developerguide/security-iam-awsmanpol.html.
    """
    statements = [it for it in iam.written(ctx, holder) if iam.allows(it) is not NO]
    creates = some(
        *(
            iam.speaks_of_action(ctx.graph, it, action) & iam.allows(it)
            for it in statements
            for action in CREATORS
            if not _is_administrator(it)
        )
    )
    if creates is NO:
        return
    for statement in statements:
        if _is_administrator(statement):
            continue
        passes = iam.speaks_of_action(ctx.graph, statement, "iam:PassRole")
        bounded = iam.is_condition_on(statement, "iam:PassedToService")
        for resource in iam.each(statement.resources) if passes is not NO else ():
            yield violates(
                resource,
                when=creates & passes & ~bounded & resource.satisfies(_is_any_role),
                message=f"{holder.address}: iam:PassRole is allowed on {resource} to any service, "
                "the roles or a condition on iam:PassedToService limit it",
            )


def _is_any_role(text: str) -> bool:
    return text == "*" or text.endswith((":role/*", ":*"))


def _is_administrator(statement: Statement) -> bool:
    """Whether everything is allowed: no policy for connectors then."""
    return any(it.otherwise("") == "*" for it in iam.each(statement.actions))
