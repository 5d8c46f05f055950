from collections.abc import Iterator

from mskguard.rule import (
    YES,
    Cluster,
    Configuration,
    Context,
    Level,
    Node,
    Relation,
    Replicator,
    ServerlessCluster,
    Topic,
    Tri,
    Value,
    Verdicts,
    arn_field,
    rule,
    violates,
    whole,
)

BROKERS = "message.max.bytes"
TOPIC = "max.message.bytes"

Maximum = tuple[Node, str, Value[str]]


@rule(severity=Level.HIGH, kind="practice")
def large_messages(replicator: Replicator, ctx: Context) -> Verdicts:
    """The source of a replicator takes records that the replicator cannot carry.

    MSK Replicator copies records up to a size: 10 MB between regions, and since 2025 20 MB within
    one. A producer that is allowed more succeeds at the source, the record is left out at the
    target, and that is noticed on the day on which the target is needed. A serverless target takes
    8 MiB and no more (high): there every larger record is refused.

    Lower message.max.bytes, or max.message.bytes of the topic, or keep large payloads in S3 and
    send their address. The guide of 2024 has 10 MB for both cases.

    ```diff
     provider "aws" {
       region = "eu-west-1"
     }

     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
    -    message.max.bytes = 26214400
    +    message.max.bytes = 10485760
       EOT
     }

     resource "aws_msk_cluster" "events" {
       configuration_info {
         arn      = aws_msk_configuration.events.arn
         revision = aws_msk_configuration.events.latest_revision
       }
     }

     resource "aws_msk_replicator" "standby" {
       replicator_name = "standby"
       kafka_cluster {
         amazon_msk_cluster {
           msk_cluster_arn = aws_msk_cluster.events.arn
         }
       }
       replication_info_list {
         source_kafka_cluster_arn = aws_msk_cluster.events.arn
         target_kafka_cluster_arn = "arn:aws:kafka:eu-central-1:111122223333:cluster/standby/a1-2"
       }
     }
    ```

    Source: Developer Guide, "Amazon MSK quota",
    https://docs.aws.amazon.com/msk/latest/developerguide/limits.html.
    """
    on_serverless = bool(ctx.graph.targets(replicator, Relation.WRITES_TO, ServerlessCluster).nodes)
    for source in ctx.graph.targets(replicator, Relation.READS_FROM, Cluster).nodes:
        for owner, key, size in _maxima(source, ctx):
            most, exceeds = _limit(replicator, source, size, on_serverless, ctx)
            yield violates(
                size,
                when=exceeds,
                message=f"{owner.address}: {key} is {size}, {replicator.address} carries records "
                f"of up to {most} bytes",
                related=[replicator],
                severity=Level.HIGH if on_serverless else Level.LOW,
                kind="constraint" if on_serverless else "practice",
                about=key,
            )


def _maxima(source: Cluster, ctx: Context) -> Iterator[Maximum]:
    """The largest record that the source takes: by its configuration, and by its topics."""
    for one in ctx.graph.targets(source, Relation.CONFIGURED_BY, Configuration).nodes:
        yield one, BROKERS, one.property(BROKERS)
    for topic in ctx.graph.sources(source, Relation.BELONGS_TO, Topic).nodes:
        yield topic, TOPIC, topic.property(TOPIC)


def _limit(
    replicator: Replicator, source: Cluster, size: Value[str], on_serverless: bool, ctx: Context
) -> tuple[int, Tri]:
    """The most bytes of a record, and whether `size` is more."""

    def is_above(most: int) -> Tri:
        return size.satisfies(lambda it: (whole(it) or 0) > most)

    if on_serverless:
        most = ctx.facts.limit("serverless_record_maximum")
        return most, is_above(most)
    across = ctx.facts.limit("replicated_record_across_regions_maximum")
    within = ctx.facts.limit("replicated_record_in_region_maximum")
    target = ctx.graph.targets(replicator, Relation.WRITES_TO, Cluster).nodes
    region = target[0].region if target else arn_field(replicator.target.arn, "region")
    is_far = ~source.region.same(region)
    exceeds = is_above(within) | (is_above(across) & is_far)
    return across if is_far is YES else within, exceeds
