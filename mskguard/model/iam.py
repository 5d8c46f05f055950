"""IAM roles, policies and what ties them together."""

from __future__ import annotations

from mskguard.model.cluster import Names
from mskguard.model.node import Node
from mskguard.model.policy import Policy, Statement
from mskguard.record import record
from mskguard.value import Value


@record(frozen=True, slots=True, eq=False)
class InlinePolicy:
    """A policy written in the role that it belongs to."""

    name: Value[str]
    policy: Policy


@record(frozen=True, slots=True, eq=False, kw_only=True)
class Role(Node):
    """A role (`aws_iam_role`)."""

    id: Value[str]
    """The same as its name."""
    name: Value[str]
    """Known in part where only its prefix is given."""
    arn: Value[str]
    path: Value[str]
    trust: Policy
    """Who may assume it."""
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
    policy: Policy


@record(frozen=True, slots=True, eq=False, kw_only=True)
class ManagedPolicy(Node):
    """A managed policy (`aws_iam_policy`)."""

    name: Value[str]
    """Known in part where only its prefix is given."""
    arn: Value[str]
    path: Value[str]
    policy: Policy


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


@record(frozen=True, slots=True, eq=False, kw_only=True)
class PolicyDocument(Node):
    """A policy document put together by Terraform (`data.aws_iam_policy_document`)."""

    statements: Value[tuple[Statement, ...]]
    sources: Value[tuple[Policy, ...]]
    """Documents that it begins with."""
    overrides: Value[tuple[Policy, ...]]
    """Documents whose statements replace those with their sid."""
    json: Value[str]


@record(frozen=True, slots=True, eq=False, kw_only=True)
class User(Node):
    """A user (`aws_iam_user`)."""

    id: Value[str]
    """The same as its name."""
    name: Value[str]
    arn: Value[str]
    path: Value[str]
    boundary: Value[str]
    """The ARN of the policy that bounds its permissions."""
    inline_policies: Value[tuple[InlinePolicy, ...]]
    managed_policies: Names
    """ARNs. Where written, these are all."""


@record(frozen=True, slots=True, eq=False, kw_only=True)
class Group(Node):
    """A group of users (`aws_iam_group`)."""

    id: Value[str]
    """The same as its name."""
    name: Value[str]
    arn: Value[str]
    path: Value[str]
    inline_policies: Value[tuple[InlinePolicy, ...]]
    managed_policies: Names
    """ARNs. Where written, these are all."""


@record(frozen=True, slots=True, eq=False, kw_only=True)
class GroupMembership(Node):
    """Users in groups (`aws_iam_user_group_membership`, `aws_iam_group_membership`)."""

    users: Names
    """Names."""
    groups: Names
    """Names."""


@record(frozen=True, slots=True, eq=False, kw_only=True)
class UserPolicy(Node):
    """An inline policy declared apart from its user (`aws_iam_user_policy`)."""

    name: Value[str]
    user: Value[str]
    """The user's name."""
    policy: Policy


@record(frozen=True, slots=True, eq=False, kw_only=True)
class GroupPolicy(Node):
    """An inline policy declared apart from its group (`aws_iam_group_policy`)."""

    name: Value[str]
    group: Value[str]
    """The group's name."""
    policy: Policy
