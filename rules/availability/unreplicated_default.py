from mskguard.rule import (
    NO,
    YES,
    Cluster,
    Configuration,
    Context,
    Level,
    Tri,
    Verdicts,
    rule,
    violates,
    whole,
)

KEY = "default.replication.factor"


@rule(severity=Level.HIGH, kind="practice")
def unreplicated_default(configuration: Configuration, ctx: Context) -> Verdicts:
    """Topics get fewer replicas by default than the cluster has zones for.

    default.replication.factor counts for every topic that is made without a factor of its own: by a
    producer where topics are created automatically, by Kafka Streams, by Connect. With 1 each of
    their partitions lives on one broker, and MSK restarts brokers one by one for patches: the
    partition is away for that time, with its volume it is gone for good. With 2 in three zones one
    more broker that fails during such a restart is one too many, which is reported as medium.

    Write 3 in three zones and 2 in two, or nothing: that is MSK's default. Express brokers always
    have three replicas and are not meant.

    ```diff no-fix
     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
    -    default.replication.factor = 1
    +    default.replication.factor = 3
       EOT
     }
    ```

    ```diff
     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
    -    default.replication.factor = 2
    +    default.replication.factor = 3
       EOT
     }

     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         client_subnets = [aws_subnet.a.id, aws_subnet.b.id, aws_subnet.c.id]
       }
       configuration_info {
         arn      = aws_msk_configuration.events.arn
         revision = aws_msk_configuration.events.latest_revision
       }
     }
    ```

    Source: Developer Guide, "Best practices for Standard brokers",
    https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html.
    """
    if ctx.is_for_express(configuration):
        return
    factor, advised = configuration.property(KEY), ctx.facts.limit("zones_for_high_availability")
    clusters = ctx.users(configuration)

    def has_room(cluster: Cluster) -> Tri:
        if cluster.is_express is YES:
            return NO
        return cluster.brokers.subnets.satisfies(lambda it: len(it) == advised)

    one = factor.satisfies(lambda it: whole(it) == 1)
    two = factor.satisfies(lambda it: whole(it) == 2) & clusters.some(has_room)
    yield violates(
        factor,
        when=one | two,
        message=f"{configuration.address}: {KEY} is {factor}, "
        + ("in three zones it can be 3" if two is YES else "so that topics have no second copy"),
        fix=factor.set(str(advised)) if two is YES else None,
        related=[one.brokers.subnets for one in clusters.nodes] if two is YES else [],
        severity=Level.MEDIUM if one is NO else Level.HIGH,
    )
