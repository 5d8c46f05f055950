from mskguard.rule import (
    Cluster,
    Context,
    Known,
    Level,
    Relation,
    Verdicts,
    VpcConnection,
    arn_field,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def cross_region_vpc_connection(connection: VpcConnection, ctx: Context) -> Verdicts:
    """A managed VPC connection leads to a cluster in another region.

    Multi-VPC connectivity is made of VPC endpoints, which do not leave their region. MSK does not
    find the cluster and refuses the connection.

    Make the connection in the cluster's region. Clients in other regions come in by peering or a
    transit gateway; where they only need the records, replicate these with MSK Replicator.

    ```diff
     provider "aws" {
       region = "eu-west-1"
     }

     resource "aws_msk_vpc_connection" "apps" {
    -  target_cluster_arn = "arn:aws:kafka:us-east-1:111122223333:cluster/events/a1b2c3"
    +  target_cluster_arn = "arn:aws:kafka:eu-west-1:111122223333:cluster/events/a1b2c3"
     }
    ```

    Source: Developer Guide, "Amazon MSK multi-VPC private connectivity in a single Region",
    https://docs.aws.amazon.com/msk/latest/developerguide/aws-access-mult-vpc.html.
    """
    named = arn_field(connection.cluster, "region")
    regions = [
        cluster.region
        for cluster in ctx.graph.targets(connection, Relation.CONNECTS_TO, Cluster).nodes
    ]
    for region in [named] if isinstance(named, Known) or not regions else regions:
        yield violates(
            connection.cluster,
            when=~connection.region.same(region),
            message=f"{connection.address}: it is made in {connection.region}, and its cluster "
            f"lies in {region}",
            related=[connection.region],
        )
