from mskguard.rule import (
    NO,
    YES,
    Cluster,
    Context,
    Level,
    Placed,
    Tri,
    Verdicts,
    rule,
    some,
    violates,
)

_MOST = 30
"""Subnets that are compared with each other: no cluster takes more than a few."""


@rule(severity=Level.HIGH, kind="constraint")
def subnets_share_zone(cluster: Cluster, ctx: Context) -> Verdicts:
    """Two client subnets are one and the same, or lie in one Availability Zone.

    MSK spreads the brokers over the client subnets and takes each for a zone of its own. It
    refuses the cluster where two are in one zone, after everything that it is to stand on was made.

    Name one subnet for each zone. Zones are compared by id, and by name within one account: a name
    such as eu-west-1a means another zone in another account.

    ```diff
     resource "aws_subnet" "a" {
       availability_zone = "eu-west-1a"
     }

     resource "aws_subnet" "b" {
    -  availability_zone = "eu-west-1a"
    +  availability_zone = "eu-west-1b"
     }

     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         client_subnets = [aws_subnet.a.id, aws_subnet.b.id]
       }
     }
    ```

    The same subnet twice:

    ```diff
     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         client_subnets = [
           "subnet-1",
    -      "subnet-1",
    ?      var.mystery,
    +      "subnet-2",
         ]
       }
     }
    ```

    Source: Developer Guide, "Create an MSK Provisioned cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-create-cluster.html.
    """
    placed = ctx.reach.subnets(cluster, cluster.brokers.subnets)[:_MOST]
    for index, one in enumerate(placed):
        before = placed[:index]
        twice = some(*(_same(one, other) for other in before))
        if one.subnet is None or twice is YES:
            yield violates(
                one.reference,
                when=twice,
                message=f"{cluster.address}: {one.reference} is named twice among the client "
                "subnets, each zone needs one of its own",
                about=str(index),
            )
        else:
            others = [other.subnet for other in before if other.subnet is not None]
            shared = [other for other in others if ctx.reach.same_zone(one.subnet, other) is YES]
            yield violates(
                one.subnet.zone if one.subnet.zone.given is not NO else one.subnet.zone_id,
                when=some(*(ctx.reach.same_zone(one.subnet, other) for other in others)),
                message=f"{one.subnet.address}: it lies in the zone of another client subnet of "
                f"{cluster.address}, each needs a zone of its own",
                related=[*shared, cluster.brokers.subnets],
                about=cluster.instance,
            )


def _same(one: Placed, other: Placed) -> Tri:
    if one.subnet is not None and other.subnet is not None:
        return Tri.of(one.subnet is other.subnet)
    return one.reference.same(other.reference)
