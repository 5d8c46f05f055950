from mskguard.rule import (
    Cluster,
    Configuration,
    Context,
    Level,
    Relation,
    Verdicts,
    rule,
    violates,
)

KEY = "unclean.leader.election.enable"


@rule(severity=Level.HIGH, kind="practice")
def unclean_leader_election(subject: Cluster | Configuration, ctx: Context) -> Verdicts:
    """Leaders may be elected that lack records, and those records are lost.

    When all replicas in sync are away, Kafka either waits for one of them or takes any replica
    there is. The second brings the partition back sooner and drops, silently, every record that
    replica had not copied: acknowledged payments, consumer offsets, transaction state. It happens
    in just the hour in which a zone fails, and consumers then see offsets that point at other
    records.

    Write false. It is worth a thought only for topics whose records are stale within minutes, such
    as metrics, and those can have it as a topic setting. MSK's own default is true on Standard
    brokers without tiered storage, unlike Kafka's: a cluster that leaves it there is reported as
    low. Express brokers and tiered storage have it off.

    ```diff
     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
         auto.create.topics.enable = false
    -    unclean.leader.election.enable = true
    +    unclean.leader.election.enable = false
       EOT
     }
    ```

    The default, in a cluster whose configuration is silent on it:

    ```diff no-fix
     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
         auto.create.topics.enable = false
    +    unclean.leader.election.enable = false
    ?    unclean.leader.election.enable = ${var.mystery}
       EOT
     }

     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         instance_type  = "kafka.m7g.large"
         client_subnets = [aws_subnet.a.id, aws_subnet.b.id, aws_subnet.c.id]
       }
       configuration_info {
         arn      = aws_msk_configuration.events.arn
         revision = aws_msk_configuration.events.latest_revision
       }
     }
    ```

    Source: Developer Guide, "Default MSK configuration",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-default-configuration.html.
    """
    if isinstance(subject, Configuration):
        yield from _where_written(subject)
    else:
        yield from _by_default(subject, ctx)


def _where_written(configuration: Configuration) -> Verdicts:
    value = configuration.property(KEY)
    yield violates(
        value,
        when=value.satisfies(_is_true),
        message=f"{configuration.address}: {KEY} is true, which gives up acknowledged records; "
        "false keeps them",
        fix=value.set("false"),
    )


def _by_default(cluster: Cluster, ctx: Context) -> Verdicts:
    value = ctx.effective(cluster, KEY)
    used = ctx.graph.targets(cluster, Relation.CONFIGURED_BY, Configuration).nodes
    place = used[0] if used else cluster
    yield violates(
        place,
        when=cluster.is_standard & value.is_default & value.satisfies(_is_true),
        message=f"{place.address}: {KEY} is left to MSK's default, which is true and gives up "
        "acknowledged records; false keeps them",
        related=[cluster],
        severity=Level.LOW,
        about="default",
    )


def _is_true(text: str) -> bool:
    return text.strip().lower() == "true"
