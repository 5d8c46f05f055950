"""Prometheus jobs that read the brokers' metrics."""

from __future__ import annotations

from mskguard.model.cluster import Names
from mskguard.model.node import Node
from mskguard.record import record
from mskguard.value import Value


@record(frozen=True, slots=True, eq=False, kw_only=True)
class PrometheusScrape(Node):
    """A job of `prometheus.yml` whose targets are MSK brokers."""

    job: Value[str]
    interval: Value[int]
    """Seconds from one scrape to the next."""
    targets: Names
    """Host and port each: `b-1.orders.….kafka.eu-west-1.amazonaws.com:11001`."""
