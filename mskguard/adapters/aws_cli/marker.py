"""The file that says what a snapshot holds: `snapshot.json`, recognised by its content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from mskguard.record import record
from mskguard.source import Span
from mskguard.syntax.json import Json, members_of

FORMAT = "mskguard_snapshot"
"""The member whose value is the version of the format."""
VERSION = 1

LISTS: Mapping[str, tuple[str, ...]] = {
    "kafka list-clusters-v2": ("Cluster", "ServerlessCluster"),
    "kafka list-configurations": ("Configuration",),
    "kafka list-scram-secrets": ("ScramAssociation", "ExclusiveScramAssociation"),
    "kafka get-cluster-policy": ("ClusterPolicy",),
    "kafka list-replicators": ("Replicator",),
    "kafka list-vpc-connections": ("VpcConnection",),
    "kafka list-topics": ("Topic",),
    "kafka get-bootstrap-brokers": ("BootstrapBrokers",),
    "kafka list-nodes": ("BrokerNode",),
    "kafkaconnect list-connectors": ("Connector",),
    "kafkaconnect list-worker-configurations": ("WorkerConfiguration",),
    "kafkaconnect list-custom-plugins": ("CustomPlugin",),
    "ec2 describe-subnets": ("Subnet",),
    "ec2 describe-security-groups": ("SecurityGroup", "SecurityGroupRule"),
    "ec2 describe-route-tables": ("RouteTable", "Route", "RouteTableAssociation"),
    "ec2 describe-internet-gateways": ("InternetGateway",),
    "ec2 describe-nat-gateways": ("NatGateway",),
    "iam get-account-authorization-details": (
        "Role",
        "RolePolicy",
        "ManagedPolicy",
        "PolicyAttachment",
    ),
    "kms list-aliases": ("KmsAlias",),
    "secretsmanager get-resource-policy": ("SecretPolicy",),
    "application-autoscaling describe-scalable-targets": ("ScalableTarget",),
    "application-autoscaling describe-scaling-policies": ("ScalingPolicy",),
    "cloudwatch describe-alarms": ("Alarm",),
    "logs describe-log-groups": ("LogGroup",),
}
"""The types of things that a listing is complete for, by the command that lists them."""

UNLISTED = (
    "Channel",
    "EventSourceMapping",
    "KafkaAcl",
    "KafkaQuota",
    "ScramCredential",
    "SecretVersion",
)
"""Types of things that no snapshot lists."""


@record(frozen=True, slots=True)
class Marker:
    """What a snapshot says of itself."""

    region: Json | None = None
    account: Json | None = None
    about: Mapping[str, Json] = field(default_factory=dict)
    """What a file is about that does not say so itself, by the file's name: an ARN or id."""
    unread: Mapping[str, str] = field(default_factory=dict)
    """Why things of a type may be missing, by the name of the type in the model."""
    span: Span | None = None


def is_marker(root: Json | None) -> bool:
    """Whether a file says what a snapshot holds."""
    version = root.member(FORMAT) if root is not None else None
    return version is not None and version.it == VERSION


def marker_of(root: Json) -> Marker:
    """What a snapshot's own file says."""
    complete = root.member("complete")
    listed = {
        one.it
        for one in (complete.it if complete is not None and isinstance(complete.it, list) else ())
        if isinstance(one.it, str)
    }
    failed = {key: str(one.it) for key, one in members_of(root.member("failed"))}
    unread = dict.fromkeys(UNLISTED, "a snapshot does not list it")
    for command, kinds in LISTS.items():
        if command not in listed:
            why = f"the snapshot lacks {command}"
            why += f": {failed[command]}" if command in failed else ""
            unread |= dict.fromkeys(kinds, why)
    return Marker(
        root.member("region"),
        root.member("account"),
        dict(members_of(root.member("about"))),
        unread,
        root.span,
    )
