from mskguard.rule import (
    NO,
    Cluster,
    Configuration,
    Context,
    Level,
    Tri,
    Verdicts,
    answers,
    rule,
    some,
    violates,
)

KEY = "replica.selector.class"
RACK_AWARE = "org.apache.kafka.common.replica.RackAwareReplicaSelector"


@rule(severity=Level.LOW, kind="advice")
def farthest_replica_fetch(configuration: Configuration, ctx: Context) -> Verdicts:
    """Consumers cannot fetch from the nearest replica, and pay for the way between zones.

    Without a replica selector a consumer reads each partition from its leader, which in three zones
    is elsewhere two times out of three. Transfer between zones is billed in both directions, and on
    a busy cluster with several consumer groups it is a good part of what the brokers cost. Since
    Kafka 2.4.1 brokers can send a consumer to the replica in its own zone.

    Write replica.selector.class with the rack-aware selector, and client.rack in the consumers: the
    id of their zone, such as use1-az1. MSK sets broker.rack to the same ids by itself. Consumers
    without client.rack go on as before.

    ```diff
     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
         auto.create.topics.enable = false
    +    replica.selector.class = org.apache.kafka.common.replica.RackAwareReplicaSelector
    ?    replica.selector.class = ${var.mystery}
       EOT
     }

     resource "aws_msk_cluster" "events" {
       kafka_version = "3.9.x"
       configuration_info {
         arn      = aws_msk_configuration.events.arn
         revision = aws_msk_configuration.events.latest_revision
       }
     }
    ```

    Source: Developer Guide, "Best practices for Standard brokers",
    https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html.
    """
    selector = configuration.property(KEY)
    clusters = ctx.users(configuration).nodes

    def could(cluster: Cluster) -> Tri:
        version = cluster.kafka_version
        return ~answers(
            lambda it: ctx.facts.lacks_property(KEY, it),
            version,
            why=f"{version} is no version that the facts know",
        )

    if clusters:
        yield violates(
            configuration if selector.given is NO else selector,
            when=~selector.equals(RACK_AWARE) & some(*map(could, clusters)),
            message=f"{configuration.address}: {KEY} is {selector.otherwise('not set')}, with the "
            "rack-aware selector consumers can read in their own zone",
            related=clusters,
            about=KEY,
        )
