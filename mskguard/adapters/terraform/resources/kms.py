"""KMS keys and their aliases."""

from __future__ import annotations

from mskguard.adapters.policies import policy_of
from mskguard.adapters.terraform.resources.declared import Declared
from mskguard.adapters.terraform.resources.naming import completed_name
from mskguard.aws.facts import Facts
from mskguard.model.kms import KmsAlias, KmsKey


def kms_key(declared: Declared, _: Facts) -> KmsKey:
    """A key."""
    read = declared.read
    return KmsKey(
        **declared.common,
        id=declared.attribute("key_id"),
        arn=declared.attribute("arn"),
        usage=read.text("key_usage"),
        spec=read.text("customer_master_key_spec"),
        enabled=read.flag("is_enabled"),
        rotation=read.flag("enable_key_rotation"),
        rotation_period=read.number("rotation_period_in_days"),
        policy=policy_of(read.text("policy")),
    )


def kms_alias(declared: Declared, _: Facts) -> KmsAlias:
    """An alias."""
    return KmsAlias(
        **declared.common,
        name=completed_name(declared),
        arn=declared.attribute("arn"),
        key=declared.read.text("target_key_id"),
    )
