from mskguard.rule import (
    NO,
    UNKNOWN,
    YES,
    Context,
    Level,
    Policy,
    Relation,
    ScramAssociation,
    Secret,
    SecretPolicy,
    Tri,
    Verdicts,
    iam,
    rule,
    some,
    violates,
)

SERVICE = "kafka.amazonaws.com"
ACTION = "secretsmanager:GetSecretValue"


@rule(severity=Level.MEDIUM, kind="practice")
def scram_secret_policy_overridden(subject: Secret | SecretPolicy, ctx: Context) -> Verdicts:
    """The resource policy of a SCRAM secret does not let MSK read the secret.

    MSK writes the statement that it needs into the secret's policy when the secret is associated.
    A policy that is declared replaces it whole at the next apply. The brokers go on with what they
    have read until they look again, so that logins fail some time after a change that nobody
    connects with them.

    Put the statement into your own policy: kafka.amazonaws.com may call
    secretsmanager:GetSecretValue. Terraform's documentation of the association has it too. Secrets
    without a policy of their own are not meant, there MSK's statement stays.

    ```diff
     data "aws_iam_policy_document" "admins" {
       statement {
         actions   = ["secretsmanager:*"]
         resources = ["*"]
         principals {
           type        = "AWS"
           identifiers = ["arn:aws:iam::111122223333:role/admin"]
         }
       }
     }

     data "aws_iam_policy_document" "brokers" {
       statement {
         actions   = ["secretsmanager:GetSecretValue"]
         resources = ["*"]
         principals {
           type        = "Service"
           identifiers = ["kafka.amazonaws.com"]
         }
       }
     }

     resource "aws_secretsmanager_secret" "orders" {
       name       = "AmazonMSK_orders"
       kms_key_id = aws_kms_key.secrets.arn
     }

     resource "aws_secretsmanager_secret_policy" "orders" {
       secret_arn = aws_secretsmanager_secret.orders.arn
    -  policy     = data.aws_iam_policy_document.admins.json
    +  policy     = data.aws_iam_policy_document.brokers.json
     }

     resource "aws_msk_scram_secret_association" "events" {
       cluster_arn     = aws_msk_cluster.events.arn
       secret_arn_list = [aws_secretsmanager_secret.orders.arn]
     }
    ```

    Source: Developer Guide, "Set up SASL/SCRAM authentication for an Amazon MSK cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-password-tutorial.html.
    """
    policy = subject.policy
    if policy.text.given is NO or policy.text.equals("") is YES:
        return
    secrets: tuple[Secret, ...] = (subject,) if isinstance(subject, Secret) else ()
    if isinstance(subject, SecretPolicy):
        secrets = ctx.graph.targets(subject, Relation.ATTACHED_TO, Secret).nodes
    associated = [
        one
        for secret in secrets
        for one in ctx.graph.sources(secret, Relation.ASSOCIATES, ScramAssociation).nodes
    ]
    if associated:
        yield violates(
            policy.text,
            when=~_lets_in(subject, policy, ctx),
            message=f"{subject.address}: the policy does not let {SERVICE} call {ACTION}, which "
            "MSK needs to read a SCRAM secret",
            related=associated,
        )


def _lets_in(subject: Secret | SecretPolicy, policy: Policy, ctx: Context) -> Tri:
    return some(*(_grants(statement, ctx) for statement in iam.says(ctx, subject, policy)))


def _grants(statement: iam.Statement, ctx: Context) -> Tri:
    if iam.is_unread(statement):
        return UNKNOWN
    for_msk = iam.names_principal(statement, "Service", lambda it: it in (SERVICE, "*"))
    return iam.allows(statement) & for_msk & iam.speaks_of_action(ctx.graph, statement, ACTION)
