"""Questions on a cluster's connectivity, ACLs and monitoring, and on serverless clusters."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from mskguard.value import Tri

if TYPE_CHECKING:
    from mskguard.aws.acls import AclOperation
    from mskguard.aws.ports import Port
    from mskguard.aws.serverless import ServerlessTopicProperty


class ClusterFacts:
    """A part of `Facts`. A table is read when something in it is first asked for."""

    def first_version_with(self, feature: str) -> str:
        """The first Kafka version with `public-access`, `multi-vpc` or `dual-stack`.

        Raises KeyError for another feature: it is the caller's slip.
        """
        from mskguard.aws.connectivity import first_versions

        return first_versions()[feature].first

    def lacks(self, feature: str, version: str) -> Tri:
        """Whether a Kafka version is too old for it; UNKNOWN for what is no version's text."""
        from mskguard.aws.connectivity import is_older

        return is_older(version, self.first_version_with(feature))

    @cached_property
    def acl_operations(self) -> dict[str, AclOperation]:
        """What Kafka's ACLs allow or deny, by name."""
        from mskguard.aws.acls import acl_operations

        return acl_operations()

    @cached_property
    def connect_networks(self) -> tuple[str, ...]:
        """The blocks of addresses that connectors cannot reach by peering or transit gateways."""
        from mskguard.aws.connect_networks import connect_networks

        return tuple(connect_networks())

    @cached_property
    def ports(self) -> dict[str, Port]:
        """Every port of brokers, ZooKeeper nodes and exporters, by name."""
        from mskguard.aws.ports import ports

        return ports()

    @cached_property
    def monitoring_levels(self) -> tuple[str, ...]:
        """The levels of enhanced monitoring, the coarsest first."""
        from mskguard.aws.monitoring import monitoring_levels

        return tuple(monitoring_levels())

    def nearest_monitoring_level(self, text: str) -> str | None:
        """The level that was probably meant; None where none is near."""
        from mskguard.aws.monitoring import nearest_level

        return nearest_level(text)

    @cached_property
    def watched_metrics(self) -> frozenset[str]:
        """The names of the metrics that AWS advises to set alarms on."""
        from mskguard.aws.monitoring import watched_metrics

        return frozenset(watched_metrics())

    def offers_serverless(self, region: str) -> Tri:
        """Whether a region has MSK Serverless; UNKNOWN where only a list of schemas says so."""
        from mskguard.aws.serverless import serverless_regions

        found = serverless_regions().get(region)
        return Tri.UNKNOWN if found is None else Tri.of(found.offered)

    @cached_property
    def serverless_topic_properties(self) -> dict[str, ServerlessTopicProperty]:
        """Every property that the guide lists for topics of serverless clusters, by name."""
        from mskguard.aws.serverless import serverless_topic_properties

        return serverless_topic_properties()
