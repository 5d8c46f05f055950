from mskguard.rule import (
    NO,
    UNKNOWN,
    Cluster,
    Configuration,
    Context,
    Level,
    Relation,
    Topic,
    Tri,
    Value,
    Verdicts,
    rule,
    violates,
)

ENDLESS = "-1"
"""How Kafka writes a retention without end."""


@rule(severity=Level.MEDIUM, kind="practice")
def unbounded_retention(subject: Topic | Configuration, ctx: Context) -> Verdicts:
    """Records are kept for ever, on volumes that have an end.

    With a retention of -1 and no limit of size nothing is ever deleted. The volumes of all brokers
    fill up alike; a broker whose volume is full stops, and the others follow within the hour, all
    replicas of a partition among them. MSK can then only make the volumes larger, once in six
    hours.

    Set a retention, by time or by size, or keep the records in tiered storage. Compacted topics are
    bounded by their keys and not meant. A properties file on its own does not say what storage the
    cluster has and stays undetermined.

    ```diff
     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
    -    log.retention.ms=-1
    +    log.retention.ms=604800000
       EOT
     }

     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         instance_type = "kafka.m7g.large"
       }
       storage_mode = "LOCAL"
       configuration_info {
         arn      = aws_msk_configuration.events.arn
         revision = aws_msk_configuration.events.latest_revision
       }
     }
    ```

    ```diff
     resource "aws_msk_topic" "orders" {
       name        = "orders"
       cluster_arn = aws_msk_cluster.events.arn
    -  configs     = jsonencode({ "retention.ms" = "-1" })
    +  configs     = jsonencode({ "retention.ms" = "604800000" })
    ?  configs     = jsonencode({ "retention.ms" = var.mystery })
     }

     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         instance_type = "kafka.m7g.large"
       }
       storage_mode = "LOCAL"
     }
    ```

    Source: Developer Guide, "Best practices for Standard brokers",
    https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html.
    """
    if isinstance(subject, Topic):
        clusters = ctx.graph.targets(subject, Relation.BELONGS_TO, Cluster)
        times = ["retention.ms"]
        limit, policy = subject.property("retention.bytes"), subject.property("cleanup.policy")
        tiered = subject.property("remote.storage.enable").equals("true")
    else:
        clusters = ctx.graph.sources(subject, Relation.CONFIGURED_BY, Cluster)
        times = ["log.retention.ms", "log.retention.minutes", "log.retention.hours"]
        limit = subject.property("log.retention.bytes")
        policy = subject.property("log.cleanup.policy")
        tiered = NO
    written = [value for key in times if (value := subject.property(key)).given is not NO]
    endless = written[0].equals(ENDLESS) if written else NO
    if endless is NO or policy.satisfies(lambda it: "compact" in it) is Tri.YES:
        return
    local = clusters.some(_is_local) if clusters.nodes else UNKNOWN
    yield violates(
        written[0],
        when=endless & _is_unlimited(limit) & local & ~tiered,
        message=f"{subject.address}: records are kept for ever and without a limit of size, on "
        "volumes that fill up",
        related=[*clusters.nodes],
    )


def _is_unlimited(limit: Value[str]) -> Tri:
    return Tri.YES if limit.given is NO else limit.equals(ENDLESS)


def _is_local(cluster: Cluster) -> Tri:
    return cluster.is_standard & cluster.storage.mode.equals("LOCAL")
