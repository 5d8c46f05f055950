"""IAM users, groups, and the policies that they are given."""

from __future__ import annotations

from mskguard.adapters.policies import policy_of
from mskguard.adapters.repeated import single
from mskguard.adapters.terraform.resources.declared import Declared
from mskguard.adapters.terraform.resources.naming import completed_name
from mskguard.aws.facts import Facts
from mskguard.model.iam import (
    Group,
    GroupMembership,
    GroupPolicy,
    PolicyAttachment,
    User,
    UserPolicy,
)
from mskguard.value import Absent


def iam_user(declared: Declared, _: Facts) -> User:
    """A user."""
    read = declared.read
    return User(
        **declared.common,
        id=declared.attribute("id"),
        name=read.text("name"),
        arn=declared.attribute("arn"),
        path=read.text("path"),
        boundary=read.text("permissions_boundary"),
        inline_policies=Absent(declared.header),
        managed_policies=Absent(declared.header),
    )


def iam_group(declared: Declared, _: Facts) -> Group:
    """A group."""
    return Group(
        **declared.common,
        id=declared.attribute("id"),
        name=declared.read.text("name"),
        arn=declared.attribute("arn"),
        path=declared.read.text("path"),
        inline_policies=Absent(declared.header),
        managed_policies=Absent(declared.header),
    )


def iam_user_group_membership(declared: Declared, _: Facts) -> GroupMembership:
    """One user in groups."""
    return GroupMembership(
        **declared.common,
        users=single(declared.read.text("user")),
        groups=declared.read.names("groups"),
    )


def iam_group_membership(declared: Declared, _: Facts) -> GroupMembership:
    """Users in one group."""
    return GroupMembership(
        **declared.common,
        users=declared.read.names("users"),
        groups=single(declared.read.text("group")),
    )


def iam_user_policy(declared: Declared, _: Facts) -> UserPolicy:
    """An inline policy of a user."""
    return UserPolicy(
        **declared.common,
        name=completed_name(declared),
        user=declared.read.text("user"),
        policy=policy_of(declared.read.text("policy")),
    )


def iam_group_policy(declared: Declared, _: Facts) -> GroupPolicy:
    """An inline policy of a group."""
    return GroupPolicy(
        **declared.common,
        name=completed_name(declared),
        group=declared.read.text("group"),
        policy=policy_of(declared.read.text("policy")),
    )


def iam_user_policy_attachment(declared: Declared, _: Facts) -> PolicyAttachment:
    """A managed policy given to one user."""
    return PolicyAttachment(
        **declared.common,
        policy=declared.read.text("policy_arn"),
        roles=Absent(declared.header),
        users=single(declared.read.text("user")),
        groups=Absent(declared.header),
    )


def iam_group_policy_attachment(declared: Declared, _: Facts) -> PolicyAttachment:
    """A managed policy given to one group."""
    return PolicyAttachment(
        **declared.common,
        policy=declared.read.text("policy_arn"),
        roles=Absent(declared.header),
        users=Absent(declared.header),
        groups=single(declared.read.text("group")),
    )
