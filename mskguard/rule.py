"""What a rule is written with: the one module of mskguard that rules import."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, get_args

from mskguard.aws.facts import Facts
from mskguard.model.cluster import Cluster
from mskguard.model.configuration import Configuration, Properties, Property
from mskguard.model.effective import effective_property
from mskguard.model.graph import Graph, Related, Relation
from mskguard.model.node import Dialect, Node, Standing
from mskguard.record import record
from mskguard.source import Span
from mskguard.value import (
    Absent,
    Change,
    Hop,
    Known,
    Origin,
    Slot,
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
        PolicyCondition,
        PolicyDocument,
        Principals,
        Role,
        RolePolicy,
        Statement,
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
    "PolicyAttachment",
    "PolicyCondition",
    "PolicyDocument",
    "PortRule",
    "Principals",
    "Properties",
    "Property",
    "Provisioned",
    "Related",
    "Relation",
    "ReplicatedCluster",
    "Replicator",
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
    "Value",
    "Verdict",
    "Verdicts",
    "Vpc",
    "VpcConnection",
    "VpcPlacement",
    "Way",
    "WorkerConfiguration",
    "answers",
    "every",
    "holds",
    "lift",
    "rule",
    "some",
    "violates",
]

_LATE = {
    "alarm": "Alarm Metric MetricQuery",
    "certificate": "CertificateAuthority",
    "channel": "Channel DeadLetters IcebergDestination Partitioning S3Destination",
    "cluster_policy": "ClusterPolicy",
    "connect": "Autoscaling Capacity ConnectedCluster Connector CustomPlugin "
    "PluginReference Provisioned WorkerConfiguration",
    "event_source": "EventSourceMapping SourceAccess",
    "iam": "InlinePolicy ManagedPolicy PolicyAttachment PolicyCondition PolicyDocument "
    "Principals Role RolePolicy Statement",
    "kms": "KmsAlias KmsKey",
    "logging": "Bucket BucketEncryption BucketKey BucketPolicy LogGroup",
    "network": "InternetGateway NatGateway PortRule Route RouteTable RouteTableAssociation "
    "SecurityGroup SecurityGroupRule Subnet Vpc Way",
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


NO, UNKNOWN, YES = Tri.NO, Tri.UNKNOWN, Tri.YES

Kind = Literal["constraint", "practice", "advice"]
"""A constraint: AWS refuses it, or it cannot work. A practice: AWS documents it. Advice: upkeep."""


class Level(Enum):
    """How grave a finding is."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3

    @property
    def word(self) -> str:
        return self.name.lower()


@record(frozen=True, slots=True)
class Context:
    """What a rule may ask beyond its subject. There is no other source: no clock, no globals."""

    graph: Graph
    facts: Facts
    as_of: dt.date
    configured: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What the user has set, by rule and setting."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    """The settings of the rule that is asked: its own, with the user's laid over them."""

    def of(self, rule: Rule) -> Context:
        """The same context for one rule."""
        return replace(self, settings={**rule.settings, **self.configured.get(rule.name, {})})

    def effective(self, cluster: Cluster, key: str) -> Value[str]:
        """The broker property that the cluster runs with, as far as it is known.

        From its MSK configuration, else MSK's documented default for its zones and storage mode.
        """
        return effective_property(self.graph, self.facts, cluster, key)


@record(frozen=True, slots=True)
class Verdict:
    """What a rule says of one place: violated, kept, or undetermined.

    `about` tells apart the verdicts on one argument: a property's key, an action's name.
    """

    violated: Tri
    span: Span
    slot: Slot | None
    message: str
    fix: Change | None = None
    related: tuple[Hop, ...] = ()
    severity: Level | None = None
    kind: Kind | None = None
    about: str = ""


Verdicts = Iterator[Verdict]

Place = Value[Any] | Property | Node


def violates(
    at: Place,
    *,
    when: Tri,
    message: str,
    fix: Change | None = None,
    related: Iterable[Place] = (),
    severity: Level | None = None,
    kind: Kind | None = None,
    about: str = "",
) -> Verdict:
    """The verdict on a value, a property line or a whole resource.

    `message` starts with the address and says what is, without a full stop. `related` are the other
    places that explain it. `severity` and `kind` override the rule's own for this verdict.
    """
    span, slot, hops = _place(at)
    others = tuple(hop for place in related for hop in _explain(place))
    return Verdict(when, span, slot, message, fix, hops + others, severity, kind, about)


def _place(at: Place) -> tuple[Span, Slot | None, tuple[Hop, ...]]:
    if isinstance(at, Node):
        return at.span, Slot(at.address, ""), ()
    if isinstance(at, Property):
        return at.span, at.value.slot, ()
    now = at.now()
    if isinstance(now, Unknown) and now.via:
        return now.via[0].span, now.slot, now.via[1:]
    return now.span, now.slot, () if isinstance(now, Absent) else now.via


def _explain(place: Place) -> tuple[Hop, ...]:
    span, slot, hops = _place(place)
    if isinstance(place, Node):
        return (Hop(span, place.address),)
    if isinstance(place, Property):
        return (Hop(span, place.key),)
    name = slot.path if slot else ""
    return (Hop(span, name or "this"), *hops)


def holds(predicate: Callable[..., bool], *values: Value[Any]) -> Tri:
    """Whether a predicate on several values holds; unknown where one of them is."""
    return lift(predicate, *values).equals(True)


Check = Callable[..., Iterable[Verdict]]


@record(frozen=True, slots=True)
class Rule:
    """A rule as its file states it. Name and family come from the file's place; see the catalog."""

    check: Check
    severity: Level
    """The gravest that a finding of this rule can be."""
    kind: Kind
    doc: str
    subject: tuple[type[Node], ...]
    """The kinds of node that it judges."""
    wants_context: bool
    settings: Mapping[str, Any] = field(default_factory=dict)
    """What a team may choose, by name, with the value where it does not."""

    @property
    def name(self) -> str:
        return self.check.__name__.replace("_", "-")

    @property
    def summary(self) -> str:
        """The first line of the documentation, without its full stop."""
        return self.doc.split("\n", 1)[0].rstrip(".")

    def judge(self, node: Node, context: Context) -> Iterable[Verdict]:
        return self.check(node, context) if self.wants_context else self.check(node)


def rule(
    *, severity: Level, kind: Kind, settings: Mapping[str, Any] | None = None
) -> Callable[[Check], Rule]:
    """Make a rule of a function whose first parameter is its subject: a node, or one of several.

    A second parameter, if there is one, receives the `Context`. `settings` are the rule's own, each
    with its default: text, whole number, bool or list of texts; `ctx.settings` has them with what
    the user has set. Raises TypeError for a function
    that is no rule: without docstring, or whose first parameter is no node of the model.
    """

    def declare(check: Check) -> Rule:
        parameters = list(inspect.signature(check).parameters.values())
        stated = parameters[0].annotation if parameters else None
        subject = get_args(stated) or (stated,)
        if not all(isinstance(kind, type) and issubclass(kind, Node) for kind in subject):
            raise TypeError(f"{check.__name__}: the first parameter is to be a node of the model")
        doc = inspect.getdoc(check)
        if not doc:
            raise TypeError(f"{check.__name__}: a rule is documented by its docstring")
        return Rule(check, severity, kind, doc, subject, len(parameters) > 1, settings or {})

    return declare
