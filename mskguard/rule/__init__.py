"""What a rule is written with: the one module of mskguard that rules import."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from mskguard.aws.facts import Facts
from mskguard.aws.property_types import whole
from mskguard.model.change import ResourceChange, differs
from mskguard.model.cluster import Cluster, LogDestination, Names
from mskguard.model.configuration import Configuration, Properties, Property
from mskguard.model.graph import Related, Relation
from mskguard.model.node import Dialect, Node, Standing
from mskguard.rule.declaring import Rule, rule
from mskguard.rule.judging import (
    NO,
    UNKNOWN,
    YES,
    Context,
    Kind,
    Level,
    Verdict,
    Verdicts,
    holds,
    violates,
)
from mskguard.rule.references import arn_field, named, reached
from mskguard.rule.secrets import is_literal_secret
from mskguard.value import (
    Absent,
    Hop,
    Known,
    Origin,
    Tri,
    Unknown,
    Value,
    answers,
    every,
    lift,
    some,
)

if TYPE_CHECKING:
    from mskguard.model.alarm import Alarm, Metric, MetricQuery
    from mskguard.model.broker import BootstrapBrokers, BrokerNode
    from mskguard.model.certificate import CertificateAuthority
    from mskguard.model.channel import (
        Channel,
        DeadLetters,
        IcebergDestination,
        Partitioning,
        S3Destination,
    )
    from mskguard.model.cluster_policy import ClusterPolicy
    from mskguard.model.connect import (
        Autoscaling,
        Capacity,
        ConnectedCluster,
        Connector,
        CustomPlugin,
        PluginReference,
        Provisioned,
        WorkerConfiguration,
    )
    from mskguard.model.dynamic_configuration import DynamicConfiguration
    from mskguard.model.event_source import EventSourceMapping, SourceAccess
    from mskguard.model.iam import (
        Group,
        GroupMembership,
        GroupPolicy,
        InlinePolicy,
        ManagedPolicy,
        PolicyAttachment,
        PolicyDocument,
        Role,
        RolePolicy,
        User,
        UserPolicy,
    )
    from mskguard.model.kms import KmsAlias, KmsKey
    from mskguard.model.logging import Bucket, BucketEncryption, BucketKey, BucketPolicy, LogGroup
    from mskguard.model.network import (
        InternetGateway,
        NatGateway,
        PortRule,
        Route,
        RouteTable,
        RouteTableAssociation,
        SecurityGroup,
        SecurityGroupRule,
        Subnet,
        Vpc,
        Way,
    )
    from mskguard.model.policy import (
        Policy,
        PolicyCondition,
        PolicyFile,
        Principals,
        Statement,
    )
    from mskguard.model.reach.openings import Opening, Openings, Peer
    from mskguard.model.reach.places import Placed
    from mskguard.model.reach.routes import Goal, Routes
    from mskguard.model.replicator import (
        End,
        GroupReplication,
        ReplicatedCluster,
        Replicator,
        TopicReplication,
    )
    from mskguard.model.request import UpdateRequest
    from mskguard.model.scaling import ScalableTarget, Scaled, ScalingPolicy
    from mskguard.model.scram import ExclusiveScramAssociation, ScramAssociation
    from mskguard.model.scrape import PrometheusScrape
    from mskguard.model.secret import Secret, SecretPolicy, SecretVersion
    from mskguard.model.serverless import ServerlessCluster, VpcPlacement
    from mskguard.model.topic import KafkaAcl, KafkaQuota, ScramCredential, Topic
    from mskguard.model.vpc_connection import VpcConnection

__all__ = [
    "NO",
    "UNKNOWN",
    "YES",
    "Absent",
    "Alarm",
    "Autoscaling",
    "BootstrapBrokers",
    "BrokerNode",
    "Bucket",
    "BucketEncryption",
    "BucketKey",
    "BucketPolicy",
    "Capacity",
    "CertificateAuthority",
    "Channel",
    "Cluster",
    "ClusterPolicy",
    "Configuration",
    "ConnectedCluster",
    "Connector",
    "Context",
    "CustomPlugin",
    "DeadLetters",
    "Dialect",
    "DynamicConfiguration",
    "End",
    "EventSourceMapping",
    "ExclusiveScramAssociation",
    "Facts",
    "Goal",
    "Group",
    "GroupMembership",
    "GroupPolicy",
    "GroupReplication",
    "Hop",
    "IcebergDestination",
    "InlinePolicy",
    "InternetGateway",
    "KafkaAcl",
    "KafkaQuota",
    "Kind",
    "KmsAlias",
    "KmsKey",
    "Known",
    "Level",
    "LogDestination",
    "LogGroup",
    "ManagedPolicy",
    "Metric",
    "MetricQuery",
    "Names",
    "NatGateway",
    "Node",
    "Opening",
    "Openings",
    "Origin",
    "Partitioning",
    "Peer",
    "Placed",
    "PluginReference",
    "Policy",
    "PolicyAttachment",
    "PolicyCondition",
    "PolicyDocument",
    "PolicyFile",
    "PortRule",
    "Principals",
    "PrometheusScrape",
    "Properties",
    "Property",
    "Provisioned",
    "Related",
    "Relation",
    "ReplicatedCluster",
    "Replicator",
    "ResourceChange",
    "Role",
    "RolePolicy",
    "Route",
    "RouteTable",
    "RouteTableAssociation",
    "Routes",
    "Rule",
    "S3Destination",
    "ScalableTarget",
    "Scaled",
    "ScalingPolicy",
    "ScramAssociation",
    "ScramCredential",
    "Secret",
    "SecretPolicy",
    "SecretVersion",
    "SecurityGroup",
    "SecurityGroupRule",
    "ServerlessCluster",
    "SourceAccess",
    "Standing",
    "Statement",
    "Subnet",
    "Topic",
    "TopicReplication",
    "Tri",
    "Unknown",
    "UpdateRequest",
    "User",
    "UserPolicy",
    "Value",
    "Verdict",
    "Verdicts",
    "Vpc",
    "VpcConnection",
    "VpcPlacement",
    "Way",
    "WorkerConfiguration",
    "answers",
    "arn_field",
    "differs",
    "every",
    "holds",
    "is_literal_secret",
    "lift",
    "named",
    "reached",
    "rule",
    "some",
    "violates",
    "whole",
]

_LATE = {
    "alarm": "Alarm Metric MetricQuery",
    "broker": "BootstrapBrokers BrokerNode",
    "certificate": "CertificateAuthority",
    "channel": "Channel DeadLetters IcebergDestination Partitioning S3Destination",
    "cluster_policy": "ClusterPolicy",
    "dynamic_configuration": "DynamicConfiguration",
    "connect": "Autoscaling Capacity ConnectedCluster Connector CustomPlugin "
    "PluginReference Provisioned WorkerConfiguration",
    "event_source": "EventSourceMapping SourceAccess",
    "iam": "Group GroupMembership GroupPolicy InlinePolicy ManagedPolicy PolicyAttachment "
    "PolicyDocument Role RolePolicy User UserPolicy",
    "kms": "KmsAlias KmsKey",
    "logging": "Bucket BucketEncryption BucketKey BucketPolicy LogGroup",
    "reach.openings": "Opening Openings Peer",
    "reach.places": "Placed",
    "reach.routes": "Goal Routes",
    "network": "InternetGateway NatGateway PortRule Route RouteTable RouteTableAssociation "
    "SecurityGroup SecurityGroupRule Subnet Vpc Way",
    "policy": "Policy PolicyCondition PolicyFile Principals Statement",
    "replicator": "End GroupReplication ReplicatedCluster Replicator TopicReplication",
    "scaling": "ScalableTarget Scaled ScalingPolicy",
    "request": "UpdateRequest",
    "scrape": "PrometheusScrape",
    "scram": "ExclusiveScramAssociation ScramAssociation",
    "secret": "Secret SecretPolicy SecretVersion",
    "serverless": "ServerlessCluster VpcPlacement",
    "topic": "KafkaAcl KafkaQuota ScramCredential Topic",
    "vpc_connection": "VpcConnection",
}
"""Modules of the model and the types in them that are imported when a rule asks for them."""

_MODULE_OF = {name: module for module, names in _LATE.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"mskguard.model.{_MODULE_OF[name]}"), name)
    globals()[name] = found
    return found
