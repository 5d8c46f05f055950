"""Which references of which resources mean what.

Types are named, not imported: a run that meets no connector does not load MSK Connect's model.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from mskguard.adapters.linking.references import (
    Get,
    References,
    inside,
    lists_of_group,
    may_be_of,
    mirrored,
    watched,
)
from mskguard.model.graph import Relation
from mskguard.value import Value


class Link(NamedTuple):
    """One kind of reference: what it is read from, what it may lead to, and what that says."""

    source: str
    relation: Relation
    targets: tuple[str, ...]
    references: Callable[[Any], References]
    closed: Callable[[str], bool] = lambda _: False
    """Whether a text refers to nothing that could have been read."""
    fits: Callable[[Any, Any], bool] = lambda *_: True
    """Whether a target may be what the source refers to, beyond what the reference says."""


CLUSTERS = ("Cluster", "ServerlessCluster")
KEYS = ("KmsKey", "KmsAlias")
DOCUMENTS = ("PolicyDocument",)


def _attached(source: str, *targets: str, to: Callable[[Any], Value[Any]]) -> Link:
    return Link(source, Relation.ATTACHED_TO, targets, lambda it: [to(it)])


def _located(source: str, of: Callable[[Any, Get], Value[Any]]) -> tuple[Link, Link]:
    """The subnets and the security groups of what `of` finds in the source."""
    subnets = Link(
        source, Relation.LIES_IN, ("Subnet",), lambda it: [of(it, lambda one: one.subnets)]
    )
    groups = Link(
        source,
        Relation.GUARDED_BY,
        ("SecurityGroup",),
        lambda it: [of(it, lambda one: one.security_groups)],
    )
    return subnets, groups


def _logged(source: str) -> Link:
    return Link(
        source,
        Relation.LOGS_TO,
        ("LogGroup", "Bucket"),
        lambda it: [it.logs.cloudwatch.target, it.logs.s3.target],
    )


def _encrypted(source: str, key: Callable[[Any], Value[Any]]) -> Link:
    return Link(source, Relation.ENCRYPTED_WITH, KEYS, lambda it: [key(it)])


def _runs_as(source: str, *roles: Callable[[Any], Value[Any]]) -> Link:
    return Link(source, Relation.RUNS_AS, ("Role",), lambda it: [role(it) for role in roles])


def _written(source: str, *policies: Callable[[Any], Value[Any]]) -> Link:
    return Link(
        source,
        Relation.WRITTEN_IN,
        DOCUMENTS,
        lambda it: [one(it) for one in policies],
        closed=lambda _: True,
    )


def _way(source: str, of: Callable[[Any, Get], Value[Any]]) -> Link:
    return Link(
        source,
        Relation.LEADS_TO,
        ("InternetGateway", "NatGateway"),
        lambda it: [of(it, lambda way: way.gateway), of(it, lambda way: way.nat_gateway)],
        closed=lambda text: text == "local",
    )


LINKS: tuple[Link, ...] = (
    Link(
        "Cluster",
        Relation.CONFIGURED_BY,
        ("Configuration",),
        lambda it: [it.configuration.arn],
        fits=lambda cluster, it: may_be_of(it, cluster.configuration.revision),
    ),
    *_located("Cluster", lambda it, get: get(it.brokers)),
    _encrypted("Cluster", lambda it: it.rest.kms_key),
    _logged("Cluster"),
    Link(
        "Cluster",
        Relation.TRUSTS,
        ("CertificateAuthority",),
        lambda it: [it.authentication.certificate_authorities],
    ),
    *_located("ServerlessCluster", lambda it, get: inside(it.vpcs, get)),
    Link("ScramAssociation", Relation.GIVES_SECRETS_TO, CLUSTERS, lambda it: [it.cluster]),
    Link("ScramAssociation", Relation.ASSOCIATES, ("Secret",), lambda it: [it.secrets]),
    _attached("ClusterPolicy", *CLUSTERS, to=lambda it: it.cluster),
    _written("ClusterPolicy", lambda it: it.policy.text),
    Link("VpcConnection", Relation.CONNECTS_TO, ("Cluster",), lambda it: [it.cluster]),
    *_located("VpcConnection", lambda it, get: get(it)),
    Link("VpcConnection", Relation.BELONGS_TO, ("Vpc",), lambda it: [it.vpc]),
    Link("Topic", Relation.BELONGS_TO, CLUSTERS, lambda it: [it.cluster]),
    Link("KafkaAcl", Relation.BELONGS_TO, CLUSTERS, lambda it: [it.cluster]),
    Link("KafkaQuota", Relation.BELONGS_TO, CLUSTERS, lambda it: [it.cluster]),
    Link("ScramCredential", Relation.BELONGS_TO, CLUSTERS, lambda it: [it.cluster]),
    Link(
        "Connector",
        Relation.RUNS,
        ("CustomPlugin",),
        lambda it: [inside(it.plugins, lambda one: one.arn)],
    ),
    Link(
        "Connector",
        Relation.CONFIGURED_BY,
        ("WorkerConfiguration",),
        lambda it: [it.worker_configuration.arn],
    ),
    Link("Connector", Relation.CONNECTS_TO, CLUSTERS, lambda it: [it.cluster.bootstrap_servers]),
    Link("Connector", Relation.READS_FROM, CLUSTERS, lambda it: [mirrored(it, "source")]),
    Link("Connector", Relation.WRITES_TO, CLUSTERS, lambda it: [mirrored(it, "target")]),
    *_located("Connector", lambda it, get: get(it.cluster)),
    _runs_as("Connector", lambda it: it.role),
    _logged("Connector"),
    Link("CustomPlugin", Relation.BELONGS_TO, ("Bucket",), lambda it: [it.bucket]),
    Link("Replicator", Relation.READS_FROM, CLUSTERS, lambda it: [it.source.arn]),
    Link("Replicator", Relation.WRITES_TO, CLUSTERS, lambda it: [it.target.arn]),
    Link(
        "Replicator",
        Relation.CONNECTS_TO,
        CLUSTERS,
        lambda it: [inside(it.clusters, lambda one: one.arn)],
    ),
    *_located("Replicator", lambda it, get: inside(it.clusters, get)),
    _runs_as("Replicator", lambda it: it.role),
    _logged("Replicator"),
    Link("Channel", Relation.BELONGS_TO, CLUSTERS, lambda it: [it.cluster]),
    Link("Channel", Relation.READS_FROM, ("Topic",), lambda it: [it.topic]),
    Link("Channel", Relation.WRITES_TO, ("Bucket",), lambda it: [it.s3.bucket]),
    _encrypted("Channel", lambda it: it.kms_key),
    _runs_as("Channel", lambda it: it.iceberg.role, lambda it: it.s3.role),
    _logged("Channel"),
    Link("Subnet", Relation.BELONGS_TO, ("Vpc",), lambda it: [it.vpc]),
    Link("SecurityGroup", Relation.BELONGS_TO, ("Vpc",), lambda it: [it.vpc]),
    Link(
        "SecurityGroup",
        Relation.NAMES_PEER,
        ("SecurityGroup",),
        lambda it: [inside(rules, lambda one: one.groups) for rules in (it.ingress, it.egress)],
    ),
    Link("SecurityGroupRule", Relation.NAMES_PEER, ("SecurityGroup",), lambda it: [it.rule.groups]),
    _attached("SecurityGroupRule", "SecurityGroup", to=lambda it: it.group),
    _attached("ExclusiveRules", "SecurityGroup", to=lambda it: it.group),
    Link("SecurityGroup", Relation.NAMES_LIST, ("PrefixList",), lists_of_group),
    Link(
        "SecurityGroupRule",
        Relation.NAMES_LIST,
        ("PrefixList",),
        lambda it: [it.rule.prefix_lists],
    ),
    _attached("PrefixListEntry", "PrefixList", to=lambda it: it.list),
    Link("VpcCidr", Relation.BELONGS_TO, ("Vpc",), lambda it: [it.vpc]),
    Link("VpcPeeringConnection", Relation.JOINS, ("Vpc",), lambda it: [it.vpc, it.peer]),
    Link("TransitGatewayAttachment", Relation.JOINS, ("Vpc",), lambda it: [it.vpc]),
    Link("TransitGatewayAttachment", Relation.LIES_IN, ("Subnet",), lambda it: [it.subnets]),
    Link("VpcEndpoint", Relation.BELONGS_TO, ("Vpc",), lambda it: [it.vpc]),
    *_located("VpcEndpoint", lambda it, get: get(it)),
    Link("MainRouteTableAssociation", Relation.BELONGS_TO, ("Vpc",), lambda it: [it.vpc]),
    Link("MainRouteTableAssociation", Relation.ROUTES_BY, ("RouteTable",), lambda it: [it.table]),
    Link("EgressOnlyGateway", Relation.BELONGS_TO, ("Vpc",), lambda it: [it.vpc]),
    Link("RouteTable", Relation.BELONGS_TO, ("Vpc",), lambda it: [it.vpc, it.main_of]),
    _way("RouteTable", lambda it, get: inside(it.routes, get)),
    _attached("Route", "RouteTable", "Vpc", to=lambda it: it.table),
    _way("Route", lambda it, get: get(it.way)),
    Link("RouteTableAssociation", Relation.ROUTES_BY, ("RouteTable",), lambda it: [it.table]),
    Link(
        "RouteTableAssociation",
        Relation.ATTACHED_TO,
        ("Subnet", "InternetGateway"),
        lambda it: [it.subnet, it.gateway],
    ),
    Link("InternetGateway", Relation.BELONGS_TO, ("Vpc",), lambda it: [it.vpc]),
    Link("GatewayAttachment", Relation.BELONGS_TO, ("Vpc",), lambda it: [it.vpc]),
    _attached("GatewayAttachment", "InternetGateway", to=lambda it: it.gateway),
    Link("NatGateway", Relation.LIES_IN, ("Subnet",), lambda it: [it.subnet]),
    _encrypted("Secret", lambda it: it.kms_key),
    _written("Secret", lambda it: it.policy.text),
    _attached("SecretVersion", "Secret", to=lambda it: it.secret),
    _attached("SecretPolicy", "Secret", to=lambda it: it.secret),
    _written("SecretPolicy", lambda it: it.policy.text),
    Link("KmsAlias", Relation.STANDS_FOR, ("KmsKey",), lambda it: [it.key]),
    _written("KmsKey", lambda it: it.policy.text),
    _written(
        "Role",
        lambda it: it.trust.text,
        lambda it: inside(it.inline_policies, lambda one: one.policy.text),
    ),
    Link("Role", Relation.GRANTED, ("ManagedPolicy",), lambda it: [it.managed_policies]),
    _attached("RolePolicy", "Role", to=lambda it: it.role),
    _written("RolePolicy", lambda it: it.policy.text),
    _written("ManagedPolicy", lambda it: it.policy.text),
    _attached("UserPolicy", "User", to=lambda it: it.user),
    _written("UserPolicy", lambda it: it.policy.text),
    _attached("GroupPolicy", "Group", to=lambda it: it.group),
    _written("GroupPolicy", lambda it: it.policy.text),
    *(
        Link(kind, Relation.GRANTED, ("ManagedPolicy",), lambda it: [it.managed_policies])
        for kind in ("User", "Group")
    ),
    *(
        _written(kind, lambda it: inside(it.inline_policies, lambda one: one.policy.text))
        for kind in ("User", "Group")
    ),
    Link("GroupMembership", Relation.BELONGS_TO, ("Group",), lambda it: [it.groups]),
    _attached("GroupMembership", "User", to=lambda it: it.users),
    _attached("PolicyAttachment", "Role", to=lambda it: it.roles),
    _attached("PolicyAttachment", "User", to=lambda it: it.users),
    _attached("PolicyAttachment", "Group", to=lambda it: it.groups),
    Link("PolicyAttachment", Relation.GRANTED, ("ManagedPolicy",), lambda it: [it.policy]),
    _written(
        "PolicyDocument",
        lambda it: inside(it.sources, lambda one: one.text),
        lambda it: inside(it.overrides, lambda one: one.text),
    ),
    _encrypted("LogGroup", lambda it: it.kms_key),
    _encrypted("Bucket", lambda it: it.encryption.kms_key),
    _encrypted("BucketEncryption", lambda it: it.encryption.kms_key),
    _attached("BucketEncryption", "Bucket", to=lambda it: it.bucket),
    _attached("BucketPolicy", "Bucket", to=lambda it: it.bucket),
    _written("BucketPolicy", lambda it: it.policy.text),
    Link("ScalableTarget", Relation.SCALES, ("Cluster",), lambda it: [it.scaled.resource]),
    Link("ScalingPolicy", Relation.SCALES, ("Cluster",), lambda it: [it.scaled.resource]),
    Link(
        "Alarm",
        Relation.WATCHES,
        CLUSTERS,
        lambda it: [watched(it.metric), inside(it.queries, lambda one: watched(one.metric))],
    ),
    Link(
        "EventSourceMapping",
        Relation.READS_FROM,
        CLUSTERS,
        lambda it: [it.source, it.bootstrap_servers],
    ),
    Link("BootstrapBrokers", Relation.BELONGS_TO, CLUSTERS, lambda it: [it.cluster]),
    Link("BrokerNode", Relation.BELONGS_TO, ("Cluster",), lambda it: [it.cluster]),
)
"""Every kind of reference that becomes an edge."""
