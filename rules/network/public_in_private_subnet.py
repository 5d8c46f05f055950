from mskguard.rule import NO, Cluster, Context, Goal, Level, Verdicts, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def public_in_private_subnet(cluster: Cluster, ctx: Context) -> Verdicts:
    """Public access is asked for while a subnet of the cluster has no route to the internet.

    A public address is of use only in a subnet whose route table leads to an internet gateway. MSK
    reads the route tables and refuses the update where one of the client subnets has no such
    route, and the subnets of a cluster cannot be changed: it is to be made anew.

    Route each client subnet to an internet gateway, or leave the brokers private. A NAT gateway is
    a way out, and not in.

    ```diff
     resource "aws_vpc" "data" {}

     resource "aws_internet_gateway" "data" {
       vpc_id = aws_vpc.data.id
     }

     resource "aws_nat_gateway" "data" {
       subnet_id = aws_subnet.a.id
     }

     resource "aws_route_table" "public" {
       vpc_id = aws_vpc.data.id
       route {
         cidr_block = "0.0.0.0/0"
         gateway_id = aws_internet_gateway.data.id
       }
     }

     resource "aws_route_table" "private" {
       vpc_id = aws_vpc.data.id
       route {
         cidr_block     = "0.0.0.0/0"
         nat_gateway_id = aws_nat_gateway.data.id
       }
     }

     resource "aws_subnet" "a" {
       vpc_id = aws_vpc.data.id
     }

     resource "aws_subnet" "b" {
       vpc_id = aws_vpc.data.id
     }

     resource "aws_route_table_association" "a" {
       subnet_id      = aws_subnet.a.id
       route_table_id = aws_route_table.public.id
     }

     resource "aws_route_table_association" "b" {
       subnet_id      = aws_subnet.b.id
       route_table_id = aws_route_table.private.id
     }

     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         client_subnets = [
    -      aws_subnet.b.id,
    ?      var.mystery,
    +      aws_subnet.a.id,
         ]
         connectivity_info {
           public_access {
             type = "SERVICE_PROVIDED_EIPS"
           }
         }
       }
     }
    ```

    Source: Developer Guide, "Turn on public access to an MSK Provisioned cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/public-access.html.
    """
    public = cluster.connectivity.public
    if public is NO:
        return
    for one in ctx.reach.subnets(cluster, cluster.brokers.subnets):
        routed = ctx.reach.leads_to(one, Goal.INTERNET)
        name = one.subnet.address if one.subnet else "a subnet"
        yield violates(
            one.reference,
            when=public & ~routed,
            message=f"{cluster.address}: public access is on, and {name} has no route to an "
            "internet gateway",
            related=[cluster.connectivity.public_access, *([one.subnet] if one.subnet else [])],
            about=name,
        )
