from typing import Any

from mskguard.rule import (
    NO,
    Cluster,
    ClusterPolicy,
    Context,
    Level,
    Relation,
    Replicator,
    Tri,
    Value,
    Verdicts,
    differs,
    every,
    iam,
    rule,
    some,
    violates,
)

ACTIONS = ("kafka:CreateVpcConnection", "kafka:GetBootstrapBrokers", "kafka:DescribeClusterV2")
"""What MSK itself does at the source on a replicator's behalf."""


@rule(severity=Level.HIGH, kind="constraint")
def replicator_without_cluster_policy(replicator: Replicator, ctx: Context) -> Verdicts:
    """A replicator reads from another region, and the source cluster's policy does not let MSK in.

    Across regions it is the service that connects to the source, and the source's resource policy
    has to let kafka.amazonaws.com create a VPC connection, look up the bootstrap brokers and
    describe the cluster. Without that CreateReplicator fails; where the policy goes away later, the
    replicator stops at its next connection and the lag grows unseen.

    ```diff
     provider "aws" {
       region = "us-east-1"
     }

     provider "aws" {
       alias  = "ireland"
       region = "eu-west-1"
     }

     resource "aws_msk_cluster" "source" {
       cluster_name = "source"
     }

     resource "aws_msk_cluster_policy" "source" {
       cluster_arn = aws_msk_cluster.source.arn
       policy = jsonencode({
         Statement = [{
           Effect    = "Allow"
           Principal = { Service = "kafka.amazonaws.com" }
    -      Action    = ["kafka:DescribeClusterV2"]
    +      Action    = ["kafka:DescribeClusterV2", "kafka:Get*", "kafka:CreateVpcConnection"]
           Resource  = aws_msk_cluster.source.arn
         }]
       })
     }

     resource "aws_msk_replicator" "pair" {
       provider        = aws.ireland
       replicator_name = "pair"
       replication_info_list {
         source_kafka_cluster_arn = aws_msk_cluster.source.arn
       }
     }
    ```

    Source: Developer Guide, "Prepare the Amazon MSK source cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-replicator-prepare-clusters.html.
    """
    for cluster in ctx.graph.targets(replicator, Relation.READS_FROM, Cluster).nodes:
        across = differs(cluster.region, replicator.region)
        policies = ctx.graph.sources(cluster, Relation.ATTACHED_TO, ClusterPolicy)
        lacking = ~policies.some(lambda one: every(*(_lets(ctx, one, it) for it in ACTIONS)))
        if NO in (across, lacking):
            continue
        holder = policies.nodes[0] if policies.nodes else None
        missing = [it for it in ACTIONS if holder is None or _lets(ctx, holder, it) is NO]
        yield violates(
            _place(ctx, holder) if holder is not None else cluster,
            when=across & lacking,
            message=f"{(holder or cluster).address}: kafka.amazonaws.com may not "
            f"{' nor '.join(missing)} on the cluster, which {replicator.address} needs",
            related=[replicator],
        )


def _lets(ctx: Context, holder: ClusterPolicy, action: str) -> Tri:
    return some(
        *(
            iam.allows(it)
            & iam.names_principal(it, "Service", _is_msk)
            & iam.speaks_of_action(ctx.graph, it, action)
            for it in iam.says(ctx, holder, holder.policy)
        )
    )


def _is_msk(name: str) -> bool:
    return name == "kafka.amazonaws.com"


def _place(ctx: Context, holder: ClusterPolicy) -> Value[Any]:
    """The actions of the statement for the service, else the policy."""
    for one in iam.says(ctx, holder, holder.policy):
        if iam.names_principal(one, "Service", _is_msk) is not NO:
            return one.actions
    return holder.policy.text
