from mskguard.rule import (
    NO,
    YES,
    Cluster,
    Configuration,
    Context,
    Level,
    Relation,
    ServerlessCluster,
    Topic,
    Tri,
    Value,
    Verdicts,
    rule,
    tiers,
    violates,
)

TIMES = ("log.retention.ms", "log.retention.minutes", "log.retention.hours")
"""In the order in which Kafka takes the first that is set."""
_SAID = "records are kept for ever and without a limit of size, on volumes that fill up"


@rule(severity=Level.MEDIUM, kind="practice")
def unbounded_retention(subject: Topic | Configuration, ctx: Context) -> Verdicts:
    """Records are kept for ever, on volumes that have an end.

    With a retention of -1 and no limit of size nothing is ever deleted. The volumes of all brokers
    fill up alike; a broker whose volume is full stops, and the others follow within the hour, all
    replicas of a partition among them. MSK can then only make the volumes larger, once in six
    hours.

    Set a retention, by time or by size, or keep the records in tiered storage. A topic that sets no
    size of its own has the one of its brokers. Compacted topics are bounded by their keys and not
    meant, nor are those of Express brokers and serverless clusters, whose storage grows by itself.
    A properties file on its own does not say what storage the cluster has and stays undetermined.

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
       configs     = jsonencode({
    -    "retention.ms" = "-1"
    +    "retention.ms" = "604800000"
    ?    "retention.ms" = var.mystery
       })
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
        yield from _of_topic(subject, ctx)
        return
    written = (subject.property(key) for key in TIMES)
    time = next((it for it in written if it.given is not NO), None)
    if time is None:
        return
    policy, limit = subject.property("log.cleanup.policy"), subject.property("log.retention.bytes")
    users = ctx.users(subject)
    yield violates(
        time,
        when=time.satisfies(tiers.is_infinite)
        & _is_unlimited(limit)
        & ~policy.satisfies(_compacts)
        & users.some(_is_local),
        message=f"{subject.address}: {_SAID}",
        related=[*(cluster.storage.mode for cluster in users.nodes)],
    )


def _of_topic(topic: Topic, ctx: Context) -> Verdicts:
    time = topic.property("retention.ms")
    if time.satisfies(tiers.is_infinite) is NO or not tiers.is_read(topic):
        return
    if ctx.graph.targets(topic, Relation.BELONGS_TO, ServerlessCluster).nodes:
        return
    limit = tiers.inherited(ctx, topic, "retention.bytes", "log.retention.bytes")
    policy = tiers.inherited(ctx, topic, "cleanup.policy", "log.cleanup.policy")
    clusters = ctx.graph.targets(topic, Relation.BELONGS_TO, Cluster)
    yield violates(
        time,
        when=time.satisfies(tiers.is_infinite)
        & _is_unlimited(limit)
        & ~policy.satisfies(_compacts)
        & clusters.some(_is_local),
        message=f"{topic.address}: {_SAID}",
        related=[*(cluster.storage.mode for cluster in clusters.nodes)],
    )


def _is_unlimited(limit: Value[str]) -> Tri:
    return YES if limit.given is NO else limit.satisfies(tiers.is_infinite)


def _compacts(policy: str) -> bool:
    return "compact" in policy


def _is_local(cluster: Cluster) -> Tri:
    return cluster.is_standard & cluster.storage.mode.equals("LOCAL")
