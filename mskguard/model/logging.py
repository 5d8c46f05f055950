"""Where logs go: log groups and buckets."""

from __future__ import annotations

from mskguard.model.node import Node
from mskguard.model.policy import Policy
from mskguard.record import record
from mskguard.value import Value


@record(frozen=True, slots=True, eq=False, kw_only=True)
class LogGroup(Node):
    """A CloudWatch log group (`aws_cloudwatch_log_group`)."""

    name: Value[str]
    """Known in part where only its prefix is given."""
    arn: Value[str]
    kms_key: Value[str]
    retention: Value[int]
    """Days; 0 for ever."""


@record(frozen=True, slots=True, eq=False)
class BucketKey:
    """How a bucket encrypts what is put into it."""

    algorithm: Value[str]
    """`AES256`, `aws:kms` or `aws:kms:dsse`."""
    kms_key: Value[str]


@record(frozen=True, slots=True, eq=False, kw_only=True)
class Bucket(Node):
    """An S3 bucket (`aws_s3_bucket`)."""

    id: Value[str]
    """The same as its name."""
    name: Value[str]
    """Known in part where only its prefix is given."""
    arn: Value[str]
    encryption: BucketKey
    """As written in it, before version 4 of the provider; else absent."""
    policy: Policy
    """The bucket policy written in it, before version 4 of the provider; else absent."""


@record(frozen=True, slots=True, eq=False, kw_only=True)
class BucketEncryption(Node):
    """A bucket's encryption (`aws_s3_bucket_server_side_encryption_configuration`)."""

    bucket: Value[str]
    encryption: BucketKey


@record(frozen=True, slots=True, eq=False, kw_only=True)
class BucketPolicy(Node):
    """A bucket's policy (`aws_s3_bucket_policy`)."""

    bucket: Value[str]
    policy: Policy
