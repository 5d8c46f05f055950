from mskguard.rule import (
    NO,
    UNKNOWN,
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
    UserPolicy,
    Value,
    Verdicts,
    iam,
    rule,
    violates,
)


@rule(severity=Level.MEDIUM, kind="practice")
def kafka_cluster_admin(
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
    """A policy allows every action of the data plane.

    kafka-cluster:* is what Kafka calls an administrator: whoever has it reads and deletes every
    topic that the resource covers, resets the offsets of other teams' consumer groups and changes
    the brokers' dynamic configuration. Applications need four or five of these actions. A
    principal that only produces is one leaked key away from an empty topic.

    Write the actions of the use case: Connect, DescribeTopic and WriteData (with
    WriteDataIdempotently) produce; Connect, DescribeTopic, ReadData, DescribeGroup and AlterGroup
    consume. A Deny of a few actions beside it does not make it least privilege. For the role of
    the people who run the cluster this is right: ignore it there.

    ```diff
     data "aws_iam_policy_document" "producer" {
       statement {
    -    actions   = ["kafka-cluster:*"]
    +    actions   = ["kafka-cluster:WriteData", "kafka-cluster:DescribeTopic"]
         resources = ["arn:aws:kafka:eu-west-1:111122223333:topic/orders/*"]
       }
       statement {
         actions   = ["kafka-cluster:Connect"]
         resources = ["arn:aws:kafka:eu-west-1:111122223333:cluster/orders/*"]
       }
     }
    ```

    Source: Developer Guide, "Common use cases for client authorization policy",
    https://docs.aws.amazon.com/msk/latest/developerguide/iam-access-control-use-cases.html.
    """
    every = [it for it in ctx.facts.iam.actions if it.startswith("kafka-cluster:")]
    for statement in iam.written(ctx, holder):
        if iam.allows(statement) is NO:
            continue
        matched = {
            name
            for action in iam.each(statement.actions)
            for name in iam.actions_of(ctx, "kafka-cluster", action)
        }
        at = _place(statement, ctx)
        yield violates(
            at,
            when=iam.allows(statement)
            & at.satisfies(lambda _, all_=matched: len(all_) == len(every)),
            message=f"{holder.address}: {at} is every action on the data plane, "
            "the actions of the use case are enough",
        )


def _place(statement: Statement, ctx: Context) -> Value[str]:
    """The action that stands for most others; what is not known before what is."""
    actions = iam.each(statement.actions)
    unknown = [it for it in actions if it.satisfies(bool) is UNKNOWN]
    known = sorted(actions, key=lambda it: len(iam.actions_of(ctx, "kafka-cluster", it)))
    return (unknown or known[-1:] or [statement.sid])[0]
