"""Topics, and what Kafka itself holds beside them: ACLs, quotas and SCRAM users."""

from __future__ import annotations

from collections.abc import Mapping

from mskguard.model.configuration import Properties, property_in
from mskguard.model.node import Node
from mskguard.record import record
from mskguard.value import Value


@record(frozen=True, slots=True, eq=False, kw_only=True)
class Topic(Node):
    """A Kafka topic (`aws_msk_topic`, `kafka_topic`)."""

    cluster: Value[str]
    """The cluster's ARN, or bootstrap servers of it where the connection alone says which it is."""
    name: Value[str]
    arn: Value[str]
    partitions: Value[int]
    replication_factor: Value[int]
    configs: Value[str]
    """The topic's properties as the JSON text that `aws_msk_topic` takes; else absent."""
    properties: Value[Properties]
    """The topic's own properties; unknown where `configs` is no JSON object."""

    def property(self, key: str) -> Value[str]:
        """What the topic sets `key` to; absent where it leaves it to the brokers' default."""
        return property_in(self.properties, key)


@record(frozen=True, slots=True, eq=False, kw_only=True)
class KafkaAcl(Node):
    """An entry of Kafka's access control list (`kafka_acl`)."""

    cluster: Value[str]
    principal: Value[str]
    """Such as `User:alice` or `User:*`."""
    host: Value[str]
    operation: Value[str]
    """Such as `Read`, `Write`, `ClusterAction` or `All`."""
    permission: Value[str]
    """`Allow` or `Deny`."""
    resource_type: Value[str]
    """Such as `Topic`, `Group` or `Cluster`."""
    resource_name: Value[str]
    pattern_type: Value[str]
    """`Literal` or `Prefixed`."""


@record(frozen=True, slots=True, eq=False, kw_only=True)
class KafkaQuota(Node):
    """A client quota (`kafka_quota`)."""

    cluster: Value[str]
    entity_type: Value[str]
    """`client-id`, `user` or `ip`."""
    entity_name: Value[str]
    """Absent for the default of all entities of the type."""
    limits: Value[Mapping[str, Value[str]]]
    """By quota: `producer_byte_rate` and `consumer_byte_rate` in bytes/s for each broker."""


@record(frozen=True, slots=True, eq=False, kw_only=True)
class ScramCredential(Node):
    """A SCRAM user kept in Kafka rather than in a secret (`kafka_user_scram_credential`)."""

    cluster: Value[str]
    username: Value[str]
    mechanism: Value[str]
    """`SCRAM-SHA-256` or `SCRAM-SHA-512`."""
    iterations: Value[int]
    password: Value[str]
