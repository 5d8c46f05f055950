from mskguard.rule import (
    NO,
    Cluster,
    Context,
    Goal,
    Level,
    Verdicts,
    every,
    rule,
    violates,
)


@rule(severity=Level.LOW, kind="practice")
def private_brokers_in_public_subnets(cluster: Cluster, ctx: Context) -> Verdicts:
    """The brokers are private, and all of their subnets are routed to the internet.

    Without public access no broker has a public address, so that the route is of no use to them.
    It is one setting away from use: whoever turns public access on, in the console and for a test,
    needs nothing else, and the security groups were written for a private cluster.

    Place brokers in subnets without a route to an internet gateway. It is judged only where the
    routes of every client subnet are known.

    ```diff
     resource "aws_vpc" "data" {}

     resource "aws_internet_gateway" "data" {
       vpc_id = aws_vpc.data.id
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
     }

     resource "aws_subnet" "public" {
       vpc_id = aws_vpc.data.id
     }

     resource "aws_subnet" "private" {
       vpc_id = aws_vpc.data.id
     }

     resource "aws_route_table_association" "public" {
       subnet_id      = aws_subnet.public.id
       route_table_id = aws_route_table.public.id
     }

     resource "aws_route_table_association" "private" {
       subnet_id      = aws_subnet.private.id
       route_table_id = aws_route_table.private.id
     }

     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         instance_type  = "kafka.m7g.large"
    -    client_subnets = [aws_subnet.public.id]
    +    client_subnets = [aws_subnet.private.id]
       }
     }
    ```

    Source: Developer Guide, "Turn on public access to an MSK Provisioned cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/public-access.html.
    """
    if ctx.reach.is_foreign(cluster, cluster.brokers.subnets):
        return
    placed = ctx.reach.subnets(cluster, cluster.brokers.subnets)
    routed = [ctx.reach.leads_to(one, Goal.INTERNET) for one in placed]
    if not placed or NO in routed:
        return
    yield violates(
        cluster.brokers.subnets,
        when=~cluster.connectivity.public & every(*routed),
        message=f"{cluster.address}: the brokers are private, and all of their subnets have a "
        "route to an internet gateway",
        related=[one.subnet for one in placed if one.subnet is not None],
    )
