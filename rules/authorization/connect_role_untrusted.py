from mskguard.rule import (
    YES,
    Connector,
    Context,
    Level,
    Relation,
    Role,
    Value,
    Verdicts,
    iam,
    rule,
    violates,
)

SERVICE = "kafkaconnect.amazonaws.com"


@rule(severity=Level.HIGH, kind="constraint")
def connect_role_untrusted(connector: Connector, ctx: Context) -> Verdicts:
    """A connector's service execution role does not let MSK Connect assume it.

    MSK Connect takes on the role before it starts a worker. Where the role's trust policy does not
    name kafkaconnect.amazonaws.com, CreateConnector fails, or, where the trust was changed later,
    the next worker that has to be replaced never starts. kafka.amazonaws.com is another service:
    that is MSK itself and its replicators.

    Name the service in the trust policy, with a condition on aws:SourceAccount.

    ```diff
     resource "aws_mskconnect_connector" "archive" {
       name                       = "archive"
       service_execution_role_arn = aws_iam_role.archive.arn
     }

     resource "aws_iam_role" "archive" {
       name = "archive"
       assume_role_policy = jsonencode({
         Version = "2012-10-17"
         Statement = [{
           Effect    = "Allow"
           Action    = "sts:AssumeRole"
    -      Principal = { Service = "kafka.amazonaws.com" }
    +      Principal = { Service = "kafkaconnect.amazonaws.com" }
         }]
       })
     }
    ```

    Source: Developer Guide, "Understand service execution role",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-service-execution-role.html.
    """
    for role in ctx.graph.targets(connector, Relation.RUNS_AS, Role).nodes:
        yield violates(
            _place(role, ctx),
            when=~iam.trusts(ctx, role, role.trust, SERVICE),
            message=f"{role.address}: its trust policy does not name {SERVICE}, which is to run "
            f"{connector.address} under it",
            related=[connector.role],
            about=SERVICE,
        )


def _place(role: Role, ctx: Context) -> Value[str]:
    """The service that is trusted instead, else the policy."""
    for statement in iam.says(ctx, role, role.trust):
        for one in iam.principals_of(statement):
            if one.type.equals("Service") is YES:
                return next(iter(iam.each(one.identifiers)), role.trust.text)
    return role.trust.text
