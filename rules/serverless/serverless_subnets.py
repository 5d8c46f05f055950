from itertools import combinations

from mskguard.rule import (
    NO,
    YES,
    Context,
    Level,
    Names,
    Relation,
    ServerlessCluster,
    Subnet,
    Tri,
    Value,
    Verdicts,
    reached,
    rule,
    some,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def serverless_subnets(cluster: ServerlessCluster, ctx: Context) -> Verdicts:
    """A VPC of a serverless cluster has too few subnets, two in one zone, or there are too many.

    MSK Serverless wants two subnets at least in every VPC that clients come from, each in an
    Availability Zone of its own, so that clients have somewhere to go when a zone is lost. It takes
    five VPCs. All of it is chosen when the cluster is made and cannot be changed.

    Name subnets in two zones or three. More VPCs than five reach the cluster over a network that
    they share. Whether two subnets share a zone is judged only where both zones are known.

    ```diff
     resource "aws_msk_serverless_cluster" "events" {
       cluster_name = "events"
       vpc_config {
    -    subnet_ids = [aws_subnet.a.id]
    +    subnet_ids = [aws_subnet.a.id, aws_subnet.b.id]
       }
     }
    ```

    ```diff
     resource "aws_subnet" "a" {
       availability_zone = "eu-west-1a"
     }

     resource "aws_subnet" "b" {
       availability_zone = "eu-west-1a"
     }

     resource "aws_subnet" "c" {
       availability_zone = "eu-west-1c"
     }

     resource "aws_msk_serverless_cluster" "events" {
       cluster_name = "events"
       vpc_config {
    -    subnet_ids = [aws_subnet.a.id, aws_subnet.b.id]
    +    subnet_ids = [aws_subnet.a.id, aws_subnet.c.id]
       }
     }
    ```

    Source: Developer Guide, "Create an MSK Serverless cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/create-serverless-cluster.html.
    """
    least = ctx.facts.limit("serverless_subnets_minimum")
    most = ctx.facts.limit("serverless_vpcs_maximum")
    yield violates(
        cluster.vpcs,
        when=cluster.vpcs.satisfies(lambda it: len(it) > most),
        message=f"{cluster.address}: {len(cluster.vpcs.otherwise(()))} VPCs are given, a "
        f"serverless cluster takes {most}",
        about="vpcs",
    )
    for vpc in cluster.vpcs.otherwise(()):
        subnets = vpc.subnets
        yield violates(
            subnets,
            when=subnets.satisfies(lambda it: len(it) < least),
            message=f"{cluster.address}: a VPC has {len(subnets.otherwise(()))} subnet, it takes "
            f"{least} at least",
            about="subnets",
        )
        yield violates(
            subnets,
            when=Tri.of(_share_a_zone(cluster, subnets, ctx) is YES),
            message=f"{cluster.address}: two subnets of a VPC lie in one zone, each wants another",
            about="zones",
        )


def _share_a_zone(cluster: ServerlessCluster, subnets: Names, ctx: Context) -> Tri:
    related = ctx.graph.targets(cluster, Relation.LIES_IN, Subnet)
    listed = subnets.otherwise(())
    twice = some(*(one.same(other) for one, other in combinations(listed, 2)))
    places = [reached(related, place) for place in listed]
    read = [nodes[0] for nodes in places if len(nodes) == 1]
    return twice | some(*(_one_zone(one, other) for one, other in combinations(read, 2)))


def _one_zone(one: Subnet, other: Subnet) -> Tri:
    if one is other:
        return NO
    return _known(one.zone, other.zone) | _known(one.zone_id, other.zone_id)


def _known(one: Value[str], other: Value[str]) -> Tri:
    """Whether both are given and the same."""
    return NO if one.given is NO or other.given is NO else one.same(other)
