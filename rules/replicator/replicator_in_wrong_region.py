from mskguard.rule import (
    NO,
    Cluster,
    Context,
    Level,
    Relation,
    Replicator,
    ServerlessCluster,
    Verdicts,
    differs,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def replicator_in_wrong_region(replicator: Replicator, ctx: Context) -> Verdicts:
    """A replicator is created in another region than its target cluster.

    MSK Replicator runs in the target's region and is created there. With the provider of the source
    region CreateReplicator does not find the target.

    Give the replicator the provider of the target's region.

    ```diff
     provider "aws" {
       region = "us-east-1"
     }

     provider "aws" {
       alias  = "ireland"
       region = "eu-west-1"
     }

     resource "aws_msk_cluster" "target" {
       provider     = aws.ireland
       cluster_name = "target"
     }

     resource "aws_msk_replicator" "pair" {
    +  provider        = aws.ireland
       replicator_name = "pair"
       replication_info_list {
         target_kafka_cluster_arn = aws_msk_cluster.target.arn
       }
     }
    ? -- which provider a resource has is never unknown
    ```

    Source: Developer Guide, "Create a MSK Replicator",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-replicator-create-console.html.
    """
    for kind in (Cluster, ServerlessCluster):
        for cluster in ctx.graph.targets(replicator, Relation.WRITES_TO, kind).nodes:
            elsewhere = differs(cluster.region, replicator.region)
            if elsewhere is NO:
                continue
            yield violates(
                replicator,
                when=elsewhere,
                message=f"{replicator.address}: it is created in {replicator.region}, its target "
                f"is in {cluster.region}",
                related=[cluster],
            )
