"""IAM roles, policies and what ties them together."""

from __future__ import annotations

from mskguard.model.cluster import Names
from mskguard.model.node import Node
from mskguard.record import record
from mskguard.value import Value


@record(frozen=True, slots=True, eq=False)
class InlinePolicy:
    """A policy written in the role that it belongs to."""

    name: Value[str]
    policy: Value[str]
    """The policy document as JSON text."""


@record(frozen=True, slots=True, eq=False, kw_only=True)
class Role(Node):
    """A role (`aws_iam_role`)."""

    id: Value[str]
    """The same as its name."""
    name: Value[str]
    """Known in part where only its prefix is given."""
    arn: Value[str]
    path: Value[str]
    trust: Value[str]
    """Who may assume it: the policy document as JSON text."""
    boundary: Value[str]
    """The ARN of the policy that bounds its permissions."""
    inline_policies: Value[tuple[InlinePolicy, ...]]
    managed_policies: Names
    """ARNs. Where written, these are all."""


@record(frozen=True, slots=True, eq=False, kw_only=True)
class RolePolicy(Node):
    """An inline policy declared apart from its role (`aws_iam_role_policy`)."""

    name: Value[str]
    role: Value[str]
    """The role's name."""
    policy: Value[str]
    """The policy document as JSON text."""


@record(frozen=True, slots=True, eq=False, kw_only=True)
class ManagedPolicy(Node):
    """A managed policy (`aws_iam_policy`)."""

    name: Value[str]
    """Known in part where only its prefix is given."""
    arn: Value[str]
    path: Value[str]
    policy: Value[str]
    """The policy document as JSON text."""


@record(frozen=True, slots=True, eq=False, kw_only=True)
class PolicyAttachment(Node):
    """A managed policy given to principals (`aws_iam_role_policy_attachment` and its kin)."""

    policy: Value[str]
    """The policy's ARN."""
    roles: Names
    """Names."""
    users: Names
    """Names."""
    groups: Names
    """Names."""


@record(frozen=True, slots=True, eq=False)
class Principals:
    """Who a statement speaks of."""

    type: Value[str]
    """`AWS`, `Service`, `Federated`, `CanonicalUser` or `*`."""
    identifiers: Names


@record(frozen=True, slots=True, eq=False)
class PolicyCondition:
    """A condition that a statement is under."""

    test: Value[str]
    """Such as `StringEquals`."""
    variable: Value[str]
    """Such as `aws:SourceAccount`."""
    values: Names


@record(frozen=True, slots=True, eq=False)
class Statement:
    """One statement of a policy document."""

    sid: Value[str]
    effect: Value[str]
    """`Allow` or `Deny`; where absent it allows."""
    actions: Names
    not_actions: Names
    resources: Names
    not_resources: Names
    principals: Value[tuple[Principals, ...]]
    not_principals: Value[tuple[Principals, ...]]
    conditions: Value[tuple[PolicyCondition, ...]]


@record(frozen=True, slots=True, eq=False, kw_only=True)
class PolicyDocument(Node):
    """A policy document put together by Terraform (`data.aws_iam_policy_document`)."""

    statements: Value[tuple[Statement, ...]]
    sources: Names
    """Documents that it begins with, as JSON text."""
    overrides: Names
    """Documents whose statements replace those with their sid, as JSON text."""
    json: Value[str]
