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
    Tri,
    Unknown,
    UserPolicy,
    Value,
    Verdicts,
    iam,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def malformed_kafka_arn(
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
    """An ARN of MSK in a policy is not of the form that its resources have.

    IAM takes almost any text for a resource and matches it character by character. An ARN with a
    segment too few, a service or type that does not exist, or a placeholder copied from a guide
    matches nothing, so that the grant is void and nobody is told: clients fail with authorization
    errors while the policy reads well. The service of all these ARNs is kafka, also in policies
    whose actions begin with kafka-cluster; topics and groups have the cluster's UUID between the
    cluster's name and their own.

    Write the whole ARN, or a * where a segment may be anything. Beside actions of the data plane a
    word that is no ARN at all is found too. Policy variables of IAM are taken as they are, a part
    that a template fills in is not known, and the paths of MSK's API are left alone.

    ```diff
     data "aws_iam_policy_document" "reader" {
       statement {
         actions   = ["kafka-cluster:ReadData"]
    -    resources = ["arn:aws:kafka:eu-west-1:111122223333:topic/orders/payments"]
    +    resources = ["arn:aws:kafka:eu-west-1:111122223333:topic/orders/*/payments"]
       }
     }
    ```

    ```diff iam
     {
       "Version": "2012-10-17",
       "Statement": [
         {
           "Effect": "Allow",
           "Action": "kafka-cluster:Connect",
    -      "Resource": "arn:aws:kafka:eu-west-1:<ACCOUNT_ID>:cluster/orders/*"
    +      "Resource": "arn:aws:kafka:eu-west-1:111122223333:cluster/orders/*"
         }
       ]
     }
    ? -- in JSON nothing is unknown but what is not there
    ```

    Source: Developer Guide, "Semantics of IAM authorization policy actions and resources",
    https://docs.aws.amazon.com/msk/latest/developerguide/kafka-actions.html.
    """
    for statement in iam.written(ctx, holder):
        for resource in (*iam.each(statement.resources), *iam.each(statement.not_resources)):
            text = iam.stated(ctx, resource)
            fault = iam.fault_of(text) if iam.is_kafka_arn(text) else None
            if iam.is_no_arn(text) and _is_about_msk(statement, ctx):
                fault = "a resource is an ARN or *"
            if fault is None and not _is_asked(statement, resource, ctx):
                continue
            yield violates(
                resource,
                when=Tri.of(True) if fault else _of_unknown(resource),
                message=f"{holder.address}: {iam.shown(ctx, resource)} is no ARN of MSK, "
                f"{fault or 'perhaps'}",
                about=resource.otherwise(""),
            )


def _is_asked(statement: Statement, resource: Value[str], ctx: Context) -> bool:
    """Whether a variable of which nothing is known stands where an ARN of MSK does."""
    now = resource.now()
    if not isinstance(now, Unknown) or now.text is not None or iam.is_attribute(now):
        return False
    return _is_about_msk(statement, ctx)


def _is_about_msk(statement: Statement, ctx: Context) -> bool:
    return any(iam.actions_of(ctx, "kafka-cluster", it) for it in iam.each(statement.actions))


def _of_unknown(resource: Value[str]) -> Tri:
    now = resource.now()
    return UNKNOWN if isinstance(now, Unknown) else NO
