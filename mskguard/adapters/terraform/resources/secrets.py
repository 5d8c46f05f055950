"""Secrets, their content and their policies."""

from __future__ import annotations

from mskguard.adapters.policies import policy_of
from mskguard.adapters.secret_content import members_of
from mskguard.adapters.terraform.resources.declared import Declared
from mskguard.adapters.terraform.resources.naming import completed_name
from mskguard.aws.facts import Facts
from mskguard.model.secret import Secret, SecretPolicy, SecretVersion


def secret(declared: Declared, _: Facts) -> Secret:
    """A secret."""
    return Secret(
        **declared.common,
        name=completed_name(declared),
        arn=declared.attribute("arn"),
        kms_key=declared.read.text("kms_key_id"),
        policy=policy_of(declared.read.text("policy")),
    )


def secret_version(declared: Declared, _: Facts) -> SecretVersion:
    """A secret's content."""
    read = declared.read
    content, write_only = read.text("secret_string"), read.text("secret_string_wo")
    return SecretVersion(
        **declared.common,
        secret=read.text("secret_id"),
        content=content,
        binary=read.text("secret_binary"),
        write_only=write_only,
        members=members_of(content, write_only),
    )


def secret_policy(declared: Declared, _: Facts) -> SecretPolicy:
    """A secret's resource policy."""
    read = declared.read
    return SecretPolicy(
        **declared.common, secret=read.text("secret_arn"), policy=policy_of(read.text("policy"))
    )
