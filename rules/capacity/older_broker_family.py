from mskguard.rule import NO, Cluster, Context, Level, Tri, Verdicts, answers, rule, violates

OLDER, NEWER = "m5", "m7g"


@rule(severity=Level.LOW, kind="advice")
def older_broker_family(cluster: Cluster, ctx: Context) -> Verdicts:
    """The brokers are M5 where M7g would cost less and do more.

    AWS gives M7g brokers up to 29 percent more throughput and up to 24 percent less cost than M5
    brokers of the same size, and nothing in Kafka depends on the processor. A cluster can change
    over while it runs, one broker after the other, and back.

    Change the size when the next maintenance is due; kafka.m5.24xlarge has no counterpart and is
    not meant. M7g needs Kafka 3.3.2 or 2.8.2.tiered. It is reported for regions that are known to
    have M7g: the guide listed the exceptions in 2024 and today refers to the price list, so that
    for other regions, and where the region is unknown, the answer stays open.

    ```diff
     provider "aws" {
       region = "eu-west-1"
     }

     resource "aws_msk_cluster" "events" {
       kafka_version = "3.9.x"
       broker_node_group_info {
    -    instance_type = "kafka.m5.large"
    +    instance_type = "kafka.m7g.large"
       }
     }
    ```

    Source: Developer Guide, "Amazon MSK broker sizes",
    https://docs.aws.amazon.com/msk/latest/developerguide/broker-instance-sizes.html.
    """
    size, version, region = cluster.brokers.size, cluster.kafka_version, cluster.region
    older = size.satisfies(lambda it: _newer(ctx, it) is not None)
    if older is NO:
        return
    runs = answers(
        lambda it: ~ctx.facts.family_lacks_kafka(NEWER, it),
        version,
        why=f"whether M7g brokers run Kafka {version} is not known",
    )
    offered: Tri = answers(
        ctx.facts.offers_graviton, region, why=f"whether {region} has M7g brokers is not known"
    )
    better = _newer(ctx, size.otherwise(""))
    yield violates(
        size,
        when=older & runs & offered,
        message=f"{cluster.address}: {size} brokers cost more and do less than {better}",
    )


def _newer(ctx: Context, size: str) -> str | None:
    """The M7g size that stands for an M5 size; None where there is none."""
    found = ctx.facts.broker_size(size)
    if found is None or found.family != OLDER:
        return None
    name = size.replace(f".{OLDER}.", f".{NEWER}.")
    return name if ctx.facts.broker_size(name) else None
