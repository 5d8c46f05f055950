from mskguard.rule import (
    Cluster,
    Context,
    Level,
    Relation,
    Replicator,
    Role,
    Unknown,
    Verdicts,
    iam,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def replicator_role_lacks_access(replicator: Replicator, ctx: Context) -> Verdicts:
    """A replicator's role does not allow what MSK Replicator does in the two clusters.

    The replicator reads topics, their configurations and groups of the source under its role, and
    creates, alters and writes topics of the target. AWS's managed policy
    AWSMSKReplicatorExecutionRole allows all of it. A role that was cut down by hand usually misses
    one: the replicator is created, takes half an hour, and then fails or copies no configurations.

    Attach the managed policy, or allow the same actions on the two clusters, their topics and their
    groups. The rule speaks only where all policies of the role are known.

    ```diff
     resource "aws_msk_replicator" "standby" {
       replicator_name            = "standby"
    -  service_execution_role_arn = aws_iam_role.reader.arn
    +  service_execution_role_arn = aws_iam_role.standby.arn
     }

     resource "aws_iam_role" "reader" {
       managed_policy_arns = ["arn:aws:iam::aws:policy/AmazonMSKReadOnlyAccess"]
     }

     resource "aws_iam_role" "standby" {
       name = "standby"
     }

     resource "aws_iam_role_policy_attachment" "standby" {
       role       = aws_iam_role.standby.name
       policy_arn = "arn:aws:iam::aws:policy/service-role/AWSMSKReplicatorExecutionRole"
     }
    ```

    Source: Developer Guide, "AWS managed policies for Amazon MSK",
    https://docs.aws.amazon.com/msk/latest/developerguide/security-iam-awsmanpol.html.
    """
    needs = ctx.facts.iam.needs_of("replicator")
    clusters = ctx.graph.targets(replicator, Relation.CONNECTS_TO, Cluster).nodes
    arns = [iam.arn_of_cluster(ctx.graph, it) for it in clusters] or [iam.EVERY_CLUSTER]
    roles = ctx.graph.targets(replicator, Relation.RUNS_AS, Role)
    if not roles.nodes:
        unread = Unknown[object](replicator.role.span, roles.why or "its role was not read")
        yield violates(
            replicator.role,
            when=unread.equals(None),
            message=f"{replicator.address}: what {replicator.role} allows was not read",
        )
    for role in roles.nodes:
        granted = iam.grants(ctx, role)
        for arn in arns:
            lacks, missing = iam.lacking(granted, needs, arn)
            yield violates(
                replicator.role,
                when=lacks,
                message=f"{replicator.address}: its role {role.address} lacks "
                f"{_said(missing)}, which AWSMSKReplicatorExecutionRole allows",
                related=[role],
            )


def _said(missing: tuple[str, ...]) -> str:
    if len(missing) <= 2:
        return " and ".join(missing) or "access"
    return f"{missing[0]} and {len(missing) - 1} more actions"
