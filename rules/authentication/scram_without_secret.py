from mskguard.rule import (
    NO,
    Cluster,
    Context,
    Level,
    Relation,
    ScramAssociation,
    Tri,
    Verdicts,
    rule,
    violates,
)


@rule(severity=Level.MEDIUM, kind="practice")
def scram_without_secret(cluster: Cluster, ctx: Context) -> Verdicts:
    """SCRAM is on and no secret is associated with the cluster, so nobody can log in by it.

    SCRAM users are secrets of Secrets Manager that are associated with the cluster. Without any the
    listener is open, clients reach it, and every login fails as if the password were wrong: hours
    go into a password that is right. A cluster that was to be migrated to SCRAM then stays on what
    it had.

    Associate a secret, or turn SCRAM off. Only a root module or template that was read as a whole
    is judged; associations that are made elsewhere make the answer unknown.

    ```diff
     resource "aws_secretsmanager_secret" "orders" {
       name       = "AmazonMSK_orders"
       kms_key_id = aws_kms_key.secrets.arn
     }

     resource "aws_kms_key" "secrets" {
       enable_key_rotation = true
     }

     resource "aws_msk_cluster" "events" {
       client_authentication {
         sasl {
    -      scram = true
    +      scram = false
         }
       }
     }
    ```

    Source: Developer Guide, "Set up SASL/SCRAM authentication for an Amazon MSK cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-password-tutorial.html.
    """
    scram = cluster.authentication.scram
    if scram.equals(True) is NO:
        return
    related = ctx.graph.sources(cluster, Relation.GIVES_SECRETS_TO, ScramAssociation)
    yield violates(
        scram,
        when=scram.equals(True) & ~related.some(_has_secrets),
        message=f"{cluster.address}: SCRAM is on and no secret is associated, so nobody can log "
        "in by it",
        related=related.nodes,
    )


def _has_secrets(association: ScramAssociation) -> Tri:
    return association.secrets.satisfies(lambda it: len(it) > 0)
