"""Log groups and buckets."""

from __future__ import annotations

from mskguard.adapters.policies import policy_of
from mskguard.adapters.shapes.declared import Declared
from mskguard.aws.facts import Facts
from mskguard.model.logging import Bucket, BucketKey, BucketPolicy, LogGroup
from mskguard.model.policy import without_policy


def log_group(declared: Declared, _: Facts) -> LogGroup:
    """A CloudWatch log group."""
    return LogGroup(
        **declared.common,
        name=declared.named("LogGroupName"),
        arn=declared.attribute("Arn"),
        kms_key=declared.read.text("KmsKeyId"),
        retention=declared.read.number("RetentionInDays"),
    )


def bucket(declared: Declared, _: Facts) -> Bucket:
    """A bucket."""
    rule = declared.read.first("BucketEncryption", "ServerSideEncryptionConfiguration")
    return Bucket(
        **declared.common,
        id=declared.attribute("Ref"),
        name=declared.named("BucketName"),
        arn=declared.attribute("Arn"),
        encryption=BucketKey(
            algorithm=rule.text("ServerSideEncryptionByDefault", "SSEAlgorithm"),
            kms_key=rule.text("ServerSideEncryptionByDefault", "KMSMasterKeyID"),
        ),
        policy=without_policy(declared.header),
    )


def bucket_policy(declared: Declared, _: Facts) -> BucketPolicy:
    """A bucket's policy."""
    return BucketPolicy(
        **declared.common,
        bucket=declared.read.text("Bucket"),
        policy=policy_of(declared.read.value("PolicyDocument")),
    )
