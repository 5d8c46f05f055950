"""MSK channels."""

from __future__ import annotations

from mskguard.adapters.repeated import each
from mskguard.adapters.shapes.declared import Declared
from mskguard.adapters.shapes.fields import FieldReader
from mskguard.adapters.shapes.log_delivery import log_delivery
from mskguard.adapters.shapes.pairs import tags_of
from mskguard.aws.facts import Facts
from mskguard.model.channel import (
    Channel,
    DeadLetters,
    IcebergDestination,
    Partitioning,
    S3Destination,
)

_ICEBERG = "IcebergDestinationConfiguration"
_S3 = "S3DestinationConfiguration"


def channel(declared: Declared, _: Facts) -> Channel:
    """A channel, which has one topic."""
    read = declared.read
    topic = read.first("TopicConfigurationList")
    return Channel(
        **declared.common,
        name=read.text("ChannelName"),
        arn=declared.attribute("ChannelArn"),
        cluster=read.text("ClusterArn"),
        topic=topic.text("TopicArn"),
        value_converter=topic.text("RecordConverter", "ValueConverter"),
        schema=topic.text("RecordSchema", "GsrArn"),
        kms_key=read.text("EncryptionConfiguration", "KmsKeyArn"),
        iceberg=_iceberg(read),
        s3=_s3(read),
        logs=log_delivery(read, "LoggingInfo"),
        tags=tags_of(read),
    )


def _iceberg(read: FieldReader) -> IcebergDestination:
    table = read.first(_ICEBERG, "DestinationTableList")
    sources = table.blocks("PartitionSpec", "SourceList")
    return IcebergDestination(
        present=read.present(_ICEBERG),
        role=read.text(_ICEBERG, "ServiceExecutionRoleArn"),
        append_only=read.flag(_ICEBERG, "AppendOnly"),
        database=table.text("DestinationDatabaseName"),
        table=table.text("DestinationTableName"),
        partitioning=Partitioning(
            strategy=table.text("PartitionSpec", "PartitionStrategy"),
            sources=each(lambda one: one.text("SourceName"), sources),
        ),
        evolves_schema=read.flag(_ICEBERG, "SchemaEvolution", "EnableSchemaEvolution"),
        creates_table=read.flag(_ICEBERG, "TableCreation", "EnableTableCreation"),
        catalog=read.text(_ICEBERG, "Catalog", "CatalogArn"),
        warehouse=read.text(_ICEBERG, "Catalog", "WarehouseLocation"),
        compression=read.text(_ICEBERG, "CompressionType"),
        freshness=read.number(_ICEBERG, "DataFreshnessInSeconds"),
        dead_letters=_dead_letters(read, _ICEBERG),
    )


def _s3(read: FieldReader) -> S3Destination:
    storage = (_S3, "Storage")
    return S3Destination(
        present=read.present(_S3),
        role=read.text(_S3, "ServiceExecutionRoleArn"),
        bucket=read.text(*storage, "BucketArn"),
        owner=read.text(*storage, "ExpectedBucketOwner"),
        key_template=read.text(*storage, "OutputKeyTemplate"),
        prefix=read.text(*storage, "OutputPrefix"),
        compression=read.text(*storage, "CompressionType"),
        storage_class=read.text(*storage, "StorageClass"),
        freshness=read.number(_S3, "DataFreshnessInSeconds"),
        dead_letters=_dead_letters(read, _S3),
    )


def _dead_letters(read: FieldReader, destination: str) -> DeadLetters:
    path = (destination, "DeadLetterQueueS3")
    return DeadLetters(
        bucket=read.text(*path, "BucketArn"),
        prefix=read.text(*path, "ErrorOutputPrefix"),
        owner=read.text(*path, "ExpectedBucketOwner"),
    )
