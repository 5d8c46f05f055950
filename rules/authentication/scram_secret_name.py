from mskguard.rule import (
    NO,
    UNKNOWN,
    Context,
    Known,
    Level,
    Relation,
    ScramAssociation,
    Secret,
    Tri,
    Value,
    Verdicts,
    reached,
    rule,
    violates,
)

PREFIX = "AmazonMSK_"
ARN = r"arn:aws[a-z-]*:secretsmanager:[^:]*:[^:]*:secret:AmazonMSK_.+"


@rule(severity=Level.HIGH, kind="constraint")
def scram_secret_name(association: ScramAssociation, ctx: Context) -> Verdicts:
    """A secret that MSK is to use does not have the name that MSK asks for.

    The names of SCRAM secrets begin with AmazonMSK_, in just this spelling; MSK refuses others with
    InvalidSecretArn. It tells so in a list of unprocessed secrets, which some tools take for
    success: the deployment is green, and the user cannot log in.

    Give the secret such a name. Secrets Manager cannot rename: a new secret takes its place, and
    clients get it once it is associated.

    ```diff
     resource "aws_secretsmanager_secret" "orders" {
    -  name       = "orders-kafka-user"
    +  name       = "AmazonMSK_orders-kafka-user"
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
    related = ctx.graph.targets(association, Relation.ASSOCIATES, Secret)
    for secret in related.nodes:
        yield violates(
            secret.name,
            when=NO if secret.name.given is NO else ~secret.name.startswith(PREFIX),
            message=f"{secret.address}: the name is {secret.name.otherwise('another')}, that of a "
            f"SCRAM secret starts with {PREFIX}",
            related=[association],
        )
    for place in association.secrets.otherwise(()):
        if not reached(related, place):
            yield violates(
                place,
                when=_is_another(place),
                message=f"{association.address}: {place} is not the ARN of a secret whose name "
                f"starts with {PREFIX}",
                about=str(place),
            )


def _is_another(place: Value[str]) -> Tri:
    return ~place.matches(ARN) if isinstance(place.now(), Known) else UNKNOWN
