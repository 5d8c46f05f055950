from mskguard.rule import (
    NO,
    Cluster,
    Context,
    Level,
    Relation,
    Replicator,
    Verdicts,
    differs,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def replicator_without_vpc_link(replicator: Replicator, ctx: Context) -> Verdicts:
    """A replicator reads from another region, and the source cluster has no private link for it.

    Across regions MSK Replicator reaches a provisioned source over multi-VPC private connectivity
    with IAM. Without it CreateReplicator fails. Turning it on is an update of the running cluster
    that takes half an hour or more and has to come before the replicator. A serverless source needs
    none, nor does one in the same region.

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
       broker_node_group_info {
         connectivity_info {
           vpc_connectivity {
             client_authentication {
               sasl {
    -            iam = false
    +            iam = true
               }
             }
           }
         }
       }
     }

     resource "aws_msk_replicator" "pair" {
       provider        = aws.ireland
       replicator_name = "pair"
       replication_info_list {
         source_kafka_cluster_arn = aws_msk_cluster.source.arn
       }
     }
    ```

    Source: Developer Guide, "Requirements for creating an MSK replicator",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-replicator-requirements.html.
    """
    for cluster in ctx.graph.targets(replicator, Relation.READS_FROM, Cluster).nodes:
        across = differs(cluster.region, replicator.region)
        link = cluster.connectivity.vpc_iam
        if NO in (across, link.equals(False)):
            continue
        yield violates(
            link,
            when=across & link.equals(False),
            message=f"{cluster.address}: multi-VPC connectivity for IAM is off, and "
            f"{replicator.address} reads it from {replicator.region}",
            fix=link.set(True),
            related=[replicator],
        )
