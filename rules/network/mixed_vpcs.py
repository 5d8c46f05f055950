from mskguard.rule import Absent, Cluster, Context, Level, Verdicts, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def mixed_vpcs(cluster: Cluster, ctx: Context) -> Verdicts:
    """The subnets and security groups of the cluster belong to different VPCs.

    The network interfaces of all brokers lie in one VPC, and a security group is of use in its own
    VPC alone. MSK refuses the cluster, once everything that it is to stand on has been made.

    Take subnets and groups of one VPC. Clients in other VPCs come in by managed VPC connections,
    peering or a transit gateway.

    ```diff
     resource "aws_vpc" "data" {}

     resource "aws_vpc" "apps" {}

     resource "aws_subnet" "a" {
       vpc_id = aws_vpc.data.id
     }

     resource "aws_subnet" "b" {
       vpc_id = aws_vpc.data.id
     }

     resource "aws_subnet" "apps" {
       vpc_id = aws_vpc.apps.id
     }

     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         client_subnets = [
           aws_subnet.a.id,
    -      aws_subnet.apps.id,
    +      aws_subnet.b.id,
         ]
       }
     }
    ? -- what is in the place of the subnet is judged where it is known
    ```

    The same holds for security groups:

    ```diff
     resource "aws_vpc" "data" {}

     resource "aws_vpc" "apps" {}

     resource "aws_subnet" "a" {
       vpc_id = aws_vpc.data.id
     }

     resource "aws_security_group" "brokers" {
    -  vpc_id = aws_vpc.apps.id
    +  vpc_id = aws_vpc.data.id
     }

     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         client_subnets  = [aws_subnet.a.id]
         security_groups = [aws_security_group.brokers.id]
       }
     }
    ```

    Source: Developer Guide, "Create an MSK Provisioned cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-create-cluster.html.
    """
    placed = ctx.reach.subnets(cluster, cluster.brokers.subnets)
    subnets = [(one.reference, one.subnet) for one in placed if one.subnet is not None]
    if not subnets:
        return
    _, first = subnets[0]
    for reference, subnet in subnets[1:]:
        yield violates(
            reference,
            when=~ctx.reach.same_vpc(first.vpc, subnet.vpc),
            message=f"{cluster.address}: {subnet.address} is not in the VPC of {first.address}, "
            "a cluster lies in one VPC",
            related=[subnet.vpc, first.vpc],
            about=subnet.instance,
        )
    for group in ctx.reach.groups(cluster, cluster.brokers.security_groups).nodes:
        if isinstance(group.vpc.now(), Absent):
            continue
        yield violates(
            group.vpc,
            when=~ctx.reach.same_vpc(first.vpc, group.vpc),
            message=f"{group.address}: it is not in the VPC of {first.address}, where the brokers "
            f"of {cluster.address} lie",
            related=[cluster.brokers.security_groups, first.vpc],
            about=cluster.instance,
        )
