from mskguard.rule import (
    NO,
    Cluster,
    Configuration,
    Context,
    Level,
    Relation,
    Replicator,
    Tri,
    Value,
    Verdicts,
    rule,
    violates,
)

UNITS = {
    "log.retention.ms": "1",
    "log.retention.minutes": "60000",
    "log.retention.hours": "3600000",
}
"""How many milliseconds each property counts in; the first that is set decides."""


@rule(severity=Level.LOW, kind="practice")
def replicated_short_retention(replicator: Replicator, ctx: Context) -> Verdicts:
    """A replicated cluster keeps records for less than a week.

    A replicator that stands still, because a role or a network changed, is often noticed days
    later. What the source has deleted until then is never copied, and nothing says so; at the
    target, consumers that move over find less than they had. AWS advises seven days on both sides.

    ```diff
     resource "aws_msk_configuration" "target" {
       name              = "target"
       server_properties = <<-EOT
    -    log.retention.hours=24
    +    log.retention.hours=168
       EOT
     }

     resource "aws_msk_cluster" "target" {
       broker_node_group_info {
         instance_type = "kafka.m7g.large"
       }
       configuration_info {
         arn      = aws_msk_configuration.target.arn
         revision = aws_msk_configuration.target.latest_revision
       }
     }

     resource "aws_msk_replicator" "pair" {
       replicator_name = "pair"
       replication_info_list {
         target_kafka_cluster_arn = aws_msk_cluster.target.arn
       }
     }
    ```

    Source: Developer Guide, "Retention period",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-replicator-bp-retention.html.
    """
    least = ctx.facts.limit("replicator_retention")
    for relation in (Relation.READS_FROM, Relation.WRITES_TO):
        for cluster in ctx.graph.targets(replicator, relation, Cluster).nodes:
            for it in ctx.graph.targets(cluster, Relation.CONFIGURED_BY, Configuration).nodes:
                written = [(key, it.property(key)) for key in UNITS]
                key, retention = next(
                    (one for one in written if one[1].given is not NO), ("", None)
                )
                if retention is None:
                    continue
                yield violates(
                    retention,
                    when=_is_shorter(retention, int(UNITS[key]), least),
                    message=f"{cluster.address}: {key} is {retention}, less than the seven days "
                    f"that {replicator.address} may need to catch up",
                    related=[replicator],
                )


def _is_shorter(retention: Value[str], factor: int, least: int) -> Tri:
    return retention.satisfies(lambda it: it.isdecimal() and int(it) * factor < least)
