from mskguard.rule import YES, Cluster, Context, Level, Tri, Value, Verdicts, rule, violates

TWO_ZONES = "us-west-1"


@rule(severity=Level.HIGH, kind="constraint")
def wrong_subnet_count(cluster: Cluster, ctx: Context) -> Verdicts:
    """The number of client subnets is one that MSK does not take.

    A Standard cluster is made in two or three subnets, each in an Availability Zone of its own; in
    us-west-1 it is exactly two, and Express brokers want exactly three everywhere. Terraform's plan
    does not check the number. The create request does, when the network, the keys and the rest of
    the stack are already made, and the pipeline stops half-way.

    Write as many subnets as the kind of broker and the region take. A region that is not
    named is taken to be another than us-west-1.

    ```diff
     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         instance_type  = "express.m7g.large"
    -    client_subnets = [aws_subnet.a.id, aws_subnet.b.id]
    +    client_subnets = [aws_subnet.a.id, aws_subnet.b.id, aws_subnet.c.id]
       }
     }
    ```

    Source: API Reference, "Clusters", BrokerNodeGroupInfo,
    https://docs.aws.amazon.com/msk/1.0/apireference/clusters.html.
    """
    subnets, limit = cluster.brokers.subnets, ctx.facts.limit
    least, most = limit("client_subnets_minimum"), limit("client_subnets_maximum")
    two, three = limit("client_subnets_us_west_1"), limit("client_subnets_express")
    in_two = Tri.of(cluster.region.equals(TWO_ZONES) is YES)

    def are_not(number: int) -> Tri:
        return subnets.satisfies(lambda it: len(it) != number and _are_named(it))

    wanted = f"{least} to {most} are taken"
    if cluster.is_express is YES:
        wanted = f"Express brokers take {three}"
    elif in_two is YES:
        wanted = f"{TWO_ZONES} takes {two}"
    yield violates(
        subnets,
        when=subnets.satisfies(lambda it: not least <= len(it) <= most and _are_named(it))
        | (in_two & are_not(two))
        | (cluster.is_express & are_not(three)),
        message=f"{cluster.address}: the number of client_subnets is "
        f"{len(subnets.otherwise(()))}, {wanted}",
        related=[cluster.brokers.size],
    )


def _are_named(subnets: tuple[Value[str], ...]) -> bool:
    """Whether there are names: an empty list or text stands for what is still to be given."""
    return bool(subnets) and all(subnet.equals("") is not YES for subnet in subnets)
