from mskguard.rule import Connector, Context, Goal, Level, Verdicts, rule, violates


@rule(severity=Level.MEDIUM, kind="practice")
def connector_in_public_subnet(connector: Connector, ctx: Context) -> Verdicts:
    """A connector's subnet leads to the internet by an internet gateway rather than by NAT.

    The workers of MSK Connect have private addresses alone, and an internet gateway drops what
    comes from these. A connector to anything outside the VPC, AWS's own services included, creates
    its tasks and then hangs on every connection until it times out.

    Use private subnets whose route table leads to a NAT gateway, or VPC endpoints for the services
    that the connector needs.

    ```diff
     resource "aws_internet_gateway" "data" {}

     resource "aws_nat_gateway" "data" {
       subnet_id = "subnet-1"
     }

     resource "aws_subnet" "connect" {}

     resource "aws_route_table" "private" {
       route {
         cidr_block     = "0.0.0.0/0"
         nat_gateway_id = aws_nat_gateway.data.id
       }
     }

     resource "aws_route_table" "public" {
       route {
         cidr_block = "0.0.0.0/0"
         gateway_id = aws_internet_gateway.data.id
       }
     }

     resource "aws_subnet" "public" {}

     resource "aws_route_table_association" "connect" {
       subnet_id      = aws_subnet.connect.id
       route_table_id = aws_route_table.private.id
     }

     resource "aws_route_table_association" "public" {
       subnet_id      = aws_subnet.public.id
       route_table_id = aws_route_table.public.id
     }

     resource "aws_mskconnect_connector" "orders" {
       kafka_cluster {
         apache_kafka_cluster {
           vpc {
    -        subnets = [aws_subnet.public.id]
    +        subnets = [aws_subnet.connect.id]
           }
         }
       }
     }
    ```

    Source: Developer Guide, "Enable internet access for Amazon MSK Connect",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-internet-access.html.
    """
    if ctx.reach.is_foreign(connector, connector.cluster.subnets):
        return
    for one in ctx.reach.subnets(connector, connector.cluster.subnets):
        routed = ctx.reach.leads_to(one, Goal.INTERNET)
        name = one.subnet.address if one.subnet else "a subnet"
        yield violates(
            one.reference,
            when=routed & ~ctx.reach.leads_to(one, Goal.NAT),
            message=f"{connector.address}: {name} leads to an internet gateway, "
            "which is no way out for workers without public addresses",
            related=[one.subnet] if one.subnet else [],
            about=name,
        )
