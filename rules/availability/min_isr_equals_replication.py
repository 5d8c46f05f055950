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
    Value,
    Verdict,
    Verdicts,
    holds,
    rule,
    violates,
    whole,
)

ISR = "min.insync.replicas"


@rule(severity=Level.HIGH, kind="practice")
def min_isr_equals_replication(subject: Configuration | Topic, ctx: Context) -> Verdicts:
    """Writes stop as soon as one broker is away, because every replica has to be in sync.

    min.insync.replicas says how many replicas must have a record before acks=all is answered. Where
    that is the replication factor, no replica may be missing: each rolling restart that MSK does
    for patches, broker changes and configuration updates stops all such producers with
    NotEnoughReplicas until the broker is back, and MSK's patches ask nobody for the hour. The same
    holds for transactions and transaction.state.log.min.isr.

    Keep it one below the replication factor at most. Where only one of the two is written, it is
    held against MSK's default for the cluster's number of zones; a configuration that no cluster
    here uses is judged by what is written, and so is a topic with a value of its own. Topics with a
    replication factor of 1 are not meant, nor are Express brokers, where both are fixed.

    ```diff
     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
         default.replication.factor = 3
    -    min.insync.replicas = 3
    +    min.insync.replicas = 2
       EOT
     }
    ```

    In two zones MSK replicates twice by default, so that 2 is too many:

    ```diff
     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
    -    min.insync.replicas = 2
    +    min.insync.replicas = 1
       EOT
     }

     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         instance_type  = "kafka.m7g.large"
         client_subnets = [aws_subnet.a.id, aws_subnet.b.id]
       }
       configuration_info {
         arn      = aws_msk_configuration.events.arn
         revision = aws_msk_configuration.events.latest_revision
       }
     }
    ```

    In a template:

    ```diff cloudformation
     Resources:
       Events:
         Type: AWS::MSK::Configuration
         Properties:
           Name: events
           ServerProperties: !Sub |
             # three copies, of which two are enough
             default.replication.factor = 3
    -        min.insync.replicas = 3
    +        min.insync.replicas = 2
             num.partitions = 6
    ```

    Source: Developer Guide, "Best practices for Standard brokers",
    https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html.
    """
    if isinstance(subject, Topic):
        yield from _of_topic(subject, ctx)
        return
    yield _verdict(subject, ctx, ISR, "default.replication.factor")
    yield _verdict(
        subject,
        ctx,
        "transaction.state.log.min.isr",
        "transaction.state.log.replication.factor",
    )


def _of_topic(topic: Topic, ctx: Context) -> Verdicts:
    clusters = ctx.graph.targets(topic, Relation.BELONGS_TO, Cluster).nodes
    if any(cluster.is_express is YES for cluster in clusters):
        return
    isr, factor = topic.property(ISR), topic.replication_factor
    yield violates(
        isr,
        when=holds(lambda copies, replicas: (whole(copies) or 0) >= replicas > 1, isr, factor),
        message=f"{topic.address}: {ISR} ({isr}) leaves no room below the replication factor "
        f"({factor}), it is to be one less at most",
        related=[factor],
    )


def _verdict(configuration: Configuration, ctx: Context, isr: str, factor: str) -> Verdict:
    own_isr, own_factor = configuration.property(isr), configuration.property(factor)
    written = own_isr.given & own_factor.given
    clusters = ctx.graph.sources(configuration, Relation.CONFIGURED_BY, Cluster)

    def on(cluster: Cluster) -> Tri:
        both = ctx.effective(cluster, isr), ctx.effective(cluster, factor)
        return cluster.is_standard & holds(_is_every_replica, *both)

    by_default = (own_isr.given | own_factor.given) & ~written & clusters.some(on)
    other = "MSK's default for its clusters"
    return violates(
        own_factor if own_isr.given is NO else own_isr,
        when=holds(_is_every_replica, own_isr, own_factor) | by_default,
        message=f"{configuration.address}: {isr} ({own_isr.otherwise(other)}) leaves no room below "
        f"{factor} ({own_factor.otherwise(other)}), it is to be one less at most",
        related=_places(own_factor, own_isr),
        about=isr,
    )


def _is_every_replica(isr: str, factor: str) -> bool:
    return (whole(isr) or 0) >= (whole(factor) or 0) > 1


def _places(*values: Value[str]) -> list[Value[str]]:
    return [value for value in values if value.given is not NO]
