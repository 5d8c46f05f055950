"""IAM roles, users, groups and their policies."""

from __future__ import annotations

from mskguard.adapters.policies import policy_of
from mskguard.adapters.repeated import each
from mskguard.adapters.shapes.declared import Declared
from mskguard.adapters.shapes.fields import FieldReader
from mskguard.aws.facts import Facts
from mskguard.model.iam import (
    Group,
    GroupPolicy,
    InlinePolicy,
    ManagedPolicy,
    Role,
    RolePolicy,
    User,
    UserPolicy,
)

_DOCUMENT = "PolicyDocument"


def role(declared: Declared, _: Facts) -> Role:
    """A role."""
    read = declared.read
    return Role(
        **declared.common,
        id=declared.attribute("Ref"),
        name=declared.named("RoleName"),
        arn=declared.attribute("Arn"),
        path=read.text("Path"),
        trust=policy_of(read.value("AssumeRolePolicyDocument")),
        boundary=read.text("PermissionsBoundary"),
        inline_policies=each(_inline, read.blocks("Policies")),
        managed_policies=read.names("ManagedPolicyArns"),
    )


def user(declared: Declared, _: Facts) -> User:
    """A user."""
    read = declared.read
    return User(
        **declared.common,
        id=declared.attribute("Ref"),
        name=declared.named("UserName"),
        arn=declared.attribute("Arn"),
        path=read.text("Path"),
        boundary=read.text("PermissionsBoundary"),
        inline_policies=each(_inline, read.blocks("Policies")),
        managed_policies=read.names("ManagedPolicyArns"),
    )


def group(declared: Declared, _: Facts) -> Group:
    """A group."""
    read = declared.read
    return Group(
        **declared.common,
        id=declared.attribute("Ref"),
        name=declared.named("GroupName"),
        arn=declared.attribute("Arn"),
        path=read.text("Path"),
        inline_policies=each(_inline, read.blocks("Policies")),
        managed_policies=read.names("ManagedPolicyArns"),
    )


def _inline(read: FieldReader) -> InlinePolicy:
    return InlinePolicy(name=read.text("PolicyName"), policy=policy_of(read.value(_DOCUMENT)))


def role_policy(declared: Declared, _: Facts) -> RolePolicy:
    """An inline policy of one role."""
    read = declared.read
    return RolePolicy(
        **declared.common,
        name=read.text("PolicyName"),
        role=read.text("RoleName"),
        policy=policy_of(read.value(_DOCUMENT)),
    )


def user_policy(declared: Declared, _: Facts) -> UserPolicy:
    """An inline policy of one user."""
    read = declared.read
    return UserPolicy(
        **declared.common,
        name=read.text("PolicyName"),
        user=read.text("UserName"),
        policy=policy_of(read.value(_DOCUMENT)),
    )


def group_policy(declared: Declared, _: Facts) -> GroupPolicy:
    """An inline policy of one group."""
    read = declared.read
    return GroupPolicy(
        **declared.common,
        name=read.text("PolicyName"),
        group=read.text("GroupName"),
        policy=policy_of(read.value(_DOCUMENT)),
    )


def managed_policy(declared: Declared, _: Facts) -> ManagedPolicy:
    """A managed policy; `iam_holders` tells whom it is attached to."""
    read = declared.read
    return ManagedPolicy(
        **declared.common,
        name=declared.named("ManagedPolicyName"),
        arn=declared.attribute("Ref"),
        path=read.text("Path"),
        policy=policy_of(read.value(_DOCUMENT)),
    )
