from mskguard.rule import (
    NO,
    Cluster,
    Connector,
    Context,
    Level,
    Relation,
    Topic,
    Tri,
    Value,
    Verdicts,
    WorkerConfiguration,
    rule,
    some,
    violates,
)


@rule(severity=Level.MEDIUM, kind="constraint")
def uncompacted_offset_topic(topic: Topic, ctx: Context) -> Verdicts:
    """The topic that keeps a connector's offsets deletes them after a while.

    Kafka Connect writes an offset once and reads it back when a connector starts, perhaps months
    later. In a topic whose cleanup policy is delete the record is gone after the retention, and the
    connector starts as if it had never run. Kafka Connect checks the policy of its internal topics
    at its start and refuses one that is not compacted.

    ```diff
     resource "aws_msk_topic" "offsets" {
       name        = "offsets-orders"
       cluster_arn = aws_msk_cluster.events.arn
    -  configs     = jsonencode({ "cleanup.policy" = "delete" })
    +  configs     = jsonencode({ "cleanup.policy" = "compact" })
    ?  configs     = jsonencode({ "cleanup.policy" = var.mystery })
     }

     resource "aws_msk_cluster" "events" {
       cluster_name = "events"
     }

     resource "aws_mskconnect_worker_configuration" "workers" {
       name                    = "workers"
       properties_file_content = <<-EOT
         key.converter=org.apache.kafka.connect.storage.StringConverter
         value.converter=org.apache.kafka.connect.storage.StringConverter
         offset.storage.topic=offsets-orders
       EOT
     }

     resource "aws_mskconnect_connector" "orders" {
       kafka_cluster {
         apache_kafka_cluster {
           bootstrap_servers = aws_msk_cluster.events.bootstrap_brokers_sasl_iam
         }
       }
       worker_configuration {
         arn      = aws_mskconnect_worker_configuration.workers.arn
         revision = aws_mskconnect_worker_configuration.workers.latest_revision
       }
     }
    ```

    Source: Developer Guide, "Manage source connector offsets",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-manage-connector-offsets.html.
    """
    keepers = [
        workers
        for cluster in ctx.graph.targets(topic, Relation.BELONGS_TO, Cluster).nodes
        for connector in ctx.graph.sources(cluster, Relation.CONNECTS_TO, Connector).nodes
        for workers in ctx.graph.targets(
            connector, Relation.CONFIGURED_BY, WorkerConfiguration
        ).nodes
    ]
    meant = some(*(_names(workers, topic.name) for workers in keepers))
    if meant is NO:
        return
    policy = topic.property("cleanup.policy")
    yield violates(
        policy,
        when=meant & _deletes(policy),
        message=f"{topic.address}: it keeps a connector's offsets and its cleanup.policy is "
        f"{policy}, compact is needed",
        related=keepers,
    )


def _names(workers: WorkerConfiguration, topic: Value[str]) -> Tri:
    return workers.property("offset.storage.topic").same(topic)


def _deletes(policy: Value[str]) -> Tri:
    """Whether records are deleted by age; where nothing is written, the broker's default says."""
    return Tri.UNKNOWN if policy.given is NO else ~policy.equals("compact")
