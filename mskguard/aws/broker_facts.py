"""Questions on brokers' families, threads and storage, and on single Kafka versions."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from mskguard.value import Tri

if TYPE_CHECKING:
    from mskguard.aws.thread_defaults import ThreadDefault
    from mskguard.aws.version_notes import KafkaIssue


class BrokerFacts:
    """A part of `Facts`. A table is read when something in it is first asked for."""

    def tiered_threads(self, size: str, key: str) -> int | None:
        """What MSK sets a threads property to on brokers of a size with tiered storage."""
        from mskguard.aws.brokers import broker_sizes

        found, default = broker_sizes().get(size), self._thread_defaults.get(key)
        return default.of(found.vcpu) if found and default else None

    @cached_property
    def _thread_defaults(self) -> dict[str, ThreadDefault]:
        from mskguard.aws.thread_defaults import thread_defaults

        return thread_defaults()

    def partitions_for_replication(self, throughput: float) -> int:
        """The least partitions with which MSK Replicator copies so many MB/s; 0 for little."""
        from mskguard.aws.replication import partitions_for

        return partitions_for(throughput)

    def offers_graviton(self, region: str) -> Tri:
        """Whether a region has M7g brokers; UNKNOWN where the guide does not say so any more."""
        from mskguard.aws.regions import regions_with_graviton

        return Tri.YES if region in regions_with_graviton() else Tri.UNKNOWN

    def family_lacks_kafka(self, family: str, version: str) -> Tri:
        """Whether a family of Standard brokers, such as `m7g`, does not run a Kafka version."""
        from mskguard.aws.version_notes import family_versions

        found = family_versions().get(family)
        return Tri.NO if found is None else found.lacks(version)

    def kafka_issue(self, version: str) -> KafkaIssue | None:
        """The fault that the guide warns of in a Kafka version; None where it warns of none."""
        from mskguard.aws.version_notes import kafka_issues

        return kafka_issues().get(version)

    def makes_no_more(self, version: str) -> bool:
        """Whether MSK is known to make no new clusters with a Kafka version."""
        from mskguard.aws.version_notes import uncreatable_versions

        return version in uncreatable_versions()
