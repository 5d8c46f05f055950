"""Secrets of AWS Secrets Manager."""

from __future__ import annotations

from collections.abc import Mapping

from mskguard.model.node import Node
from mskguard.model.policy import Policy
from mskguard.record import record
from mskguard.value import Value


@record(frozen=True, slots=True, eq=False, kw_only=True)
class Secret(Node):
    """A secret (`aws_secretsmanager_secret`)."""

    name: Value[str]
    """Known in part where only its prefix is given."""
    arn: Value[str]
    kms_key: Value[str]
    """Absent where AWS's own key encrypts it."""
    policy: Policy
    """The resource policy written in it."""


@record(frozen=True, slots=True, eq=False, kw_only=True)
class SecretVersion(Node):
    """A secret's content (`aws_secretsmanager_secret_version`)."""

    secret: Value[str]
    """The secret's ARN or name."""
    content: Value[str]
    binary: Value[str]
    """In Base64."""
    write_only: Value[str]
    """Content that Terraform does not keep in its state."""
    members: Value[Mapping[str, Value[str]]]
    """The content's members by name; unknown where it is no JSON object."""


@record(frozen=True, slots=True, eq=False, kw_only=True)
class SecretPolicy(Node):
    """A secret's resource policy (`aws_secretsmanager_secret_policy`)."""

    secret: Value[str]
    """The secret's ARN."""
    policy: Policy
