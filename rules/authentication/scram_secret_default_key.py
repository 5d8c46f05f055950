from mskguard.rule import (
    YES,
    Absent,
    Context,
    KmsAlias,
    KmsKey,
    Level,
    Relation,
    ScramAssociation,
    Secret,
    Tri,
    Verdicts,
    rule,
    some,
    violates,
)

DEFAULT = r"(?:arn:aws[a-z-]*:kms:[^:]*:[^:]*:)?alias/aws/secretsmanager"


@rule(severity=Level.HIGH, kind="constraint")
def scram_secret_default_key(association: ScramAssociation, ctx: Context) -> Verdicts:
    """A secret that MSK is to use is encrypted with the key that Secrets Manager takes by itself.

    Nobody can let MSK use that key, aws/secretsmanager: its policy is AWS's. The association fails
    with the words that MSK was not able to access the secret, which sends people off to look at
    resource policies, where nothing is wrong. The error comes late, after the cluster is made.

    Encrypt the secret with a symmetric key of your own, in the cluster's region and account.

    ```diff no-fix
     resource "aws_kms_key" "secrets" {
       enable_key_rotation = true
     }

     resource "aws_secretsmanager_secret" "orders" {
       name = "AmazonMSK_orders"
    +  kms_key_id = aws_kms_key.secrets.arn
    ?  kms_key_id = var.mystery
     }

     resource "aws_msk_scram_secret_association" "events" {
       cluster_arn     = aws_msk_cluster.events.arn
       secret_arn_list = [aws_secretsmanager_secret.orders.arn]
     }
    ```

    ```diff no-fix
     resource "aws_kms_key" "secrets" {
       enable_key_rotation = true
     }

     resource "aws_secretsmanager_secret" "orders" {
       name       = "AmazonMSK_orders"
    -  kms_key_id = "alias/aws/secretsmanager"
    +  kms_key_id = aws_kms_key.secrets.arn
     }

     resource "aws_msk_scram_secret_association" "events" {
       cluster_arn     = aws_msk_cluster.events.arn
       secret_arn_list = [aws_secretsmanager_secret.orders.arn]
     }
    ```

    Source: Developer Guide, "Sign-in credentials authentication limitations",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-password-limitations.html.
    """
    for secret in ctx.graph.targets(association, Relation.ASSOCIATES, Secret).nodes:
        key = secret.kms_key
        yield violates(
            key,
            when=_is_default(secret, ctx),
            message=f"{secret.address}: "
            + (f"the key is {key}" if key.otherwise("") else "no key is named")
            + ", and MSK cannot read a secret under aws/secretsmanager; it wants a key of your own",
            related=[association],
        )


def _is_default(secret: Secret, ctx: Context) -> Tri:
    """Whether aws/secretsmanager encrypts it; a reference to another resource is another key."""
    if isinstance(secret.kms_key.now(), Absent) or secret.kms_key.equals("") is YES:
        return YES
    aliases = ctx.graph.targets(secret, Relation.ENCRYPTED_WITH, KmsAlias)
    keys = ctx.graph.targets(secret, Relation.ENCRYPTED_WITH, KmsKey)
    if keys.nodes:
        return some(*(key.manager.equals("AWS") for key in keys.nodes))
    if aliases.nodes:
        return aliases.some(lambda alias: alias.name.equals("alias/aws/secretsmanager"))
    return secret.kms_key.matches(DEFAULT)
