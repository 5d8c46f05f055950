"""The three log destinations, as all resources of MSK write them."""

from __future__ import annotations

from mskguard.adapters.shapes.fields import FieldReader
from mskguard.model.cluster import BrokerLogs, LogDestination


def log_delivery(read: FieldReader, *path: str) -> BrokerLogs:
    """The destinations in the map at a path."""

    def destination(kind: str, target: str) -> LogDestination:
        return LogDestination(
            enabled=read.flag(*path, kind, "Enabled"),
            target=read.text(*path, kind, target),
            prefix=read.text(*path, kind, "Prefix"),
        )

    return BrokerLogs(
        cloudwatch=destination("CloudWatchLogs", "LogGroup"),
        firehose=destination("Firehose", "DeliveryStream"),
        s3=destination("S3", "Bucket"),
    )
