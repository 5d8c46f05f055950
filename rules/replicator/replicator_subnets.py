from mskguard.rule import (
    NO,
    Context,
    Known,
    Level,
    Names,
    Replicator,
    Subnet,
    Verdicts,
    every,
    holds,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def replicator_subnets(replicator: Replicator, ctx: Context) -> Verdicts:
    """A replicator has too few subnets for a cluster, or its two sets of subnets lie apart.

    The replicator's workers have network interfaces in the subnets that are given for each of the
    two clusters. MSK takes two subnets at least for each, and where both clusters are in one
    region, the two sets have to lie in the same Availability Zones.

    Name subnets in two zones at least, and for both clusters in the same ones.

    ```diff
     resource "aws_msk_replicator" "orders" {
       kafka_cluster {
         vpc_config {
    -      subnet_ids = ["subnet-1"]
    +      subnet_ids = ["subnet-1", "subnet-2"]
         }
       }
     }
    ```

    Sets of subnets in different zones:

    ```diff
     provider "aws" {
       region = "eu-west-1"
     }

     resource "aws_subnet" "source" {
       count                = 2
       availability_zone_id = "euw1-az${count.index + 1}"
     }

     resource "aws_subnet" "target" {
       availability_zone_id = "euw1-az1"
     }

     resource "aws_subnet" "apart" {
    -  availability_zone_id = "euw1-az3"
    +  availability_zone_id = "euw1-az2"
     }

     resource "aws_msk_replicator" "orders" {
       kafka_cluster {
         vpc_config {
           subnet_ids = aws_subnet.source[*].id
         }
       }
       kafka_cluster {
         vpc_config {
           subnet_ids = [aws_subnet.target.id, aws_subnet.apart.id]
         }
       }
     }
    ```

    Source: Developer Guide, "Network requirements",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-replicator-network-reqs.html.
    """
    least = ctx.facts.limit("replicator_subnets_minimum")
    now = replicator.clusters.now()
    clusters = now.it if isinstance(now, Known) else ()
    for one in clusters:
        yield violates(
            one.subnets,
            when=holds(lambda subnets: len(subnets) < least, one.subnets),
            message=f"{replicator.address}: it has fewer than {least} subnets for a cluster",
        )
    sets = [_read(ctx, replicator, one.subnets) for one in clusters]
    if len(sets) == 2 and all(sets):  # a replicator has a source and a target
        yield from _apart(ctx, replicator, *sets)


def _read(ctx: Context, replicator: Replicator, names: Names) -> list[Subnet]:
    """The subnets of a list; none where one of them was not read."""
    placed = ctx.reach.subnets(replicator, names)
    found = [one.subnet for one in placed if one.subnet is not None]
    return found if len(found) == len(placed) else []


def _apart(
    ctx: Context, replicator: Replicator, one: list[Subnet], other: list[Subnet]
) -> Verdicts:
    same_region = one[0].region.same(other[0].region)
    for subnet in other:
        alone = every(*(~ctx.reach.same_zone(subnet, it) for it in one))
        if alone is NO or same_region is NO:
            continue
        yield violates(
            subnet.zone_id if subnet.zone_id.given is not NO else subnet.zone,
            when=same_region & alone,
            message=f"{subnet.address}: {replicator.address} has no subnet for its other cluster "
            "in this zone, both sets are to lie in the same zones",
            related=one,
            about=replicator.instance,
        )
