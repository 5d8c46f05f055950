"""Terraform resources to nodes of the model, a module for each group of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import cast

from mskguard.adapters.terraform.resources.declared import Declared
from mskguard.aws.facts import Facts
from mskguard.model.node import Node

Read = Callable[[Declared, Facts], Node]

_PLACES = {
    "aws_msk_cluster": "msk_cluster:msk_cluster",
    "aws_msk_configuration": "msk_configuration:msk_configuration",
    "aws_msk_serverless_cluster": "msk_serverless:msk_serverless_cluster",
    "aws_msk_scram_secret_association": "msk_access:msk_scram_secret_association",
    "aws_msk_single_scram_secret_association": "msk_access:msk_single_scram_secret_association",
    "aws_msk_cluster_policy": "msk_access:msk_cluster_policy",
    "aws_msk_vpc_connection": "msk_access:msk_vpc_connection",
    "aws_msk_topic": "topics:msk_topic",
    "kafka_topic": "topics:kafka_topic",
    "kafka_acl": "topics:kafka_acl",
    "kafka_quota": "topics:kafka_quota",
    "kafka_user_scram_credential": "topics:kafka_user_scram_credential",
    "aws_mskconnect_connector": "msk_connect:mskconnect_connector",
    "aws_mskconnect_custom_plugin": "msk_connect:mskconnect_custom_plugin",
    "aws_mskconnect_worker_configuration": "msk_connect:mskconnect_worker_configuration",
    "aws_msk_replicator": "msk_replicator:msk_replicator",
    "aws_msk_channel": "msk_channel:msk_channel",
    "aws_vpc": "network:vpc",
    "aws_subnet": "network:subnet",
    "aws_security_group": "security_groups:security_group",
    "aws_security_group_rule": "security_groups:security_group_rule",
    "aws_vpc_security_group_ingress_rule": "security_groups:ingress_rule",
    "aws_vpc_security_group_egress_rule": "security_groups:egress_rule",
    "aws_route_table": "network:route_table",
    "aws_default_route_table": "network:default_route_table",
    "aws_route": "network:route",
    "aws_route_table_association": "network:route_table_association",
    "aws_internet_gateway": "network:internet_gateway",
    "aws_nat_gateway": "network:nat_gateway",
    "aws_default_vpc": "network:default_vpc",
    "aws_default_subnet": "network:default_subnet",
    "aws_default_security_group": "security_groups:default_security_group",
    "aws_vpc_security_group_rules_exclusive": "security_groups:exclusive_rules",
    "aws_main_route_table_association": "network:main_route_table_association",
    "aws_egress_only_internet_gateway": "network:egress_only_gateway",
    "aws_vpc_ipv4_cidr_block_association": "network:vpc_cidr",
    "aws_vpc_ipv6_cidr_block_association": "network:vpc_cidr",
    "aws_ec2_managed_prefix_list": "interconnection:prefix_list",
    "aws_ec2_managed_prefix_list_entry": "interconnection:prefix_list_entry",
    "aws_vpc_peering_connection": "interconnection:peering_connection",
    "aws_ec2_transit_gateway_vpc_attachment": "interconnection:transit_gateway_attachment",
    "aws_vpc_endpoint": "interconnection:vpc_endpoint",
    "aws_secretsmanager_secret": "secrets:secret",
    "aws_secretsmanager_secret_version": "secrets:secret_version",
    "aws_secretsmanager_secret_policy": "secrets:secret_policy",
    "aws_kms_key": "kms:kms_key",
    "aws_kms_alias": "kms:kms_alias",
    "aws_iam_role": "iam:iam_role",
    "aws_iam_role_policy": "iam:iam_role_policy",
    "aws_iam_policy": "iam:iam_policy",
    "aws_iam_role_policy_attachment": "iam:iam_role_policy_attachment",
    "aws_iam_policy_attachment": "iam:iam_policy_attachment",
    "aws_iam_user": "iam_users:iam_user",
    "aws_iam_user_policy": "iam_users:iam_user_policy",
    "aws_iam_user_policy_attachment": "iam_users:iam_user_policy_attachment",
    "aws_iam_group": "iam_users:iam_group",
    "aws_iam_group_policy": "iam_users:iam_group_policy",
    "aws_iam_group_policy_attachment": "iam_users:iam_group_policy_attachment",
    "aws_iam_user_group_membership": "iam_users:iam_user_group_membership",
    "aws_iam_group_membership": "iam_users:iam_group_membership",
    "data.aws_iam_policy_document": "iam:iam_policy_document",
    "aws_cloudwatch_log_group": "log_targets:log_group",
    "aws_s3_bucket": "log_targets:bucket",
    "aws_s3_bucket_server_side_encryption_configuration": "log_targets:bucket_encryption",
    "aws_s3_bucket_policy": "log_targets:bucket_policy",
    "aws_appautoscaling_target": "watching:appautoscaling_target",
    "aws_appautoscaling_policy": "watching:appautoscaling_policy",
    "aws_cloudwatch_metric_alarm": "watching:cloudwatch_metric_alarm",
    "aws_acmpca_certificate_authority": "clients:acmpca_certificate_authority",
    "aws_lambda_event_source_mapping": "clients:lambda_event_source_mapping",
}
"""Module and function by resource type."""


class Readers:
    """Readers by resource type. Each is imported when the first resource of its type is met.

    Resources of other types are evaluated where they are referred to, but are no nodes.
    """

    def __init__(self) -> None:
        self._imported: dict[str, Read] = {}

    def __contains__(self, kind: str) -> bool:
        return kind in _PLACES

    def __iter__(self) -> Iterator[str]:
        return iter(_PLACES)

    def get(self, kind: str) -> Read | None:
        """The reader of a resource type; None where the type is not modelled."""
        found = self._imported.get(kind)
        if found is None and kind in _PLACES:
            module, function = _PLACES[kind].split(":")
            found = cast("Read", getattr(import_module(f"{__name__}.{module}"), function))
            self._imported[kind] = found
        return found


READERS = Readers()
"""A data source's type has `data.` before it."""
