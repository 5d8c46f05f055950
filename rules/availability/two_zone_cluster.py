from mskguard.rule import YES, Cluster, Context, Level, Tri, Value, Verdicts, rule, violates

TWO_ZONES = "us-west-1"


@rule(severity=Level.MEDIUM, kind="practice")
def two_zone_cluster(cluster: Cluster, ctx: Context) -> Verdicts:
    """The cluster spans two Availability Zones, so that a lost zone takes half of its brokers.

    Each client subnet is a zone. With two of them there are two replicas, and min.insync.replicas
    is 1 if writing is to go on: in the hour in which a zone is away, every record has a single
    copy, and the brokers that are left carry all of the load. In three zones two copies remain, and
    a rolling restart that falls into that hour stops nobody.

    Give three subnets, each in a zone of its own. The zones of a cluster cannot be changed later:
    for a running one it takes a new cluster and a migration, so this is for the day on which it is
    planned. us-west-1 has two zones to offer and is not meant; a cluster whose region is not named,
    by a provider or otherwise, is taken to lie elsewhere.

    ```diff
     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
    -    client_subnets = [aws_subnet.a.id, aws_subnet.b.id]
    +    client_subnets = [aws_subnet.a.id, aws_subnet.b.id, aws_subnet.c.id]
       }
     }
    ```

    Source: Developer Guide, "Best practices for Standard brokers",
    https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html.
    """
    subnets = cluster.brokers.subnets
    advised = ctx.facts.limit("zones_for_high_availability")
    few = subnets.satisfies(lambda it: len(it) < advised and _are_named(it))
    elsewhere = Tri.of(cluster.region.equals(TWO_ZONES) is not YES)
    yield violates(
        subnets,
        when=few & elsewhere,
        message=f"{cluster.address}: the brokers are in {len(subnets.otherwise(()))} Availability "
        f"Zones; in {advised}, two copies of a record remain while one zone is away",
    )


def _are_named(subnets: tuple[Value[str], ...]) -> bool:
    """Whether there are names: an empty list or text stands for what is still to be given."""
    return bool(subnets) and all(subnet.equals("") is not YES for subnet in subnets)
