from mskguard.rule import (
    NO,
    UNKNOWN,
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
    Value,
    Verdicts,
    iam,
    rule,
    some,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def action_on_wrong_resource(
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
    """An action of the data plane is allowed only on resources that it does not apply to.

    Each kafka-cluster action asks about one type of resource: Connect about the cluster, ReadData
    about a topic, AlterGroup about a group. Allowed on the ARN of another type it allows nothing,
    and IAM does not say so. Two slips are common: everything is allowed on the cluster's ARN, so
    that clients connect and may then touch no topic; and WriteDataIdempotently is allowed on a
    topic, while it is asked about the cluster.

    Name a resource of the right type. Topics, groups and transactional ids have ARNs of their own:
    the cluster's with topic, group or transactional-id in the place of cluster, and the name at
    the end. Where another statement of the same policy allows the action rightly, or the resource
    is a mere *, this rule is silent.

    ```diff
     data "aws_iam_policy_document" "reader" {
       statement {
    -    actions   = ["kafka-cluster:WriteDataIdempotently"]
    +    actions   = ["kafka-cluster:WriteData"]
         resources = ["arn:aws:kafka:eu-west-1:111122223333:topic/orders/*"]
       }
     }
    ```

    Source: Developer Guide, "Semantics of IAM authorization policy actions and resources",
    https://docs.aws.amazon.com/msk/latest/developerguide/kafka-actions.html.
    """
    statements = [it for it in iam.written(ctx, holder) if iam.allows(it) is not NO]
    for statement in statements:
        resources = iam.each(statement.resources)
        for action in iam.each(statement.actions):
            if iam.is_asked(ctx, action) and any(_is_of_msk(it, ctx) for it in resources):
                message = f"{holder.address}: {action} may not apply to {_shown(resources, ctx)}"
                yield violates(action, when=UNKNOWN, message=message)
                continue
            types = _types(ctx, action)
            others = [it for it in statements if it is not statement]
            if not types or not resources or _is_allowed(others, types, action, ctx):
                continue
            yield violates(
                action,
                when=iam.allows(statement) & ~_applies(statement, types, ctx),
                message=f"{holder.address}: {action} applies to {' or '.join(types)}, and is "
                f"allowed on {_shown(resources, ctx)}",
                related=resources[:1],
                about=action.otherwise(""),
            )


def _types(ctx: Context, action: Value[str]) -> tuple[str, ...]:
    """The types of resource that an action, or one of those that a pattern stands for, is about."""
    names = iam.actions_of(ctx, "kafka-cluster", action)
    found = (ctx.facts.iam.actions[name].resources for name in names)
    return tuple(sorted({kind for kinds in found for kind in kinds}))


def _applies(statement: Statement, types: tuple[str, ...], ctx: Context) -> Tri:
    if iam.is_given(statement.not_resources):
        return UNKNOWN
    resources = iam.each(statement.resources)
    return some(*(_may_be(one, kind, ctx) for one in resources for kind in types))


def _may_be(resource: Value[str], kind: str, ctx: Context) -> Tri:
    text = iam.stated(ctx, resource)
    if iam.is_no_arn(text) or (iam.is_kafka_arn(text) and iam.fault_of(text)):
        return YES  # what a broken ARN was to name is for malformed-kafka-arn to say
    found = iam.may_be(text, kind)
    if found is UNKNOWN:
        resource.satisfies(bool)  # the reader is told why it is not known
    return found


def _is_allowed(
    statements: list[Statement], types: tuple[str, ...], action: Value[str], ctx: Context
) -> bool:
    """Whether one of the statements allows the action where it applies, or may."""
    name = iam.stated(ctx, action)
    return any(
        iam.speaks_of_action(ctx.graph, one, name) is not NO and _applies(one, types, ctx) is not NO
        for one in statements
    )


def _is_of_msk(resource: Value[str], ctx: Context) -> bool:
    return iam.is_kafka_arn(iam.stated(ctx, resource))


def _shown(resources: tuple[Value[str], ...], ctx: Context) -> str:
    return (
        iam.shown(ctx, resources[0])
        if len(resources) == 1
        else f"{len(resources)} resources of other types"
    )
