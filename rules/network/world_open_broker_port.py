from mskguard.rule import (
    YES,
    Cluster,
    Context,
    Level,
    Opening,
    Relation,
    SecurityGroup,
    ServerlessCluster,
    Tri,
    Value,
    Verdicts,
    rule,
    some,
    violates,
)


@rule(severity=Level.HIGH, kind="practice")
def world_open_broker_port(cluster: Cluster | ServerlessCluster, ctx: Context) -> Verdicts:
    """A security group of the cluster lets every address in by a port of Kafka.

    Where the brokers have public addresses, the rule is all that stands between the internet and
    the login, and every scanner finds it within the day. Where they have none, it lets in whatever
    is routed to the VPC: each peered VPC, each office behind the VPN, each pod of a neighbour.
    ZooKeeper and the exporters of open monitoring ask nobody who they are at all.

    Name those who are to come in: the clients' security groups in the VPC, else their blocks, and a
    prefix list where these are many. A managed VPC connection needs no rule of this kind. Rules for
    other ports are not meant.

    ```diff
     resource "aws_security_group" "brokers" {
       ingress {
         protocol    = "tcp"
         from_port   = 9098
         to_port     = 9098
    -    cidr_blocks = ["0.0.0.0/0"]
    +    cidr_blocks = ["10.0.0.0/16"]
       }
     }

     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         security_groups = [aws_security_group.brokers.id]
       }
     }
    ```

    A rule of its own is the same, and so is one for all ports:

    ```diff
     resource "aws_security_group" "brokers" {}

     resource "aws_vpc_security_group_ingress_rule" "all" {
       security_group_id = aws_security_group.brokers.id
       ip_protocol       = "-1"
    -  cidr_ipv6         = "::/0"
    +  cidr_ipv6         = "2001:db8::/32"
     }

     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         security_groups = [aws_security_group.brokers.id]
       }
     }
    ```

    Source: Developer Guide, "Changing an Amazon MSK cluster's security group",
    https://docs.aws.amazon.com/msk/latest/developerguide/change-security-group.html.
    """
    public = isinstance(cluster, Cluster) and cluster.connectivity.public is YES
    for group in ctx.graph.targets(cluster, Relation.GUARDED_BY, SecurityGroup).nodes:
        for opening in ctx.reach.openings(group).rules:
            ports = _covered(ctx, opening)
            for block in _blocks(ctx, opening):
                yield violates(
                    block,
                    when=_is_open(ctx, opening) & ctx.reach.lets_in_everyone(opening),
                    message=f"{opening.at.address}: {block} may reach "
                    f"{ports} of {cluster.address}, name the clients instead",
                    related=[cluster],
                    severity=Level.HIGH if public else Level.MEDIUM,
                )


def _is_open(ctx: Context, opening: Opening) -> Tri:
    ports = ctx.facts.ports.values()
    return some(*(ctx.reach.covers(opening, port.first, port.last) for port in ports))


def _covered(ctx: Context, opening: Opening) -> str:
    """The ports as a message names them."""
    if ctx.reach.is_of_every_port(opening) is YES:
        return "all ports"
    ports = [
        it.shown
        for it in ctx.facts.ports.values()
        if ctx.reach.covers(opening, it.first, it.last) is YES
    ]
    if len(ports) == 1:
        return f"port {ports[0]}"
    if len(ports) == 2:
        return f"ports {' and '.join(ports)}"
    return f"{len(ports)} ports" if ports else "ports"


def _blocks(ctx: Context, opening: Opening) -> list[Value[str]]:
    """The elements that let everyone in, else the first that may."""
    found = ctx.reach.blocks(opening)
    sure = [one for one, everyone in found if everyone is YES]
    unsure = [one for one, everyone in found if everyone is Tri.UNKNOWN]
    return sure or unsure[:1]
