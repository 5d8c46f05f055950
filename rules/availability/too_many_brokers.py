from mskguard.rule import (
    UNKNOWN,
    Cluster,
    Context,
    Level,
    Tri,
    Verdicts,
    answers,
    rule,
    violates,
)


@rule(severity=Level.MEDIUM, kind="constraint")
def too_many_brokers(cluster: Cluster, ctx: Context) -> Verdicts:
    """The cluster has more brokers than an account's quota lets a cluster have.

    ZooKeeper-mode clusters and KRaft-mode clusters have quotas of their own, the second twice as
    high. A count above it is refused, both at creation and when brokers are added, and the second
    is usually done in a hurry. The quota is a soft one: AWS raises it on request, which takes days
    rather than minutes.

    Ask for a higher quota first, take larger brokers, or split the cluster. An account that has a
    higher quota already ignores this finding in place and says so.

    ```diff
     resource "aws_msk_cluster" "events" {
       kafka_version          = "3.8.x"
    -  number_of_broker_nodes = 33
    +  number_of_broker_nodes = 30
     }
    ```

    Source: Developer Guide, "Amazon MSK quota",
    https://docs.aws.amazon.com/msk/latest/developerguide/limits.html.
    """
    count, version = cluster.brokers.count, cluster.kafka_version
    on_zookeeper = ctx.facts.limit("brokers_on_zookeeper_maximum")
    on_kraft = ctx.facts.limit("brokers_on_kraft_maximum")

    def most(name: str) -> int | None:
        if name.endswith(".kraft"):
            return on_kraft
        return on_zookeeper if ctx.facts.kafka_version(name) else None

    def exceeds(number: int, name: str) -> Tri:
        quota = most(name)
        return UNKNOWN if quota is None else Tri.of(number > quota)

    by_mode = answers(exceeds, count, version, why=f"{version} is no version that the facts know")
    in_either = count.satisfies(lambda it: it > on_kraft)
    yield violates(
        count,
        when=count.satisfies(lambda it: it > on_zookeeper) & (in_either | by_mode),
        message=f"{cluster.address}: {count} brokers are more than the quota of "
        f"{most(version.otherwise('')) or on_kraft}, which AWS raises on request",
        related=[version],
    )
