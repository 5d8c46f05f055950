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
    UserPolicy,
    Verdicts,
    iam,
    rule,
    some,
    violates,
)

SERVICES = ("kafka", "kafkaconnect")


@rule(severity=Level.MEDIUM, kind="practice")
def control_plane_admin(
    holder: GroupPolicy
    | ManagedPolicy
    | PolicyDocument
    | PolicyFile
    | Role
    | RolePolicy
    | UserPolicy,
    ctx: Context,
) -> Verdicts:
    """A policy allows every action of the control plane on every resource.

    kafka:* on * lets its holder delete any cluster of the account, turn off its authentication or
    encryption, and replace the policy that says who gets in; kafkaconnect:* lets it run connectors
    under other roles. MSK keeps no copy of a deleted cluster. Few principals need both to create
    and to delete: a pipeline that deploys one cluster needs neither on the others.

    Write the actions that are needed, on the ARNs that they are needed on. Actions that only list
    and describe may stay with *.

    ```diff
     data "aws_iam_policy_document" "operator" {
       statement {
    -    actions   = ["kafka:*"]
    +    actions   = ["kafka:Describe*", "kafka:List*", "kafka:Get*"]
         resources = ["*"]
       }
       statement {
         actions   = ["kafka:UpdateBrokerStorage"]
         resources = ["arn:aws:kafka:eu-west-1:111122223333:cluster/orders/*"]
       }
     }
    ```

    Source: Developer Guide, "Identity-based policy examples for Amazon MSK",
    https://docs.aws.amazon.com/msk/latest/developerguide/security_iam_id-based-policy-examples.html.
    """
    for statement in iam.written(ctx, holder):
        if iam.allows(statement) is NO:
            continue
        resources = iam.each(statement.resources)
        everything = some(*(it.satisfies(lambda text: text == "*") for it in resources))
        for action in iam.each(statement.actions):
            yield violates(
                action,
                when=iam.allows(statement)
                & everything
                & action.satisfies(lambda it: it.lower() in [f"{one}:*" for one in SERVICES]),
                message=f"{holder.address}: {action} is allowed on *, the actions and resources "
                "that are needed are enough",
                about=action.otherwise(""),
            )
