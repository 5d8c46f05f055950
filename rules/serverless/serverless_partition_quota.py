from mskguard.rule import (
    NO,
    YES,
    Context,
    Level,
    Relation,
    ServerlessCluster,
    Topic,
    Tri,
    Verdicts,
    rule,
    violates,
)


@rule(severity=Level.MEDIUM, kind="constraint")
def serverless_partition_quota(cluster: ServerlessCluster, ctx: Context) -> Verdicts:
    """The declared topics have more partitions than a serverless cluster takes.

    MSK Serverless counts the leader partitions of a cluster: 2400 for topics that delete old
    records, 120 for compacted ones. Beyond that a topic cannot be made, and the one that hits the
    limit is rarely the one that used it up. Internal topics of Kafka Connect and Kafka Streams are
    compacted, so the small number is reached sooner than it looks.

    Make topics with fewer partitions, or ask AWS for a higher quota and ignore the finding. A sum
    that stays below says little: topics that are made elsewhere count too.

    ```diff
     resource "aws_msk_serverless_cluster" "events" {
       cluster_name = "events"
     }

     resource "aws_msk_topic" "state" {
       cluster_arn     = aws_msk_serverless_cluster.events.arn
       name            = "state"
    -  partition_count = 240
    +  partition_count = 24
       configs = jsonencode({
         "cleanup.policy" = "compact"
       })
     }
    ```

    Source: Developer Guide, "Amazon MSK quota",
    https://docs.aws.amazon.com/msk/latest/developerguide/limits.html.
    """
    topics = ctx.graph.sources(cluster, Relation.BELONGS_TO, Topic).nodes
    for compacted, limit in (
        (NO, ctx.facts.limit("serverless_partitions")),
        (YES, ctx.facts.limit("serverless_compacted_partitions")),
    ):
        yield from _verdict(cluster, topics, compacted, limit)


def _verdict(
    cluster: ServerlessCluster, topics: tuple[Topic, ...], compacted: Tri, limit: int
) -> Verdicts:
    """Known topics alone may be too many; one whose partitions are unknown may be the one."""
    these = [topic for topic in topics if _is_compacted(topic) is compacted]
    largest = max(these, key=lambda topic: topic.partitions.otherwise(0), default=None)
    if largest is None:
        return
    total = sum(topic.partitions.otherwise(0) for topic in these)
    unread = [one for one in these if one.partitions.equals(limit) not in (YES, NO)]
    place = unread[0].partitions if unread and total <= limit else largest.partitions
    kind = "compacted topics" if compacted is YES else "topics"
    yield violates(
        place,
        when=Tri.of(total > limit) | place.satisfies(lambda _: False),
        message=f"{cluster.address}: its {kind} have {total} partitions, it takes {limit}",
        related=[topic for topic in these if topic is not largest],
        about=kind,
    )


def _is_compacted(topic: Topic) -> Tri:
    """A topic that says nothing deletes."""
    policy = topic.property("cleanup.policy")
    return NO if policy.given is NO else policy.satisfies(lambda it: "compact" in it)
