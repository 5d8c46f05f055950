"""The three log destinations, as all resources of MSK write them."""

from __future__ import annotations

from mskguard.adapters.terraform.blocks import Reader
from mskguard.model.cluster import BrokerLogs, LogDestination


def log_delivery(read: Reader, *path: str) -> BrokerLogs:
    """The destinations in the block at a path."""

    def destination(kind: str, target: str) -> LogDestination:
        return LogDestination(
            enabled=read.flag(*path, kind, "enabled"),
            target=read.text(*path, kind, target),
            prefix=read.text(*path, kind, "prefix"),
        )

    return BrokerLogs(
        cloudwatch=destination("cloudwatch_logs", "log_group"),
        firehose=destination("firehose", "delivery_stream"),
        s3=destination("s3", "bucket"),
    )
