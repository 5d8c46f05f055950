from mskguard.rule import (
    NO,
    UNKNOWN,
    Context,
    Level,
    Relation,
    Replicator,
    Role,
    Statement,
    Tri,
    Value,
    Verdicts,
    iam,
    rule,
    violates,
)

CONNECT = "kafkaconnect.amazonaws.com"
REPLICATOR = "kafka.amazonaws.com"
KEYS = ("aws:SourceAccount", "aws:SourceArn")


@rule(severity=Level.HIGH, kind="practice")
def confused_deputy(role: Role, ctx: Context) -> Verdicts:
    """A role trusts MSK Connect or MSK Replicator on behalf of every account.

    The service assumes the role for whoever tells it to. Without a condition on the caller's
    account, somebody in another account who knows or guesses the role's ARN may have their
    connector run under it: the service is then a deputy that does not know whom it serves, and
    your data leaves by your own role.

    Put a condition on aws:SourceAccount into the trust policy, or on aws:SourceArn with the
    connector's or replicator's ARN. Where both are there and name different accounts, no call ever
    meets them and the role cannot be assumed at all.

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
    -      Principal = { Service = "kafkaconnect.amazonaws.com" }
    +      Principal = { Service = "kafkaconnect.amazonaws.com" }
    +      Condition = { StringEquals = { "aws:SourceAccount" = "111122223333" } }
    ?      Principal = { Service = "kafkaconnect.amazonaws.com" }
    ?      Condition = var.mystery
         }]
       })
     }
    ```

    Source: Developer Guide, "Cross-service confused deputy prevention",
    https://docs.aws.amazon.com/msk/latest/developerguide/cross-service-confused-deputy-prevention.html.
    """
    replicates = bool(ctx.graph.sources(role, Relation.RUNS_AS, Replicator).nodes)
    services = (CONNECT, REPLICATOR) if replicates else (CONNECT,)
    for statement in iam.says(ctx, role, role.trust):
        if iam.allows(statement) is NO or iam.is_unread(statement):
            continue
        limited = iam.is_condition_on(statement, *KEYS)
        for one in iam.principals_of(statement):
            for identifier in iam.each(one.identifiers):
                trusted = one.type.equals("Service") & identifier.among(*services)
                yield violates(
                    identifier,
                    when=trusted & ~limited,
                    severity=Level.MEDIUM,
                    message=f"{role.address}: it trusts {identifier} for every account, a "
                    "condition on aws:SourceAccount limits it to this one",
                    about=identifier.otherwise(""),
                )
        for account, arn in _pairs(statement):
            yield violates(
                arn,
                when=_differ(account, arn),
                kind="constraint",
                message=f"{role.address}: aws:SourceAccount is {account}, and {arn} is of another "
                "account, so that nobody can assume the role",
                related=[account],
            )


def _pairs(statement: Statement) -> list[tuple[Value[str], Value[str]]]:
    accounts = list(iam.values_of(statement, KEYS[0]))
    arns = list(iam.values_of(statement, KEYS[1]))
    return [(accounts[0], arns[0])] if len(accounts) == 1 == len(arns) else []


def _differ(account: Value[str], arn: Value[str]) -> Tri:
    fields = arn.otherwise("").split(":")
    named = fields[iam.ACCOUNT_FIELD] if len(fields) > iam.ACCOUNT_FIELD else ""
    if not named.isdigit():
        return UNKNOWN if arn.given is UNKNOWN else NO
    return ~account.equals(named)
