"""What a rule is written with: the one module of mskguard that rules import."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from mskguard.aws.facts import Facts
from mskguard.aws.property_types import whole
from mskguard.model.change import ResourceChange
from mskguard.model.cluster import Cluster
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
    from mskguard.model.event_source import EventSourceMapping, SourceAccess
    from mskguard.model.iam import (
        InlinePolicy,
        ManagedPolicy,
        PolicyAttachment,
        PolicyDocument,
        Role,
        RolePolicy,
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
    from mskguard.model.policy_texts import (
        document_of,
        statements_of,
        statements_of_document,
    )
    from mskguard.model.replicator import (
        End,
        GroupReplication,
        ReplicatedCluster,
        Replicator,
        TopicReplication,
    )
    from mskguard.model.scaling import ScalableTarget, Scaled, ScalingPolicy
    from mskguard.model.scram import ExclusiveScramAssociation, ScramAssociation
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
    "End",
    "EventSourceMapping",
    "ExclusiveScramAssociation",
    "Facts",
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
    "LogGroup",
    "ManagedPolicy",
    "Metric",
    "MetricQuery",
    "NatGateway",
    "Node",
    "Origin",
    "Partitioning",
    "PluginReference",
    "Policy",
    "PolicyAttachment",
    "PolicyCondition",
    "PolicyDocument",
    "PolicyFile",
    "PortRule",
    "Principals",
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
    "document_of",
    "every",
    "holds",
    "lift",
    "named",
    "reached",
    "rule",
    "some",
    "statements_of",
    "statements_of_document",
    "violates",
    "whole",
]

_LATE = {
    "alarm": "Alarm Metric MetricQuery",
    "certificate": "CertificateAuthority",
    "channel": "Channel DeadLetters IcebergDestination Partitioning S3Destination",
    "cluster_policy": "ClusterPolicy",
    "connect": "Autoscaling Capacity ConnectedCluster Connector CustomPlugin "
    "PluginReference Provisioned WorkerConfiguration",
    "event_source": "EventSourceMapping SourceAccess",
    "iam": "InlinePolicy ManagedPolicy PolicyAttachment PolicyDocument Role RolePolicy",
    "kms": "KmsAlias KmsKey",
    "logging": "Bucket BucketEncryption BucketKey BucketPolicy LogGroup",
    "network": "InternetGateway NatGateway PortRule Route RouteTable RouteTableAssociation "
    "SecurityGroup SecurityGroupRule Subnet Vpc Way",
    "policy": "Policy PolicyCondition PolicyFile Principals Statement",
    "policy_texts": "document_of statements_of statements_of_document",
    "replicator": "End GroupReplication ReplicatedCluster Replicator TopicReplication",
    "scaling": "ScalableTarget Scaled ScalingPolicy",
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
