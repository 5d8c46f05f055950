from mskguard.rule import (
    NO,
    YES,
    Cluster,
    Configuration,
    Context,
    Level,
    Tri,
    Verdict,
    Verdicts,
    rule,
    violates,
    whole,
)

FACTORS = ("offsets.topic.replication.factor", "transaction.state.log.replication.factor")
ISR = "transaction.state.log.min.isr"


@rule(severity=Level.HIGH, kind="practice")
def unreplicated_internal_topics(configuration: Configuration, ctx: Context) -> Verdicts:
    """Consumer offsets or transaction state are kept with fewer replicas than there are zones.

    __consumer_offsets says where every consumer group stands, __transaction_state which
    transactions are under way. Where they have one replica, the restart of one broker leaves a part
    of the groups without a coordinator: they stop, whatever the factor of the topics they read. If
    the replica is lost, they start over, and every record since is processed twice or never. The
    factor counts when Kafka makes the topic, once; later it takes a reassignment.

    Write 3 in three zones and 2 in two, or nothing: Kafka's default is 3. With
    transaction.state.log.min.isr at 1 (medium) a commit is answered with a single copy; 2 is right
    with three replicas. Express brokers have all of them fixed.

    ```diff
     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
    -    offsets.topic.replication.factor = 1
    +    offsets.topic.replication.factor = 3
       EOT
     }
    ```

    ```diff
     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
         transaction.state.log.replication.factor = 3
    -    transaction.state.log.min.isr = 1
    +    transaction.state.log.min.isr = 2
       EOT
     }
    ```

    Source: Developer Guide, "Custom MSK configurations",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-configuration-properties.html.
    """
    if ctx.is_for_express(configuration):
        return
    for key in FACTORS:
        yield _replicas(configuration, ctx, key)
    isr, factor = configuration.property(ISR), configuration.property(FACTORS[1])
    few = factor.satisfies(lambda it: (whole(it) or 0) <= 2)
    yield violates(
        isr,
        when=isr.satisfies(lambda it: whole(it) == 1) & ~few,
        message=f"{configuration.address}: {ISR} is {isr}, so that commits are answered with one "
        "copy; 2 leaves room for one broker that is away",
        related=[factor] if factor.given is YES else [],
        severity=Level.MEDIUM,
        about=ISR,
    )


def _replicas(configuration: Configuration, ctx: Context, key: str) -> Verdict:
    factor, clusters = configuration.property(key), ctx.users(configuration)
    advised = ctx.facts.limit("zones_for_high_availability")

    def has_room(cluster: Cluster) -> Tri:
        if cluster.is_express is YES:
            return NO
        return cluster.brokers.subnets.satisfies(lambda it: len(it) == advised)

    one = factor.satisfies(lambda it: whole(it) == 1)
    two = factor.satisfies(lambda it: whole(it) == 2) & clusters.some(has_room)
    return violates(
        factor,
        when=one | two,
        message=f"{configuration.address}: {key} is {factor}, "
        + ("in three zones it can be 3" if two is YES else "so that the topic has no second copy"),
        related=[one.brokers.subnets for one in clusters.nodes] if two is YES else [],
        about=key,
    )
