from mskguard.rule import (
    ClusterPolicy,
    Context,
    GroupPolicy,
    Level,
    ManagedPolicy,
    PolicyDocument,
    PolicyFile,
    Role,
    RolePolicy,
    Tri,
    UserPolicy,
    Value,
    Verdicts,
    answers,
    iam,
    rule,
    violates,
)

SERVICES = ("kafka", "kafka-cluster", "kafkaconnect")


@rule(severity=Level.HIGH, kind="constraint")
def unknown_kafka_action(
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
    """A policy names an action of MSK that does not exist.

    IAM saves a policy with any action in it and never complains: a misspelt one matches nothing.
    The client is then refused with TopicAuthorizationException by a policy that looks right, and a
    misspelt action in a Deny protects nothing. The usual slips are kafka: for kafka-cluster:, a
    plural (DescribeTopics), and names of Kafka's own ACL operations, such as ListTopics.

    Write the action's real name. The control plane (kafka:, kafkaconnect:) and the data plane
    (kafka-cluster:) have different ones. A pattern is wrong where it stands for no action at all.
    An action that may be newer than the facts of mskguard is left open.

    ```diff
     data "aws_iam_policy_document" "reader" {
       statement {
         actions = [
           "kafka-cluster:Connect",
    -      "kafka-cluster:DescribeTopics",
    +      "kafka-cluster:DescribeTopic",
    ?      var.mystery,
         ]
         resources = ["*"]
       }
     }
    ```

    ```diff iam
     {
       "Version": "2012-10-17",
       "Statement": [
         {
           "Effect": "Allow",
           "Action": [
             "kafka-cluster:Connect",
    -        "kafka-cluster:DescribeTopics"
    +        "kafka-cluster:DescribeTopic"
           ],
           "Resource": "*"
         }
       ]
     }
    ? -- in JSON nothing is unknown but what is not there
    ```

    Source: Developer Guide, "Semantics of IAM authorization policy actions and resources",
    https://docs.aws.amazon.com/msk/latest/developerguide/kafka-actions.html.
    """
    for statement in iam.written(ctx, holder):
        for action in (*iam.each(statement.actions), *iam.each(statement.not_actions)):
            if not _may_be_of_msk(iam.stated(ctx, action)) or iam.is_attribute(action):
                continue
            nearest = ctx.facts.iam.nearest(action.otherwise(""))
            yield violates(
                action,
                when=~_exists(action, ctx),
                message=f"{holder.address}: {action.otherwise('this')} is no action of MSK"
                + (f", {nearest} is the nearest" if nearest else ""),
                about=action.otherwise(""),
            )


def _may_be_of_msk(text: str) -> bool:
    service = text.lower().partition(":")[0]
    return service in SERVICES or iam.is_open(service)


def _exists(action: Value[str], ctx: Context) -> Tri:
    day = ctx.facts.day_of("iam_actions")
    why = f"{action} may be newer than what is known of MSK's actions ({day})"
    return answers(ctx.facts.iam.is_action, action, why=why)
