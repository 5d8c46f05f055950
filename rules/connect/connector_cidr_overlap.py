from ipaddress import ip_network

from mskguard.rule import (
    NO,
    Connector,
    Context,
    Goal,
    Level,
    Verdicts,
    holds,
    rule,
    violates,
)


@rule(severity=Level.MEDIUM, kind="constraint")
def connector_cidr_overlap(connector: Connector, ctx: Context) -> Verdicts:
    """A connector's subnet is routed to a network whose addresses MSK Connect uses itself.

    MSK Connect has networks of its own beside the workers. What a connector sends to an address in
    one of their blocks does not leave by the VPC's route, so that a database or a cluster there,
    beyond a peering connection or a transit gateway, is never reached, although the route, the
    security groups and the network ACLs are right.

    Give what the connector has to reach addresses in other blocks. A route to a wider block, such
    as 0.0.0.0/0, does not say that anything in these is to be reached, and is not meant.

    ```diff
     resource "aws_subnet" "connect" {}

     resource "aws_route_table" "connect" {
       route {
    -    cidr_block                = "192.168.4.0/22"
    +    cidr_block                = "10.20.0.0/22"
         vpc_peering_connection_id = "pcx-1"
       }
     }

     resource "aws_route_table_association" "connect" {
       subnet_id      = aws_subnet.connect.id
       route_table_id = aws_route_table.connect.id
     }

     resource "aws_mskconnect_connector" "orders" {
       kafka_cluster {
         apache_kafka_cluster {
           vpc {
             subnets = [aws_subnet.connect.id]
           }
         }
       }
     }
    ```

    Source: Developer Guide, "Connecting from connectors",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-from-connectors.html.
    """
    taken = [ip_network(block) for block in ctx.facts.connect_networks]

    def inside(block: str) -> bool:
        try:
            found = ip_network(block, strict=False)
        except ValueError:
            return False
        return any(found.version == one.version and found.subnet_of(one) for one in taken)  # type: ignore[arg-type]

    for one in ctx.reach.subnets(connector, connector.cluster.subnets):
        for hop in ctx.reach.routes(one.subnet).ways if one.subnet is not None else ():
            beyond = ctx.reach.goes_to(hop, Goal.PEERING) | ctx.reach.goes_to(
                hop, Goal.TRANSIT_GATEWAY
            )
            if beyond is NO:
                continue
            yield violates(
                hop.way.cidr,
                when=beyond & holds(inside, hop.way.cidr),
                message=f"{hop.at.address}: {hop.way.cidr} lies in a network of MSK Connect's "
                f"own, so that {connector.address} cannot reach it",
                related=[one.reference],
                about=connector.instance,
            )
