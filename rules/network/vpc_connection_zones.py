from mskguard.rule import (
    Cluster,
    Context,
    Level,
    Relation,
    Subnet,
    Tri,
    Verdicts,
    VpcConnection,
    every,
    holds,
    rule,
    violates,
)


@rule(severity=Level.MEDIUM, kind="constraint")
def vpc_connection_zones(connection: VpcConnection, ctx: Context) -> Verdicts:
    """A managed VPC connection has too few subnets, or subnets in other zones than the cluster.

    The connection is an endpoint in each of the cluster's Availability Zones, so that clients reach
    the brokers of each zone in that zone. MSK takes two subnets at least, and only such as lie in
    zones where the cluster has brokers.

    Name one subnet for each zone of the cluster. The zones of two accounts are compared by their
    ids: a name such as eu-west-1a means another zone in another account.

    ```diff
     resource "aws_msk_vpc_connection" "apps" {
       target_cluster_arn = aws_msk_cluster.events.arn
    -  client_subnets     = ["subnet-1"]
    +  client_subnets     = ["subnet-1", "subnet-2"]
     }
    ```

    A subnet in a zone without brokers:

    ```diff
     resource "aws_subnet" "brokers" {
       availability_zone_id = "euw1-az1"
     }

     resource "aws_subnet" "apps" {
    -  availability_zone_id = "euw1-az3"
    +  availability_zone_id = "euw1-az1"
     }

     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         client_subnets = [aws_subnet.brokers.id]
       }
     }

     resource "aws_msk_vpc_connection" "apps" {
       target_cluster_arn = aws_msk_cluster.events.arn
       client_subnets     = [aws_subnet.apps.id, "subnet-2"]
     }
    ```

    Source: Developer Guide, "Amazon MSK multi-VPC private connectivity in a single Region",
    https://docs.aws.amazon.com/msk/latest/developerguide/aws-access-mult-vpc.html.
    """
    least = ctx.facts.limit("vpc_connection_subnets_minimum")
    yield violates(
        connection.subnets,
        when=holds(lambda subnets: len(subnets) < least, connection.subnets),
        message=f"{connection.address}: it has fewer than {least} subnets",
    )
    for cluster in ctx.graph.targets(connection, Relation.CONNECTS_TO, Cluster).nodes:
        placed = ctx.reach.subnets(cluster, cluster.brokers.subnets)
        brokers = [one.subnet for one in placed if one.subnet is not None]
        if not brokers or len(brokers) < len(placed):
            continue
        for one in ctx.reach.subnets(connection, connection.subnets):
            if one.subnet is None:
                continue
            yield violates(
                one.subnet.zone_id if one.subnet.zone_id.given is not Tri.NO else one.subnet.zone,
                when=_elsewhere(ctx, one.subnet, brokers),
                message=f"{one.subnet.address}: it lies in a zone without brokers of "
                f"{cluster.address}, to which {connection.address} leads",
                related=[connection.subnets, *brokers],
                about=connection.instance,
            )


def _elsewhere(ctx: Context, subnet: Subnet, brokers: list[Subnet]) -> Tri:
    return every(*(~ctx.reach.same_zone(subnet, one) for one in brokers))
