from mskguard.rule import (
    NO,
    UNKNOWN,
    YES,
    Context,
    Level,
    PolicyFile,
    Role,
    Tri,
    User,
    Value,
    Verdict,
    Verdicts,
    iam,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def missing_companion_action(principal: PolicyFile | Role | User, ctx: Context) -> Verdicts:
    """A principal may do something in a cluster that it lacks a necessary permission for.

    Actions of the data plane come in company: to write into a topic, a client first connects to the
    cluster and describes the topic, and to read it joins a group. Each step is an action of its
    own, and without it the client never comes to the one that is allowed: it fails with
    ClusterAuthorizationException or GroupAuthorizationException, which name the step and not the
    policy.

    Allow the actions that it requires, and those that these require, on the same cluster: Connect
    on the cluster's ARN, AlterGroup and DescribeGroup on the ARNs of groups. All policies of the
    principal count, and the cluster's own; a document on its own is never all of them.

    ```diff
     resource "aws_iam_role" "writer" {
       name = "writer"
     }

     resource "aws_iam_role_policy" "writer" {
       role = aws_iam_role.writer.name
       policy = jsonencode({
         Version = "2012-10-17"
         Statement = [
           {
             Effect   = "Allow"
    -        Action   = ["kafka-cluster:WriteData"]
    +        Action   = ["kafka-cluster:WriteData", "kafka-cluster:DescribeTopic"]
             Resource = "arn:aws:kafka:eu-west-1:111122223333:topic/orders/*"
           },
           {
             Effect   = "Allow"
             Action   = ["kafka-cluster:Connect"]
             Resource = "arn:aws:kafka:eu-west-1:111122223333:cluster/orders/*"
           },
         ]
       })
     }
    ```

    Source: Developer Guide, "Semantics of IAM authorization policy actions and resources",
    https://docs.aws.amazon.com/msk/latest/developerguide/kafka-actions.html.
    """
    if isinstance(principal, PolicyFile):
        if principal.kind.equals("identity") is NO:
            return
        granted = iam.on_its_own(ctx, principal, principal.policy)
    else:
        granted = iam.grants(ctx, principal)
    for one in granted.statements:
        if iam.allows(one.statement) is NO or iam.is_unread(one.statement):
            continue
        for action in iam.each(one.statement.actions):
            if action.given is UNKNOWN and not iam.is_attribute(action):
                yield _verdict(one, action, UNKNOWN, ())
                continue
            found, missing = _lacking(granted, one, action, ctx)
            yield _verdict(one, action, iam.allows(one.statement) & found, missing)


def _lacking(
    granted: iam.Grants, one: iam.Granted, action: Value[str], ctx: Context
) -> tuple[Tri, tuple[str, ...]]:
    """Whether something that an action requires is not granted, and what that is."""
    known = ctx.facts.iam
    found, missing = NO, []
    for name in iam.actions_of(ctx, "kafka-cluster", action):
        kinds = known.actions[name].resources
        for resource in iam.each(one.statement.resources):
            text = iam.stated(ctx, resource)
            if all(iam.may_be(text, kind) is NO for kind in kinds):
                continue
            serverless = iam.is_serverless(ctx, resource) is YES
            for required in known.required(name):
                if serverless and not known.actions[required].serverless:
                    continue
                kind = known.actions[required].resources[0]
                answer = granted.of(required, iam.derived(text, kind), iam.overlaps)
                found |= ~answer
                missing += [required] if answer is NO else []
    return found, tuple(dict.fromkeys(missing))


def _verdict(one: iam.Granted, action: Value[str], when: Tri, missing: tuple[str, ...]) -> Verdict:
    return violates(
        action,
        when=when,
        message=f"{one.holder.address}: {action} requires {' and '.join(missing) or 'more'}, which "
        "no policy of the principal allows on the same cluster",
        about=action.otherwise(""),
    )
