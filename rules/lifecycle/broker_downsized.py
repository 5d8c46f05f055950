from mskguard.rule import (
    NO,
    YES,
    Cluster,
    Context,
    Level,
    Relation,
    ResourceChange,
    Topic,
    Tri,
    Verdicts,
    answers,
    holds,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def broker_downsized(change: ResourceChange, ctx: Context) -> Verdicts:
    """The brokers are to become smaller than their partitions allow, as far as that is known.

    MSK refuses a smaller size while a broker holds more partition replicas than the size may have.
    Where the partitions are not declared, the same refusal waits unseen; and where it does not
    come, each broker has less memory and network for the load that was there before, which shows
    at the next peak and not at the change.

    Look at PartitionCount and CpuUser of each broker first. With partitions that are known not to
    fit this is a constraint, with unknown ones a practice of medium severity; where the topics are
    known to be all, and fit, it is silent.

    ```diff change
     resource "aws_msk_cluster" "events" {
       cluster_name           = "events"
       number_of_broker_nodes = 3
       broker_node_group_info {
    -    instance_type = "kafka.m7g.4xlarge"
    +    instance_type = "kafka.m7g.large"
       }
     }
    ```

    Source: Developer Guide, "Update the Amazon MSK cluster broker size",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-update-broker-type.html.
    """
    clusters = change.between(Cluster)
    if clusters is None:
        return
    before, after = clusters
    was, will = before.brokers.size, after.brokers.size
    smaller = answers(
        lambda new, old: _smaller(ctx, new, old),
        will,
        was,
        why="one of the sizes is not known",
    )
    if smaller is NO:
        return
    topics = ctx.graph.sources(after, Relation.BELONGS_TO, Topic)
    exceeds = _exceeds(ctx, after, topics.nodes)
    if exceeds is NO and topics.nodes and topics.complete is YES:
        return
    known = exceeds is YES
    yield violates(
        will,
        when=smaller,
        message=f"{change.address}: the brokers become smaller, {will} in place of {was}, "
        + ("and hold more partitions than that allows" if known else "with partitions unknown"),
        related=[was, *topics.nodes] if known else [was],
        severity=Level.HIGH if known else Level.MEDIUM,
        kind="constraint" if known else "practice",
    )


def _smaller(ctx: Context, new: str, old: str) -> Tri:
    sizes = ctx.facts.broker_size(new), ctx.facts.broker_size(old)
    if sizes[0] is None or sizes[1] is None:
        return NO if new == old else Tri.UNKNOWN
    return Tri.of(sizes[0].kind is sizes[1].kind and sizes[0].vcpu < sizes[1].vcpu)


def _exceeds(ctx: Context, cluster: Cluster, topics: tuple[Topic, ...]) -> Tri:
    """Whether the topics here have more replicas than brokers of the new size may hold."""

    def more(size: str, brokers: int, *figures: int) -> bool:
        found = ctx.facts.broker_size(size)
        replicas = sum(a * b for a, b in zip(figures[::2], figures[1::2], strict=True))
        return found is not None and replicas > found.partitions_max * brokers

    figures = [it for topic in topics for it in (topic.partitions, topic.replication_factor)]
    return holds(more, cluster.brokers.size, cluster.brokers.count, *figures)
