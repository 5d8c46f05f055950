"""Well-known registry modules that are not in the tree: judged from the inputs of their calls.

Only what a call states is known. What such a module makes of an argument that is not given depends
on its version, and stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mskguard.adapters.terraform.blocks import Reader
from mskguard.adapters.terraform.evaluate import evaluate
from mskguard.adapters.terraform.expanded import Call
from mskguard.adapters.terraform.expansion import Instance
from mskguard.adapters.terraform.providers import provider_of_call
from mskguard.adapters.terraform.resources import READERS
from mskguard.adapters.terraform.resources.declared import Declared
from mskguard.adapters.terraform.roots import source_of
from mskguard.adapters.terraform.values import Any_, ObjectOf, is_null, settle, unknown
from mskguard.adapters.terraform.views import View
from mskguard.aws.facts import Facts
from mskguard.model.node import Node, Unit
from mskguard.record import record
from mskguard.source import Span
from mskguard.value import Absent, Identity, Known, Slot, Unknown, distribute

_HOST = "registry.terraform.io/"


@record(frozen=True, slots=True, eq=False)
class RegistryModule:
    """A module whose inputs are known to become these arguments, in every version that has them."""

    cluster: str
    """The address of the cluster in it."""
    creates: str
    """The input that turns the module off."""
    arguments: Mapping[str, str]
    """Of `aws_msk_cluster`, by dotted path: the input, or a dotted path into an object."""


_EBS = "broker_node_group_info.storage_info.ebs_storage_info"
_LOGS = "logging_info.broker_logs"
_EXPORTERS = "open_monitoring.prometheus"

MODULES = {
    "terraform-aws-modules/msk-kafka-cluster/aws": RegistryModule(
        "aws_msk_cluster.this[0]",
        "create",
        {
            "cluster_name": "name",
            "region": "region",
            "kafka_version": "kafka_version",
            "number_of_broker_nodes": "number_of_broker_nodes",
            "enhanced_monitoring": "enhanced_monitoring",
            "storage_mode": "storage_mode",
            "broker_node_group_info.instance_type": "broker_node_instance_type",
            "broker_node_group_info.client_subnets": "broker_node_client_subnets",
            "broker_node_group_info.security_groups": "broker_node_security_groups",
            "broker_node_group_info.connectivity_info": "broker_node_connectivity_info",
            _EBS: "broker_node_storage_info.ebs_storage_info",
            "client_authentication": "client_authentication",
            "encryption_info.encryption_at_rest_kms_key_arn": "encryption_at_rest_kms_key_arn",
            "encryption_info.encryption_in_transit.client_broker": (
                "encryption_in_transit_client_broker"
            ),
            "encryption_info.encryption_in_transit.in_cluster": "encryption_in_transit_in_cluster",
            f"{_LOGS}.cloudwatch_logs.enabled": "cloudwatch_logs_enabled",
            f"{_LOGS}.s3.enabled": "s3_logs_enabled",
            f"{_LOGS}.s3.bucket": "s3_logs_bucket",
            f"{_LOGS}.firehose.enabled": "firehose_logs_enabled",
            f"{_EXPORTERS}.jmx_exporter.enabled_in_broker": "jmx_exporter_enabled",
            f"{_EXPORTERS}.node_exporter.enabled_in_broker": "node_exporter_enabled",
        },
    ),
    "cloudposse/msk-apache-kafka-cluster/aws": RegistryModule(
        "aws_msk_cluster.default[0]",
        "enabled",
        {
            "kafka_version": "kafka_version",
            "enhanced_monitoring": "enhanced_monitoring",
            "broker_node_group_info.instance_type": "broker_instance_type",
            "broker_node_group_info.client_subnets": "subnet_ids",
            f"{_EBS}.volume_size": "broker_volume_size",
            "client_authentication.unauthenticated": "client_allow_unauthenticated",
            "client_authentication.sasl.scram": "client_sasl_scram_enabled",
            "client_authentication.sasl.iam": "client_sasl_iam_enabled",
            "encryption_info.encryption_at_rest_kms_key_arn": "encryption_at_rest_kms_key_arn",
            "encryption_info.encryption_in_transit.client_broker": "client_broker",
            "encryption_info.encryption_in_transit.in_cluster": "encryption_in_cluster",
            f"{_LOGS}.cloudwatch_logs.enabled": "cloudwatch_logs_enabled",
            f"{_LOGS}.s3.enabled": "s3_logs_enabled",
            f"{_EXPORTERS}.jmx_exporter.enabled_in_broker": "jmx_exporter_enabled",
            f"{_EXPORTERS}.node_exporter.enabled_in_broker": "node_exporter_enabled",
        },
    ),
}
"""By source. Each mapping was read from the module's own `main.tf`."""


class CallReader(Reader):
    """Reads a cluster's arguments from the call of a module that makes the cluster of them."""

    def __init__(
        self, address: str, call: Call, instance: Instance, module: RegistryModule
    ) -> None:
        super().__init__(address, View(call.block, instance.scope))
        self._call = call
        self._instance = instance
        self._module = module

    def value(self, *path: str) -> Any_:
        """The argument as the call states it, else unknown."""
        if path == ("region",) and self.input("region") is None:
            return Absent(self._call.block.header)
        dotted = ".".join(path)
        slot = Slot(self.address, dotted)
        for cut in range(len(path), 0, -1):
            name = self._module.arguments.get(".".join(path[:cut]))
            if name is not None:
                given = self.input(name)
                if given is None:
                    return self._left_out(f"{name} is not given").at(slot)
                return distribute(lambda it, p=path[cut:]: _inside(it, p, slot), given)
        return self._left_out(f"how it sets {path[-1]} is not known").at(slot)

    def input(self, name: str) -> Any_ | None:
        """What the call gives for an input, or for a part of an object; None where nothing."""
        first, *parts = name.split(".")
        attribute = self._call.block.body.attribute(first)
        if attribute is None:
            return None
        span = attribute.expression.span
        value = settle(evaluate(attribute.expression, self._instance.scope), span)
        return distribute(lambda it: _inside(it, tuple(parts), None), value)

    def present(self, *path: str) -> Any_:
        return distribute(
            lambda it: it if isinstance(it, Unknown) else Known(isinstance(it, Known), it.span),
            self.value(*path),
        )

    def ignored_changes(self) -> Any_:
        return self._left_out("which changes it ignores is not known")

    def _left_out(self, what: str) -> Unknown[Any]:
        source = source_of(self._call.block)
        why = f"{source} is not in the scanned tree, and {what}"
        return unknown(self._call.block.header, why)


def _inside(value: Any_, path: tuple[str, ...], slot: Slot | None) -> Any_:
    """A part of an object; what the object does not say is absent."""
    for name in path:
        if isinstance(value, Known) and isinstance(value.it, ObjectOf):
            value = value.it.get(name) or Absent(value.span)
        elif isinstance(value, Known) and not is_null(value):
            return unknown(value.span, f"it has no {name}")
    if is_null(value):
        value = Absent(value.span)
    return value.at(slot) if slot is not None else value


class _Inside:
    """The cluster that such a module makes, as a resource."""

    def __init__(self, address: str, call: Call, unit: Unit) -> None:
        self.address = address
        self.header = call.block.header
        self.called_at = call.owner.called_at
        self._unit = unit.name

    def attribute(self, name: str, span: Span) -> Any_:
        why = f"{self.address}.{name} is known only when Terraform runs"
        return unknown(span, why, Identity(self._unit, self.address, name))


def registry_nodes(call: Call, unit: Unit, facts: Facts, exists: Any_, both: Any) -> Iterator[Node]:
    """The clusters that a call of a well-known module declares, where that module was not read."""
    source = (source_of(call.block) or "").removeprefix(_HOST)
    module = MODULES.get(source)
    read_cluster = READERS.get("aws_msk_cluster")
    if module is None or read_cluster is None or not isinstance(call.target, str):
        return
    provider = provider_of_call(call.owner, call.block, "aws")
    plain = f"{call.plain}.{module.cluster.removesuffix('[0]')}"
    for instance in call.expansion.instances:
        reader = CallReader(plain, call, instance, module)
        there = distribute(both, exists, instance.exists)
        created = reader.input(module.creates)
        if created is not None:
            there = distribute(both, there, created)
        address = f"{instance.address(call.address)}.{module.cluster}"
        resource = _Inside(address, call, unit)
        yield read_cluster(Declared(unit, plain, resource, there, reader, provider), facts)
