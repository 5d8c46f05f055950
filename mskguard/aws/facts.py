"""The questions that rules ask about Amazon MSK, answered from the tables."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING

from mskguard.aws.broker_facts import BrokerFacts
from mskguard.aws.cluster_facts import ClusterFacts
from mskguard.value import Tri

if TYPE_CHECKING:
    from mskguard.aws.brokers import BrokerSize
    from mskguard.aws.connect import ConnectFacts
    from mskguard.aws.defaults import ClusterDefault
    from mskguard.aws.iam import Iam
    from mskguard.aws.ports import Port
    from mskguard.aws.properties import BrokerProperty
    from mskguard.aws.sizing import Sizing
    from mskguard.aws.topic_properties import TopicProperty
    from mskguard.aws.tuning import BrokerTuning
    from mskguard.aws.versions import KafkaVersion


class Facts(ClusterFacts, BrokerFacts):
    """What is known of MSK. A table is read when something in it is first asked for."""

    def day_of(self, name: str) -> dt.date:
        """The day for which the facts of one table hold."""
        from mskguard.aws.table import table

        return table(name).as_of

    @cached_property
    def broker_sizes(self) -> dict[str, BrokerSize]:
        """Every size that MSK offers, by name."""
        from mskguard.aws.brokers import broker_sizes

        return broker_sizes()

    def broker_size(self, name: str) -> BrokerSize | None:
        return self.broker_sizes.get(name)

    def offers_broker_size(self, name: str) -> Tri:
        """YES for a known size, UNKNOWN for one that looks newer than the facts, else NO."""
        from mskguard.aws.brokers import offers

        return offers(self.broker_sizes, name)

    def nearest_broker_size(self, name: str) -> str | None:
        """The size that was probably meant; None where none is near, or this one is right."""
        if name in self.broker_sizes:
            return None
        from mskguard.aws.brokers import nearest_size

        return nearest_size(self.broker_sizes, name)

    @cached_property
    def kafka_versions(self) -> dict[str, KafkaVersion]:
        """Every version that MSK offers or offered, by its text, oldest first."""
        from mskguard.aws.versions import kafka_versions

        return kafka_versions()

    def kafka_version(self, text: str) -> KafkaVersion | None:
        return self.kafka_versions.get(text)

    def offers_kafka_version(self, text: str) -> Tri:
        """YES for a known version, past its support or not; UNKNOWN for one that looks newer."""
        from mskguard.aws.versions import offers

        return offers(self.kafka_versions, text)

    def nearest_kafka_version(self, text: str) -> str | None:
        """The version that was probably meant; None where none is near, or this one is right."""
        if text in self.kafka_versions:
            return None
        from mskguard.aws.versions import nearest_version

        return nearest_version(self.kafka_versions, text)

    def end_of_support(self, text: str) -> dt.date | None:
        """The day on which MSK's support of a version ends.

        None where MSK has published none, as for a version that is not known: take that for
        supported, since MSK publishes the day before it comes.
        """
        version = self.kafka_version(text)
        return version.end_of_support if version else None

    @cached_property
    def broker_properties(self) -> dict[str, BrokerProperty]:
        """Every broker property that MSK documents, by name."""
        from mskguard.aws.properties import broker_properties

        return broker_properties()

    def broker_property(self, name: str) -> BrokerProperty | None:
        return self.broker_properties.get(name)

    def lacks_property(self, name: str, version: str) -> Tri:
        """Whether a Kafka version is too old for a broker property, as far as both are known."""
        found = self.broker_property(name)
        if found is None or found.since is None:
            return Tri.UNKNOWN if found is None else Tri.NO
        from mskguard.aws.connectivity import is_older

        return is_older(version, found.since)

    def configurable_property(self, name: str) -> bool:
        """Whether an MSK configuration may set it, for Standard or for Express brokers."""
        found = self.broker_property(name)
        return found is not None and found.configurable

    def nearest_property(self, name: str) -> str | None:
        """The configurable property that was probably meant; None where none is near.

        None also for a known property that cannot be set.
        """
        from mskguard.aws.properties import nearest_configurable

        return nearest_configurable(self.broker_properties, name)

    def default_of_property(self, name: str, zones: int, tiered: bool) -> str | None:
        """What MSK sets a property to on Standard brokers where no configuration does.

        `zones` are the cluster's Availability Zones. None where MSK leaves it to Kafka, and where
        it hangs on more than is asked here.
        """
        found = self.broker_property(name)
        return found.default(zones, tiered) if found else None

    @cached_property
    def topic_properties(self) -> dict[str, TopicProperty]:
        """Every topic property of Kafka and of MSK, by name."""
        from mskguard.aws.topic_properties import topic_properties

        return topic_properties()

    def topic_property(self, name: str) -> TopicProperty | None:
        return self.topic_properties.get(name)

    def nearest_topic_property(self, name: str) -> str | None:
        """The topic property that was probably meant; None where none is near, or this is one."""
        from mskguard.aws.topic_properties import nearest_topic_property

        return nearest_topic_property(self.topic_properties, name)

    @cached_property
    def cluster_defaults(self) -> dict[str, ClusterDefault]:
        """Every argument with a default, or a known lack of one, by its dotted name."""
        from mskguard.aws.defaults import cluster_defaults

        return cluster_defaults()

    def cluster_default(self, argument: str) -> ClusterDefault:
        """What MSK does where the argument is absent.

        Raises KeyError for a name that is not in the table: it is the caller's slip.
        """
        return self.cluster_defaults[argument]

    @cached_property
    def iam(self) -> Iam:
        """The actions, ARNs and managed policies of MSK."""
        from mskguard.aws.iam import Iam

        return Iam()

    @cached_property
    def _limits(self) -> dict[str, int]:
        from mskguard.aws.limits import limits

        return {name: limit.value for name, limit in limits().items()}

    def replacing(self, kind: str, dialect: str) -> list[str]:
        """The attributes of a type of the model whose change replaces the resource."""
        from mskguard.aws.replacement import replacements

        mine = [it for it in replacements().values() if it.kind == kind]
        if dialect == "cloudformation":
            return [it.path for it in mine if it.cloudformation]
        return [it.path for it in mine if it.terraform and dialect == "terraform"]

    def is_older_kafka(self, version: str, other: str) -> Tri:
        """Whether a Kafka version comes before another, whatever keeps their metadata."""
        from mskguard.aws.connectivity import is_older

        return is_older(version, other)

    def runs_on_kraft(self, version: str) -> Tri:
        """Whether a version keeps its metadata in KRaft; also of one newer than the facts."""
        from mskguard.aws.versions import MetadataMode

        found = self.kafka_version(version)
        if found is not None:
            return Tri.of(found.metadata_mode is MetadataMode.KRAFT)
        newer = self.offers_kafka_version(version) is Tri.UNKNOWN
        return Tri.YES if newer and version.endswith(".kraft") else Tri.UNKNOWN

    def migrates_to_kraft(self, version: str, target: str) -> bool:
        """Whether MSK can take a cluster from this ZooKeeper version to that KRaft version."""
        from mskguard.aws.replacement import migrations

        return (version, target) in migrations()

    @cached_property
    def connect(self) -> ConnectFacts:
        """What MSK Connect runs, and what its workers may be told."""
        from mskguard.aws.connect import ConnectFacts

        return ConnectFacts()

    @cached_property
    def ports(self) -> dict[str, Port]:
        """The ports that the parts of a cluster answer on, by name."""
        from mskguard.aws.ports import ports

        return ports()

    @cached_property
    def sizing(self) -> Sizing:
        """What brokers of each size sustain."""
        from mskguard.aws.sizing import Sizing

        return Sizing()

    def tuning(self, size: str) -> BrokerTuning | None:
        """The broker properties that AWS advises for a size; None where it advises none."""
        from mskguard.aws.tuning import broker_tuning

        return broker_tuning().get(size)

    def lacks_autoscaling(self, region: str) -> bool:
        """Whether a region has no storage autoscaling."""
        from mskguard.aws.tuning import regions_without_autoscaling

        return region in regions_without_autoscaling()

    def limit(self, name: str) -> int:
        """A single number; its unit stands in the table. Raises KeyError for an unknown name."""
        return self._limits[name]
