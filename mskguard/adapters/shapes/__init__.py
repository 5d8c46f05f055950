"""Resources in AWS's own shape, which templates, requests and answers share, to nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, cast

from mskguard.adapters.shapes.declared import Declared
from mskguard.aws.facts import Facts
from mskguard.model.node import Node

Read = Callable[[Declared, Facts], Node]
ReadMore = Callable[[Declared, Facts], Iterator[Node]]

_PLACES = {
    "AWS::MSK::Cluster": "clusters:cluster",
    "AWS::MSK::ServerlessCluster": "clusters:serverless_cluster",
    "AWS::MSK::Configuration": "configurations:configuration",
    "AWS::MSK::BatchScramSecret": "access:batch_scram_secret",
    "AWS::MSK::ClusterPolicy": "access:cluster_policy",
    "AWS::MSK::VpcConnection": "access:vpc_connection",
    "AWS::MSK::Replicator": "replicators:replicator",
    "AWS::MSK::Topic": "topics:topic",
    "AWS::MSK::Channel": "channels:channel",
    "AWS::KafkaConnect::Connector": "connect:connector",
    "AWS::KafkaConnect::CustomPlugin": "connect:custom_plugin",
    "AWS::KafkaConnect::WorkerConfiguration": "connect:worker_configuration",
    "AWS::EC2::VPC": "network:vpc",
    "AWS::EC2::VPCCidrBlock": "network:vpc_cidr",
    "AWS::EC2::Subnet": "network:subnet",
    "AWS::EC2::RouteTable": "network:route_table",
    "AWS::EC2::Route": "network:route",
    "AWS::EC2::SubnetRouteTableAssociation": "network:route_table_association",
    "AWS::EC2::GatewayRouteTableAssociation": "network:route_table_association",
    "AWS::EC2::InternetGateway": "network:internet_gateway",
    "AWS::EC2::VPCGatewayAttachment": "network:gateway_attachment",
    "AWS::EC2::EgressOnlyInternetGateway": "network:egress_only_gateway",
    "AWS::EC2::NatGateway": "network:nat_gateway",
    "AWS::EC2::PrefixList": "interconnection:prefix_list",
    "AWS::EC2::VPCPeeringConnection": "interconnection:peering_connection",
    "AWS::EC2::TransitGatewayAttachment": "interconnection:transit_gateway_attachment",
    "AWS::EC2::TransitGatewayVpcAttachment": "interconnection:transit_gateway_attachment",
    "AWS::EC2::VPCEndpoint": "interconnection:vpc_endpoint",
    "AWS::EC2::SecurityGroup": "security_groups:security_group",
    "AWS::EC2::SecurityGroupIngress": "security_groups:ingress_rule",
    "AWS::EC2::SecurityGroupEgress": "security_groups:egress_rule",
    "AWS::IAM::Role": "iam:role",
    "AWS::IAM::User": "iam:user",
    "AWS::IAM::Group": "iam:group",
    "AWS::IAM::RolePolicy": "iam:role_policy",
    "AWS::IAM::UserPolicy": "iam:user_policy",
    "AWS::IAM::GroupPolicy": "iam:group_policy",
    "AWS::IAM::ManagedPolicy": "iam:managed_policy",
    "AWS::IAM::Policy": "iam_holders:policy",
    "AWS::IAM::UserToGroupAddition": "iam_holders:user_to_group_addition",
    "AWS::KMS::Key": "kms:kms_key",
    "AWS::KMS::Alias": "kms:kms_alias",
    "AWS::SecretsManager::Secret": "secrets:secret",
    "AWS::SecretsManager::ResourcePolicy": "secrets:secret_policy",
    "AWS::Logs::LogGroup": "log_targets:log_group",
    "AWS::S3::Bucket": "log_targets:bucket",
    "AWS::S3::BucketPolicy": "log_targets:bucket_policy",
    "AWS::ApplicationAutoScaling::ScalableTarget": "watching:scalable_target",
    "AWS::ApplicationAutoScaling::ScalingPolicy": "watching:scaling_policy",
    "AWS::CloudWatch::Alarm": "watching:alarm",
    "AWS::ACMPCA::CertificateAuthority": "clients:certificate_authority",
    "AWS::Lambda::EventSourceMapping": "clients:event_source_mapping",
}
"""Module and function by CloudFormation's resource type."""

_FURTHER = {
    "AWS::IAM::Policy": "iam_holders:further_policies",
    "AWS::IAM::ManagedPolicy": "iam_holders:attachment",
    "AWS::IAM::User": "iam_holders:memberships",
    "AWS::SecretsManager::Secret": "secrets:content",
}
"""The same for what a resource declares beside its node."""


class Readers:
    """Readers by resource type. Each is imported when the first resource of its type is met."""

    def __init__(self) -> None:
        self._imported: dict[str, Any] = {}

    def __contains__(self, kind: str) -> bool:
        return kind in _PLACES

    def __iter__(self) -> Iterator[str]:
        return iter(_PLACES)

    def get(self, kind: str) -> Read | None:
        """The reader of a resource type; None where the type is not modelled."""
        return cast("Read", self._at(_PLACES[kind])) if kind in _PLACES else None

    def nodes(self, kind: str, declared: Declared, facts: Facts) -> Iterator[Node]:
        """The node of a resource, and those of what it declares beside itself."""
        reader = self.get(kind)
        if reader is None:
            return
        yield reader(declared, facts)
        if kind in _FURTHER:
            more = cast("ReadMore", self._at(_FURTHER[kind]))
            yield from more(declared, facts)

    def _at(self, place: str) -> Any:
        if place not in self._imported:
            module, function = place.split(":")
            self._imported[place] = getattr(import_module(f"{__name__}.{module}"), function)
        return self._imported[place]


READERS = Readers()
