from mskguard.rule import (
    NO,
    YES,
    Cluster,
    Configuration,
    Context,
    Level,
    Relation,
    Topic,
    Tri,
    Verdicts,
    holds,
    lift,
    rule,
    violates,
    whole,
)

ISR = "min.insync.replicas"
FACTOR = "default.replication.factor"


@rule(severity=Level.MEDIUM, kind="practice")
def min_isr_of_one(subject: Configuration | Topic, ctx: Context) -> Verdicts:
    """Records are acknowledged with a single copy, although three or more replicas are kept.

    min.insync.replicas says how many replicas must have a record before acks=all is answered. With
    1 the leader alone will do: while the others lag, as they do when a zone has trouble, records
    are acknowledged that exist once, and the leader's loss takes them along. The second and third
    replica are paid for and promise nothing.

    Write 2 with three replicas: one broker may be away, and every acknowledged record has two
    copies. In two zones MSK's default is 1 with two replicas, which is right there and not meant;
    neither are Express brokers, where both are fixed.

    ```diff
     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
         default.replication.factor = 3
    -    min.insync.replicas = 1
    +    min.insync.replicas = 2
       EOT
     }
    ```

    A topic may have a value of its own:

    ```diff
     resource "aws_msk_topic" "payments" {
       replication_factor = 3
       configs = jsonencode({
    -    "min.insync.replicas" = "1"
    +    "min.insync.replicas" = "2"
    ?    "min.insync.replicas" = var.mystery
       })
     }
    ```

    Source: Developer Guide, "Best practices for Standard brokers",
    https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html.
    """
    if isinstance(subject, Topic):
        yield from _of_topic(subject, ctx)
    elif not ctx.is_for_express(subject):
        yield from _of_brokers(subject, ctx)


def _of_topic(topic: Topic, ctx: Context) -> Verdicts:
    clusters = ctx.graph.targets(topic, Relation.BELONGS_TO, Cluster)
    if any(cluster.is_express is YES for cluster in clusters.nodes):
        return
    isr, many = topic.property(ISR), ctx.facts.limit("replication_for_high_availability")
    weak = isr.satisfies(_is_one) & topic.replication_factor.satisfies(lambda it: it >= many)
    yield violates(
        isr,
        when=weak,
        message=f"{topic.address}: {ISR} is {isr} with {topic.replication_factor} replicas, 2 keep "
        "every acknowledged record twice",
        fix=isr.set("2"),
        related=[topic.replication_factor],
    )


def _of_brokers(configuration: Configuration, ctx: Context) -> Verdicts:
    isr, factor = configuration.property(ISR), configuration.property(FACTOR)
    many = ctx.facts.limit("replication_for_high_availability")

    def is_weak(copies: str, replicas: str) -> bool:
        return _is_one(copies) and (whole(replicas) or 0) >= many

    def on(cluster: Cluster) -> Tri:
        both = ctx.effective(cluster, ISR), ctx.effective(cluster, FACTOR)
        return cluster.is_standard & holds(is_weak, *both)

    written = isr.given & factor.given
    one_is_left = (isr.given | factor.given) & ~written
    possible = ~(isr.given & ~isr.satisfies(_is_one))
    by_default = NO if possible is NO else one_is_left & ctx.users(configuration).some(on)
    yield violates(
        factor if isr.given is NO else isr,
        when=lift(is_weak, isr, factor).equals(True) | by_default,
        message=f"{configuration.address}: {ISR} is {isr.otherwise('1 by default')} with "
        f"{factor.otherwise('3 or more')} replicas, 2 keep every acknowledged record twice",
        fix=isr.set("2") if isr.given is YES else None,
        related=[factor] if YES is written else [],
    )


def _is_one(text: str) -> bool:
    return whole(text) == 1
