from mskguard.rule import (
    NO,
    ClusterPolicy,
    Context,
    Level,
    Verdicts,
    iam,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def cluster_policy_for_another_cluster(holder: ClusterPolicy, ctx: Context) -> Verdicts:
    """A statement of a cluster's policy names another cluster than the one that carries it.

    The policy of a cluster is asked only about that cluster. A statement whose Resource is the ARN
    of another one (copied along with the policy, or kept from a cluster that has been replaced and
    has a new UUID) allows nothing, and a Deny in it protects nothing. Clients of other accounts
    are refused, although the policy is there.

    Refer to the cluster's own ARN. Its topics and groups have it in their ARNs too.

    ```diff
     resource "aws_msk_cluster_policy" "orders" {
       cluster_arn = "arn:aws:kafka:eu-west-1:111122223333:cluster/orders/0a1b2c3d-2"
       policy = jsonencode({
         Version = "2012-10-17"
         Statement = [{
           Effect    = "Allow"
           Principal = { AWS = "444455556666" }
           Action    = ["kafka:CreateVpcConnection"]
    -      Resource  = "arn:aws:kafka:eu-west-1:111122223333:cluster/payments/0a1b2c3d-2"
    +      Resource  = "arn:aws:kafka:eu-west-1:111122223333:cluster/orders/0a1b2c3d-2"
         }]
       })
     }
    ```

    Source: Developer Guide, "Step 2: Attach a cluster policy to the MSK cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/mvpc-cluster-owner-action-policy.html.
    """
    if not iam.is_given(holder.cluster):
        return
    cluster = iam.stated(ctx, holder.cluster)
    for statement in iam.says(ctx, holder, holder.policy):
        for resource in iam.each(statement.resources) if not iam.is_unread(statement) else ():
            named = iam.derived(iam.stated(ctx, resource), "cluster")
            matched = iam.overlaps(named, cluster)
            if matched is not NO:
                resource.satisfies(bool)
            yield violates(
                resource,
                when=~matched,
                message=f"{holder.address}: {iam.shown(ctx, resource)} is not the "
                "cluster that carries the policy",
                related=[holder.cluster],
                about=resource.otherwise(""),
            )
