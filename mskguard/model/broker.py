"""The brokers of a cluster as they run: what clients find them by, and where each one is."""

from __future__ import annotations

from mskguard.model.cluster import Names
from mskguard.model.node import Node
from mskguard.record import record
from mskguard.value import Value


@record(frozen=True, slots=True, eq=False, kw_only=True)
class BootstrapBrokers(Node):
    """The bootstrap strings of a cluster, as `aws kafka get-bootstrap-brokers` answers them."""

    cluster: Value[str]
    """The cluster's ARN; one of the bootstrap strings where nothing but these says which it is."""
    servers: Names
    """A bootstrap string for each way of signing in and each network."""


@record(frozen=True, slots=True, eq=False, kw_only=True)
class BrokerNode(Node):
    """One broker, as `aws kafka list-nodes` answers it."""

    cluster: Value[str]
    """The cluster's ARN."""
    subnet: Value[str]
    """The client subnet that it is in."""
    servers: Names
    """Its host names."""
