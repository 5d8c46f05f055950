from mskguard.rule import (
    Context,
    Dialect,
    Level,
    ScramAssociation,
    Standing,
    Verdicts,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def too_many_scram_secrets(association: ScramAssociation, ctx: Context) -> Verdicts:
    """More secrets are associated with a cluster than MSK takes.

    A request of the AWS CLI or a template takes ten secrets at a time, and a cluster a thousand in
    all. Terraform's provider splits a long list into requests by itself, so that there only the
    second number counts. MSK refuses what is above, and users are missing without anybody having
    removed them.

    Split the request; above the thousand let clients share users, or give them IAM roles, of which
    there may be any number.

    ```diff
     locals {
       secret = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:AmazonMSK"
     }

     resource "aws_msk_scram_secret_association" "events" {
       cluster_arn     = aws_msk_cluster.events.arn
    -  secret_arn_list = [for n in range(1001) : "${local.secret}_${n}-a1B2c3"]
    +  secret_arn_list = [for n in range(1000) : "${local.secret}_${n}-a1B2c3"]
     }
    ```

    Source: Developer Guide, "Sign-in credentials authentication limitations",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-password-limitations.html.
    """
    dialect = association.unit.dialect
    in_requests = dialect is Dialect.CLOUDFORMATION or (
        dialect is Dialect.AWS_CLI and association.standing is not Standing.OBSERVED
    )
    most = ctx.facts.limit(
        "scram_secrets_per_request" if in_requests else "scram_secrets_per_cluster"
    )
    secrets = association.secrets
    yield violates(
        secrets,
        when=secrets.satisfies(lambda it: len(it) > most),
        message=f"{association.address}: {len(secrets.otherwise(()))} secrets are associated, "
        f"{'a request' if in_requests else 'a cluster'} takes {most}",
    )
