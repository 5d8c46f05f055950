from mskguard.rule import (
    NO,
    UNKNOWN,
    YES,
    Cluster,
    Context,
    Level,
    Tri,
    Verdicts,
    answers,
    rule,
    violates,
)

EXPRESS = "express."


@rule(severity=Level.HIGH, kind="constraint")
def broker_size_needs_newer_kafka(cluster: Cluster, ctx: Context) -> Verdicts:
    """The brokers' size is one that does not run this Kafka version.

    M7g brokers run Kafka from 3.3.2 on, and 2.8.2.tiered; Express brokers only some versions, with
    gaps: 3.6.0 and 3.8.x, but not 3.7.x, 4.0.x or 4.1.x. AWS refuses the combination when it is
    called. A plan that changes size and version at once passes, and stops half-way.

    Upgrade Kafka first, then change the size. In 2024 there were no Express brokers. Where adding
    .kraft to the version would do, express-on-zookeeper speaks instead.

    ```diff
     resource "aws_msk_cluster" "events" {
    -  kafka_version = "2.8.1"
    +  kafka_version = "3.9.x"
       broker_node_group_info {
         instance_type = "kafka.m7g.large"
       }
     }
    ```

    ```diff
     resource "aws_msk_cluster" "events" {
    -  kafka_version = "3.7.x"
    +  kafka_version = "3.8.x"
       broker_node_group_info {
         instance_type = "express.m7g.large"
       }
     }
    ```

    Source: Developer Guide, "Amazon MSK broker sizes",
    https://docs.aws.amazon.com/msk/latest/developerguide/broker-instance-sizes.html.
    """
    version, size = cluster.kafka_version, cluster.brokers.size

    def lacks(text: str, name: str) -> Tri:
        return _lacks(ctx, text, name)

    yield violates(
        version,
        when=answers(lacks, version, size, why=f"whether {size} runs Kafka {version} is not known"),
        message=f"{cluster.address}: {size} brokers do not run Kafka {version}",
        related=[size],
    )


def _lacks(ctx: Context, version: str, size: str) -> Tri:
    known, found = ctx.facts.kafka_version(version), ctx.facts.broker_size(size)
    if size.startswith(EXPRESS):
        twin = ctx.facts.kafka_version(f"{version}.kraft")
        if twin is not None and twin.express is YES:
            return NO
        return ~known.express if known else UNKNOWN
    if found is None:
        return NO
    if known is None and ctx.facts.offers_kafka_version(version) is NO:
        return NO
    return ctx.facts.family_lacks_kafka(found.family, version)
