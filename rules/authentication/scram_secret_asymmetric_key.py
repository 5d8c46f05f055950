from collections.abc import Iterator

from mskguard.rule import (
    Context,
    KmsAlias,
    KmsKey,
    Level,
    Relation,
    ScramAssociation,
    Secret,
    Verdicts,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def scram_secret_asymmetric_key(association: ScramAssociation, ctx: Context) -> Verdicts:
    """A secret that MSK is to use is encrypted with a key that is not symmetric.

    Secrets Manager and MSK encrypt and decrypt with one and the same key. With an asymmetric key,
    or one for message authentication codes, the secret cannot be made or MSK cannot read it, and
    the association fails after everything else is there.

    Use a key of the spec SYMMETRIC_DEFAULT, which is what KMS makes where none is named. A key
    cannot be changed into another kind: make a new one.

    ```diff
     resource "aws_kms_key" "secrets" {
    -  customer_master_key_spec = "RSA_2048"
    +  customer_master_key_spec = "SYMMETRIC_DEFAULT"
     }

     resource "aws_secretsmanager_secret" "orders" {
       name       = "AmazonMSK_orders"
       kms_key_id = aws_kms_key.secrets.arn
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
        for key in _keys(secret, ctx):
            yield violates(
                key.spec,
                when=key.spec.satisfies(lambda spec: spec != "SYMMETRIC_DEFAULT"),
                message=f"{key.address}: the key's spec is {key.spec}, and the SCRAM secret "
                f"{secret.address} needs a symmetric one",
                related=[secret.kms_key],
            )


def _keys(secret: Secret, ctx: Context) -> Iterator[KmsKey]:
    yield from ctx.graph.targets(secret, Relation.ENCRYPTED_WITH, KmsKey).nodes
    for alias in ctx.graph.targets(secret, Relation.ENCRYPTED_WITH, KmsAlias).nodes:
        yield from ctx.graph.targets(alias, Relation.STANDS_FOR, KmsKey).nodes
