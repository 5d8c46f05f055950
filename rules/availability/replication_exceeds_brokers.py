from mskguard.rule import (
    Cluster,
    Configuration,
    Context,
    Level,
    Tri,
    Value,
    Verdict,
    Verdicts,
    holds,
    rule,
    violates,
    whole,
)

KEYS = (
    "default.replication.factor",
    "offsets.topic.replication.factor",
    "transaction.state.log.replication.factor",
)


@rule(severity=Level.HIGH, kind="constraint")
def replication_exceeds_brokers(configuration: Configuration, ctx: Context) -> Verdicts:
    """A replication factor is larger than the number of brokers, so topics cannot be made.

    Kafka puts the replicas of a partition on different brokers and refuses a topic that wants more
    of them than there are. For __consumer_offsets and __transaction_state that shows late: the
    cluster comes up, and the first consumer group or the first transaction waits for a topic that
    never comes, with nothing in the plan and little in the logs.

    Write a factor up to the number of brokers, 3 where there are three.

    ```diff
     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
         default.replication.factor       = 2
    -    offsets.topic.replication.factor = 3
    +    offsets.topic.replication.factor = 2
       EOT
     }

     resource "aws_msk_cluster" "events" {
       number_of_broker_nodes = 2
       configuration_info {
         arn      = aws_msk_configuration.events.arn
         revision = aws_msk_configuration.events.latest_revision
       }
     }
    ```

    Source: Developer Guide, "Custom MSK configurations",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-configuration-properties.html.
    """
    if not ctx.is_for_express(configuration):
        for key in KEYS:
            yield _verdict(configuration, ctx, key)


def _verdict(configuration: Configuration, ctx: Context, key: str) -> Verdict:
    factor, clusters = configuration.property(key), ctx.users(configuration)

    def exceeds(cluster: Cluster) -> Tri:
        return holds(_is_more, factor, cluster.brokers.count)

    counts: list[Value[int]] = [cluster.brokers.count for cluster in clusters.nodes]
    several = factor.satisfies(lambda it: (whole(it) or 0) > 1)
    fewest = min((count.otherwise(0) for count in counts), default=0)
    return violates(
        factor,
        when=several & clusters.some(exceeds),
        message=f"{configuration.address}: {key} is {factor}, more than the {fewest} brokers of a "
        "cluster that runs with it",
        related=counts,
        about=key,
    )


def _is_more(factor: str, brokers: int) -> bool:
    return (whole(factor) or 0) > brokers
