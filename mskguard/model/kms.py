"""KMS keys and their aliases."""

from __future__ import annotations

from dataclasses import field

from mskguard.model.node import NOWHERE, Node
from mskguard.model.policy import Policy
from mskguard.record import record
from mskguard.value import Absent, Value


@record(frozen=True, slots=True, eq=False, kw_only=True)
class KmsKey(Node):
    """A key (`aws_kms_key`)."""

    id: Value[str]
    arn: Value[str]
    usage: Value[str]
    """`ENCRYPT_DECRYPT`, `SIGN_VERIFY`, `GENERATE_VERIFY_MAC` or `KEY_AGREEMENT`."""
    spec: Value[str]
    """`SYMMETRIC_DEFAULT`, or an asymmetric or HMAC key spec."""
    enabled: Value[bool]
    rotation: Value[bool]
    rotation_period: Value[int]
    """Days."""
    policy: Policy
    manager: Value[str] = field(default=Absent(NOWHERE))
    """`AWS` or `CUSTOMER`; absent of a key that is declared, which is its customer's."""


@record(frozen=True, slots=True, eq=False, kw_only=True)
class KmsAlias(Node):
    """Another name of a key (`aws_kms_alias`)."""

    name: Value[str]
    """With its `alias/`; known in part where only its prefix is given."""
    arn: Value[str]
    key: Value[str]
    """The key's ARN or id."""
