from collections.abc import Iterator

from mskguard.rule import (
    Connector,
    Known,
    Level,
    Value,
    Verdicts,
    WorkerConfiguration,
    rule,
    violates,
)

WORKER = "producer.acks"
OVERRIDE = "producer.override.acks"


@rule(severity=Level.MEDIUM, kind="practice")
def producer_acks_not_all(subject: WorkerConfiguration | Connector) -> Verdicts:
    """Connectors take records for written before they are replicated.

    With acks=1 the leader alone answers, with acks=0 nobody does. A source connector then commits
    the offset of records that no other broker has: if the leader fails before they are copied, they
    are gone, and the connector never asks its source for them again. min.insync.replicas, whatever
    it is, counts for acks=all only.

    Write all, which is also what Connect takes where nothing is written.

    ```diff
     resource "aws_mskconnect_worker_configuration" "events" {
       name                    = "events"
       properties_file_content = <<-EOT
         key.converter   = org.apache.kafka.connect.storage.StringConverter
         value.converter = org.apache.kafka.connect.storage.StringConverter
    -    producer.acks = 1
    +    producer.acks = all
       EOT
     }
    ```

    In a connector it has another name:

    ```diff
     resource "aws_mskconnect_connector" "orders" {
       connector_configuration = {
         "connector.class" = "io.debezium.connector.mysql.MySqlConnector"
    -    "producer.override.acks" = "0"
    +    "producer.override.acks" = "all"
    ?    "producer.override.acks" = var.mystery
       }
     }
    ```

    Source: Developer Guide, "MirrorMaker 1.0 best practices",
    https://docs.aws.amazon.com/msk/latest/developerguide/migration.html.
    """
    for key, acks in _acks(subject):
        yield violates(
            acks,
            when=acks.satisfies(lambda it: it.strip() in ("0", "1")),
            message=f"{subject.address}: {key} is {acks}, so that records count as written before "
            "they are replicated; all waits for the replicas in sync",
            fix=acks.set("all"),
            about=key,
        )


def _acks(subject: WorkerConfiguration | Connector) -> Iterator[tuple[str, Value[str]]]:
    if isinstance(subject, WorkerConfiguration):
        yield WORKER, subject.property(WORKER)
        return
    configuration = subject.configuration.now()
    if isinstance(configuration, Known):
        for key in (WORKER, OVERRIDE):
            if key in configuration.it:
                yield key, configuration.it[key]
