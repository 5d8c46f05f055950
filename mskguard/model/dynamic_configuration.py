"""Broker properties that are set while the brokers run, by Kafka's own tools."""

from __future__ import annotations

from mskguard.model.configuration import Properties, property_in
from mskguard.model.node import Node
from mskguard.record import record
from mskguard.value import Value


@record(frozen=True, slots=True, eq=False, kw_only=True)
class DynamicConfiguration(Node):
    """What `kafka-configs --alter` or an AlterConfigs request sets on brokers."""

    broker: Value[str]
    """The id of the one broker that it is for; absent where it is for all of them."""
    properties: Value[Properties]

    def property(self, key: str) -> Value[str]:
        """What it sets `key` to; absent where it leaves it as it is."""
        return property_in(self.properties, key)
