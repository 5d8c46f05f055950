from mskguard.rule import (
    NO,
    YES,
    ClusterPolicy,
    Context,
    Level,
    Statement,
    Tri,
    Unknown,
    Value,
    Verdicts,
    iam,
    rule,
    some,
    violates,
)


@rule(severity=Level.MEDIUM, kind="constraint")
def cluster_policy_incomplete(holder: ClusterPolicy, ctx: Context) -> Verdicts:
    """A cluster's policy lets another account set up private connectivity, but not to its end.

    A client in another account creates a managed VPC connection, looks up its bootstrap brokers and
    describes the cluster, and the cluster's policy has to allow each of these. With one left out
    the connection is made and paid for, and the client still has no address to connect to; the
    error is told in the other account, where nobody can see the policy.

    Allow kafka:CreateVpcConnection, kafka:GetBootstrapBrokers, kafka:DescribeCluster and
    kafka:DescribeClusterV2 together. Statements for services of AWS and for the cluster's own
    account are not meant, nor are those that allow none of the four.

    ```diff
     resource "aws_msk_cluster_policy" "orders" {
       cluster_arn = "arn:aws:kafka:eu-west-1:111122223333:cluster/orders/0a1b2c3d-2"
       policy = jsonencode({
         Version = "2012-10-17"
         Statement = [{
           Effect    = "Allow"
           Principal = { AWS = "444455556666" }
    -      Action    = ["kafka:CreateVpcConnection", "kafka:Describe*"]
    +      Action    = ["kafka:CreateVpcConnection", "kafka:Describe*", "kafka:Get*"]
           Resource  = "arn:aws:kafka:eu-west-1:111122223333:cluster/orders/0a1b2c3d-2"
         }]
       })
     }
    ```

    Source: Developer Guide, "Step 2: Attach a cluster policy to the MSK cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/mvpc-cluster-owner-action-policy.html.
    """
    needs = [need.actions for need in ctx.facts.iam.needs_of("multi-VPC client")]
    statements = iam.says(ctx, holder, holder.policy)
    owner = _account(iam.stated(ctx, holder.cluster))
    for statement in statements:
        if iam.allows(statement) is NO or iam.is_unread(statement):
            continue
        if iam.only_for_services(statement) is YES:
            continue
        starts = _allows(statement, "kafka:CreateVpcConnection", ctx)
        for one in iam.principals_of(statement):
            for identifier in iam.each(one.identifiers):
                mine = [it for it in statements if _speaks_of(it, identifier, ctx)]
                lacking = some(*(~_any(mine, actions, ctx) for actions in needs))
                yield violates(
                    statement.actions,
                    when=starts & one.type.equals("AWS") & _is_foreign(identifier, owner) & lacking,
                    message=f"{holder.address}: {identifier} may create a VPC connection, and "
                    f"lacks {_missing(mine, needs, ctx)}",
                    related=[identifier],
                    about=identifier.otherwise(""),
                )


def _allows(statement: Statement, action: str, ctx: Context) -> Tri:
    return iam.allows(statement) & iam.speaks_of_action(ctx.graph, statement, action)


def _any(statements: list[Statement], actions: tuple[str, ...], ctx: Context) -> Tri:
    return some(*(_allows(it, action, ctx) for it in statements for action in actions))


def _missing(statements: list[Statement], needs: list[tuple[str, ...]], ctx: Context) -> str:
    lacking = (actions[0] for actions in needs if _any(statements, actions, ctx) is NO)
    return " and ".join(lacking) or "more"


def _speaks_of(statement: Statement, identifier: Value[str], ctx: Context) -> bool:
    """Whether a statement names the same principal, or everyone, or may."""
    if iam.is_unread(statement):
        return True
    text = iam.stated(ctx, identifier)
    return any(
        iam.stated(ctx, it) in (text, "*") or iam.is_open(iam.stated(ctx, it))
        for one in iam.principals_of(statement)
        for it in iam.each(one.identifiers)
    )


def _account(arn: str) -> str:
    fields = arn.split(":")
    return fields[iam.ACCOUNT_FIELD] if len(fields) > iam.ACCOUNT_FIELD else arn


def _is_foreign(identifier: Value[str], owner: str) -> Tri:
    if identifier.equals("*") is YES:
        return NO
    if not owner.isdigit():
        Unknown[object](identifier.span, "which account the cluster is in is not known").now()
        return Tri.UNKNOWN
    return identifier.satisfies(lambda it: _account(it) != owner)
