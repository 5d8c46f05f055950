from mskguard.rule import (
    NO,
    UNKNOWN,
    YES,
    Absent,
    Cluster,
    Context,
    Dialect,
    Level,
    Relation,
    Standing,
    Subnet,
    Tri,
    Verdict,
    Verdicts,
    answers,
    reached,
    rule,
    some,
    violates,
)

FEATURE = "dual-stack"


@rule(severity=Level.HIGH, kind="constraint")
def dual_stack_unsupported(cluster: Cluster, ctx: Context) -> Verdicts:
    """IPv6 is asked for where the cluster cannot have it.

    The network type DUAL, which AWS added in 2026, needs Kafka 3.6.0, a size above kafka.t3.small,
    an IPv6 block on every client subnet, and excludes multi-VPC connectivity. It is also an update
    of a running cluster: the request that makes the cluster takes IPV4 only. MSK refuses the rest,
    at the end of an apply that made everything else. There is no way back from DUAL either.

    Bring the cluster up with IPV4, meet the conditions, then change the type.

    ```diff
     resource "aws_msk_cluster" "events" {
    -  kafka_version = "3.5.1"
    +  kafka_version = "3.9.x"
       broker_node_group_info {
         connectivity_info {
           network_type = "DUAL"
         }
       }
     }
    ```

    ```diff
     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
    -    instance_type = "kafka.t3.small"
    +    instance_type = "kafka.m7g.large"
         connectivity_info {
           network_type = "DUAL"
         }
       }
     }
    ```

    ```diff
     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         connectivity_info {
           network_type = "DUAL"
           vpc_connectivity {
             client_authentication {
               sasl {
    -            iam = true
    +            iam = false
               }
             }
           }
         }
       }
     }
    ```

    Source: Developer Guide, "Configure dual-stack network type for a cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/mskp-choose-cluster-network-type.html.
    """
    dual = cluster.connectivity.network_type.equals("DUAL")
    if dual is NO:
        return
    yield _by_version(cluster, ctx, dual)
    yield _by_size(cluster, ctx, dual)
    yield from _beside_links(cluster, dual)
    yield from _without_blocks(cluster, ctx, dual)
    if cluster.standing is Standing.CREATED and cluster.unit.dialect is Dialect.AWS_CLI:
        yield violates(
            cluster.connectivity.network_type,
            when=dual,
            message=f"{cluster.address}: network_type is DUAL in the request that makes the "
            "cluster, which takes IPV4 only",
            about="creation",
        )


def _by_version(cluster: Cluster, ctx: Context, dual: Tri) -> Verdict:
    version = cluster.kafka_version
    old = answers(
        lambda it: ctx.facts.lacks(FEATURE, it), version, why=f"{version} is no known version"
    )
    return violates(
        version,
        when=dual & old,
        message=f"{cluster.address}: kafka_version is {version}, dual-stack begins with "
        f"{ctx.facts.first_version_with(FEATURE)}",
        related=[cluster.connectivity.network_type],
    )


def _by_size(cluster: Cluster, ctx: Context, dual: Tri) -> Verdict:
    size = cluster.brokers.size

    def lacks(name: str) -> Tri:
        found = ctx.facts.broker_size(name)
        return Tri.of(found.dual_stack is NO) if found else UNKNOWN

    return violates(
        size,
        when=dual & answers(lacks, size, why=f"{size} is no broker size that the facts know"),
        message=f"{cluster.address}: instance_type is {size}, which has no dual-stack",
        related=[cluster.connectivity.network_type],
    )


def _beside_links(cluster: Cluster, dual: Tri) -> Verdicts:
    links = cluster.connectivity
    for name, over in (
        ("IAM", links.vpc_iam),
        ("SCRAM", links.vpc_scram),
        ("mutual TLS", links.vpc_tls),
    ):
        yield violates(
            over,
            when=dual & over.equals(True),
            message=f"{cluster.address}: multi-VPC connectivity is on for {name} while "
            "network_type is DUAL, which excludes it",
            related=[links.network_type],
            about=name,
        )


def _without_blocks(cluster: Cluster, ctx: Context, dual: Tri) -> Verdicts:
    """The client subnets that are known to have no IPv6 block."""
    related = ctx.graph.targets(cluster, Relation.LIES_IN, Subnet)
    for place in cluster.brokers.subnets.otherwise(()):
        bare = [one for one in reached(related, place) if _is_bare(one) is YES]
        yield violates(
            place,
            when=dual & some(*(_is_bare(one) for one in bare)),
            message=f"{cluster.address}: {' and '.join(one.address for one in bare) or 'a subnet'} "
            "has no IPv6 block, which DUAL needs",
            related=[cluster.connectivity.network_type],
            about="ipv6",
        )


def _is_bare(subnet: Subnet) -> Tri:
    """Templates give subnets their IPv6 blocks by a resource of its own: there it is not known."""
    if subnet.unit.dialect is Dialect.CLOUDFORMATION:
        return NO
    return Tri.of(isinstance(subnet.ipv6_cidr.now(), Absent))
