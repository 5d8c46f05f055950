"""KMS keys and their aliases."""

from __future__ import annotations

from mskguard.adapters.policies import policy_of
from mskguard.adapters.shapes.declared import Declared
from mskguard.aws.facts import Facts
from mskguard.model.kms import KmsAlias, KmsKey


def kms_key(declared: Declared, _: Facts) -> KmsKey:
    """A key."""
    read = declared.read
    return KmsKey(
        **declared.common,
        id=declared.attribute("Ref"),
        arn=declared.attribute("Arn"),
        usage=read.text("KeyUsage"),
        spec=read.text("KeySpec"),
        enabled=read.flag("Enabled"),
        rotation=read.flag("EnableKeyRotation"),
        rotation_period=read.number("RotationPeriodInDays"),
        policy=policy_of(read.value("KeyPolicy")),
        manager=read.text("KeyManager"),
    )


def kms_alias(declared: Declared, _: Facts) -> KmsAlias:
    """An alias."""
    return KmsAlias(
        **declared.common,
        name=declared.read.text("AliasName"),
        arn=declared.attribute("Arn"),
        key=declared.read.text("TargetKeyId"),
    )
