"""IAM roles, policies, attachments and policy documents."""

from __future__ import annotations

from mskguard.adapters.policies import policies_of, policy_of
from mskguard.adapters.repeated import each, single
from mskguard.adapters.terraform.blocks import Reader
from mskguard.adapters.terraform.resources.declared import Declared
from mskguard.adapters.terraform.resources.naming import completed_name
from mskguard.aws.facts import Facts
from mskguard.model.iam import (
    InlinePolicy,
    ManagedPolicy,
    PolicyAttachment,
    PolicyDocument,
    Role,
    RolePolicy,
)
from mskguard.model.policy import PolicyCondition, Principals, Statement
from mskguard.value import Absent


def iam_role(declared: Declared, _: Facts) -> Role:
    """A role."""
    read = declared.read
    return Role(
        **declared.common,
        id=declared.attribute("id"),
        name=completed_name(declared),
        arn=declared.attribute("arn"),
        path=read.text("path"),
        trust=policy_of(read.text("assume_role_policy")),
        boundary=read.text("permissions_boundary"),
        inline_policies=each(_inline, read.blocks("inline_policy")),
        managed_policies=read.names("managed_policy_arns"),
    )


def _inline(read: Reader) -> InlinePolicy:
    return InlinePolicy(name=read.text("name"), policy=policy_of(read.text("policy")))


def iam_role_policy(declared: Declared, _: Facts) -> RolePolicy:
    """An inline policy of its own."""
    return RolePolicy(
        **declared.common,
        name=completed_name(declared),
        role=declared.read.text("role"),
        policy=policy_of(declared.read.text("policy")),
    )


def iam_policy(declared: Declared, _: Facts) -> ManagedPolicy:
    """A managed policy."""
    return ManagedPolicy(
        **declared.common,
        name=completed_name(declared),
        arn=declared.attribute("arn"),
        path=declared.read.text("path"),
        policy=policy_of(declared.read.text("policy")),
    )


def iam_role_policy_attachment(declared: Declared, _: Facts) -> PolicyAttachment:
    """A managed policy given to one role."""
    read = declared.read
    return PolicyAttachment(
        **declared.common,
        policy=read.text("policy_arn"),
        roles=single(read.text("role")),
        users=Absent(declared.header),
        groups=Absent(declared.header),
    )


def iam_policy_attachment(declared: Declared, _: Facts) -> PolicyAttachment:
    """A managed policy given to all that have it."""
    read = declared.read
    return PolicyAttachment(
        **declared.common,
        policy=read.text("policy_arn"),
        roles=read.names("roles"),
        users=read.names("users"),
        groups=read.names("groups"),
    )


def iam_policy_document(declared: Declared, _: Facts) -> PolicyDocument:
    """A policy document as data."""
    read = declared.read
    return PolicyDocument(
        **declared.common,
        statements=each(_statement, read.blocks("statement")),
        sources=policies_of(read.names("source_policy_documents")),
        overrides=policies_of(read.names("override_policy_documents")),
        json=declared.attribute("json"),
    )


def _statement(read: Reader) -> Statement:
    return Statement(
        span=read.present().span,
        sid=read.text("sid"),
        effect=read.text("effect"),
        actions=read.names("actions"),
        not_actions=read.names("not_actions"),
        resources=read.names("resources"),
        not_resources=read.names("not_resources"),
        principals=each(_principals, read.blocks("principals")),
        not_principals=each(_principals, read.blocks("not_principals")),
        conditions=each(_condition, read.blocks("condition")),
    )


def _principals(read: Reader) -> Principals:
    return Principals(type=read.text("type"), identifiers=read.names("identifiers"))


def _condition(read: Reader) -> PolicyCondition:
    return PolicyCondition(
        test=read.text("test"), variable=read.text("variable"), values=read.names("values")
    )
