"""The doors of a cluster: each port that clients may come in by, and the groups that guard it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mskguard.aws.ports import Port
from mskguard.model.cluster import Cluster
from mskguard.model.graph import Related, Relation
from mskguard.model.network import SecurityGroup
from mskguard.model.node import Node
from mskguard.model.reach import Reach
from mskguard.model.serverless import ServerlessCluster
from mskguard.model.vpc_connection import VpcConnection
from mskguard.record import record
from mskguard.source import Span
from mskguard.value import Absent, Known, Tri, Value

_OTHERS = "whoever the cluster lets make managed VPC connections makes them where they are not read"


@record(frozen=True, slots=True, eq=False)
class Door:
    """One way in."""

    port: Port
    enabled: Tri
    by: Value[Any]
    """The setting that says so."""
    groups: tuple[Related[SecurityGroup], ...]
    connection: Node | None = None
    """The managed VPC connection that it belongs to, if it is one's."""
    unread: str = ""
    """Why there may be others like it; empty where it is one by itself."""

    @property
    def name(self) -> str:
        """The port with its scheme, and for whom it is where not for clients in the VPC."""
        if self.unread:
            return f"{self.port.shown} by other managed VPC connections"
        if self.connection is not None:
            return f"{self.port.shown} by {self.connection.instance}"
        where = "" if self.port.network == "private" else f", {self.port.network}"
        return f"{self.port.shown} {self.port.scheme}{where}"

    @property
    def switch(self) -> Span:
        return self.by.now().span


def doors(reach: Reach, cluster: Cluster | ServerlessCluster) -> Iterator[Door]:
    """Every way in that is on or may be on, those of managed VPC connections last."""
    if isinstance(cluster, ServerlessCluster):
        yield _of_serverless(reach, cluster)
        return
    groups = reach.groups(cluster, cluster.brokers.security_groups)
    for listener in reach.listeners(cluster):
        if listener.enabled is not Tri.NO:
            by = _setting(cluster, listener.port)
            yield Door(listener.port, listener.enabled, by, (groups,))
    connections = reach.graph.sources(cluster, Relation.CONNECTS_TO, VpcConnection)
    for connection in connections.nodes:
        own = reach.groups(connection, connection.security_groups)
        port = reach.facts.ports["multi-vpc"]
        enabled = reach.is_multi_vpc(cluster)
        yield Door(port, enabled, connection.authentication, (own,), connection)
    yield from _of_others(reach, cluster)


def _of_others(reach: Reach, cluster: Cluster) -> Iterator[Door]:
    """The managed VPC connections that clients of any VPC may make for themselves."""
    ways = cluster.connectivity
    for way in (ways.vpc_iam, ways.vpc_scram, ways.vpc_tls):
        if way.equals(True) is not Tri.NO:
            port, enabled = reach.facts.ports["multi-vpc"], reach.is_multi_vpc(cluster)
            yield Door(port, enabled, way, (), None, _OTHERS)
            return


def _of_serverless(reach: Reach, cluster: ServerlessCluster) -> Door:
    now = cluster.vpcs.now()
    placed = now.it if isinstance(now, Known) else ()
    groups = tuple(reach.groups(cluster, one.security_groups) for one in placed)
    return Door(reach.facts.ports["iam"], Tri.YES, cluster.iam, groups)


def _setting(cluster: Cluster, port: Port) -> Value[Any]:
    auth = cluster.authentication
    if port.network == "public":
        return cluster.connectivity.public_access
    if port.network == "ipv6":
        return cluster.connectivity.network_type
    if port.scheme == "TLS" and not isinstance(auth.certificate_authorities.now(), Absent):
        return auth.certificate_authorities
    by_scheme: dict[str, Value[Any]] = {"SCRAM": auth.scram, "IAM": auth.iam}
    return by_scheme.get(port.scheme, cluster.transit.client_broker)
