"""Log groups and buckets."""

from __future__ import annotations

from mskguard.adapters.policies import policy_of
from mskguard.adapters.terraform.resources.declared import Declared
from mskguard.adapters.terraform.resources.naming import completed_name
from mskguard.aws.facts import Facts
from mskguard.model.logging import Bucket, BucketEncryption, BucketKey, BucketPolicy, LogGroup

_DEFAULT = "apply_server_side_encryption_by_default"
_WRITTEN_INSIDE = ("server_side_encryption_configuration", "rule", _DEFAULT)


def log_group(declared: Declared, _: Facts) -> LogGroup:
    """A CloudWatch log group."""
    return LogGroup(
        **declared.common,
        name=completed_name(declared),
        arn=declared.attribute("arn"),
        kms_key=declared.read.text("kms_key_id"),
        retention=declared.read.number("retention_in_days"),
    )


def bucket(declared: Declared, _: Facts) -> Bucket:
    """A bucket."""
    read = declared.read
    return Bucket(
        **declared.common,
        id=declared.attribute("id"),
        name=completed_name(declared, "bucket"),
        arn=declared.attribute("arn"),
        encryption=BucketKey(
            algorithm=read.text(*_WRITTEN_INSIDE, "sse_algorithm"),
            kms_key=read.text(*_WRITTEN_INSIDE, "kms_master_key_id"),
        ),
        policy=policy_of(read.text("policy")),
    )


def bucket_encryption(declared: Declared, _: Facts) -> BucketEncryption:
    """A bucket's encryption, declared apart from it."""
    read = declared.read
    return BucketEncryption(
        **declared.common,
        bucket=read.text("bucket"),
        encryption=BucketKey(
            algorithm=read.text("rule", _DEFAULT, "sse_algorithm"),
            kms_key=read.text("rule", _DEFAULT, "kms_master_key_id"),
        ),
    )


def bucket_policy(declared: Declared, _: Facts) -> BucketPolicy:
    """A bucket's policy."""
    return BucketPolicy(
        **declared.common,
        bucket=declared.read.text("bucket"),
        policy=policy_of(declared.read.text("policy")),
    )
