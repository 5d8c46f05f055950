"""`aws_msk_channel` to a channel."""

from __future__ import annotations

from mskguard.adapters.repeated import each
from mskguard.adapters.terraform.blocks import Reader
from mskguard.adapters.terraform.resources.declared import Declared
from mskguard.adapters.terraform.resources.log_delivery import log_delivery
from mskguard.aws.facts import Facts
from mskguard.model.channel import (
    Channel,
    DeadLetters,
    IcebergDestination,
    Partitioning,
    S3Destination,
)

_ICEBERG = "iceberg_destination"
_S3 = "s3_destination"
_TABLE = (_ICEBERG, "destination_table")


def msk_channel(declared: Declared, _: Facts) -> Channel:
    """A channel."""
    read = declared.read
    topic = "topic_configuration"
    return Channel(
        **declared.common,
        name=read.text("channel_name"),
        arn=declared.attribute("arn"),
        cluster=read.text("cluster_arn"),
        topic=read.text(topic, "topic_arn"),
        value_converter=read.text(topic, "record_converter", "value_converter"),
        schema=read.text(topic, "record_schema", "gsr_arn"),
        kms_key=read.text("encryption_configuration", "kms_key_arn"),
        iceberg=_iceberg(read),
        s3=_s3(read),
        logs=log_delivery(read, "logging_info"),
        tags=read.mapping("tags"),
    )


def _iceberg(read: Reader) -> IcebergDestination:
    partitions = (*_TABLE, "partition_spec")
    return IcebergDestination(
        present=read.present(_ICEBERG),
        role=read.text(_ICEBERG, "service_execution_role_arn"),
        append_only=read.flag(_ICEBERG, "append_only"),
        database=read.text(*_TABLE, "destination_database_name"),
        table=read.text(*_TABLE, "destination_table_name"),
        partitioning=Partitioning(
            strategy=read.text(*partitions, "partition_strategy"),
            sources=each(lambda one: one.text("source_name"), read.blocks(*partitions, "sources")),
        ),
        evolves_schema=read.flag(_ICEBERG, "schema_evolution", "enable_schema_evolution"),
        creates_table=read.flag(_ICEBERG, "table_creation", "enable_table_creation"),
        catalog=read.text(_ICEBERG, "catalog", "catalog_arn"),
        warehouse=read.text(_ICEBERG, "catalog", "warehouse_location"),
        compression=read.text(_ICEBERG, "compression_type"),
        freshness=read.number(_ICEBERG, "data_freshness_in_seconds"),
        dead_letters=_dead_letters(read, _ICEBERG),
    )


def _s3(read: Reader) -> S3Destination:
    storage = (_S3, "storage")
    return S3Destination(
        present=read.present(_S3),
        role=read.text(_S3, "service_execution_role_arn"),
        bucket=read.text(*storage, "bucket_arn"),
        owner=read.text(*storage, "expected_bucket_owner"),
        key_template=read.text(*storage, "output_key_template"),
        prefix=read.text(*storage, "output_prefix"),
        compression=read.text(*storage, "compression_type"),
        storage_class=read.text(*storage, "storage_class"),
        freshness=read.number(_S3, "data_freshness_in_seconds"),
        dead_letters=_dead_letters(read, _S3),
    )


def _dead_letters(read: Reader, destination: str) -> DeadLetters:
    path = (destination, "dead_letter_queue_s3")
    return DeadLetters(
        bucket=read.text(*path, "bucket_arn"),
        prefix=read.text(*path, "error_output_prefix"),
        owner=read.text(*path, "expected_bucket_owner"),
    )
