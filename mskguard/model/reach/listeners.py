"""Which listeners a cluster has, on which ports, and which of them are on."""

from __future__ import annotations

from collections.abc import Iterator

from mskguard.aws.facts import Facts
from mskguard.aws.ports import Port
from mskguard.aws.versions import MetadataMode
from mskguard.model.cluster import Cluster
from mskguard.record import record
from mskguard.value import Tri, Unknown

CLIENT_NETWORKS = ("private", "public", "ipv6")
"""Where the ports for clients lie; those for multi-VPC clients are the load balancer's."""


@record(frozen=True, slots=True, eq=False)
class Listener:
    """A port that brokers answer on where it is on."""

    port: Port
    enabled: Tri


def listeners(cluster: Cluster, facts: Facts) -> Iterator[Listener]:
    """Every listener for clients of a provisioned cluster, on or off.

    9094 is on for mutual TLS and for TLS without authentication; where only IAM or SCRAM is on,
    MSK gives it no bootstrap servers.
    """
    networks = {
        "private": Tri.YES,
        "public": cluster.connectivity.public,
        "ipv6": cluster.connectivity.network_type.equals("DUAL"),
    }
    schemes = _schemes(cluster)
    for port in facts.ports.values():
        if port.network in networks:
            yield Listener(port, networks[port.network] & schemes[port.scheme])


def _schemes(cluster: Cluster) -> dict[str, Tri]:
    auth, wire = cluster.authentication, cluster.transit.client_broker
    anybody = auth.unauthenticated.equals(True) | ~auth.by_any_method
    return {
        "PLAINTEXT": wire.among("PLAINTEXT", "TLS_PLAINTEXT") & anybody,
        "TLS": wire.among("TLS", "TLS_PLAINTEXT") & (auth.tls.equals(True) | anybody),
        "SCRAM": auth.scram.equals(True),
        "IAM": auth.iam.equals(True),
    }


def is_multi_vpc(cluster: Cluster) -> Tri:
    """Whether clients in other VPCs may come in by managed VPC connections."""
    connectivity = cluster.connectivity
    return (
        connectivity.vpc_iam.equals(True)
        | connectivity.vpc_scram.equals(True)
        | connectivity.vpc_tls.equals(True)
    )


def by_zookeeper(cluster: Cluster, facts: Facts) -> Tri:
    """Whether ZooKeeper nodes keep the cluster's metadata."""

    def told(text: str) -> Tri:
        version = facts.kafka_version(text)
        if version is not None:
            return Tri.of(version.metadata_mode is MetadataMode.ZOOKEEPER)
        why = f"which metadata mode Kafka {text} has is not known"
        return Unknown[bool](cluster.kafka_version.span, why).equals(True)

    now = cluster.kafka_version.map(told)
    return now.otherwise(Tri.UNKNOWN)
