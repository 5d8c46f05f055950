from collections.abc import Iterator

from mskguard.rule import (
    NO,
    UNKNOWN,
    Absent,
    Bucket,
    BucketEncryption,
    Cluster,
    Context,
    KmsAlias,
    KmsKey,
    Level,
    Node,
    Relation,
    Tri,
    Unknown,
    Verdicts,
    iam,
    rule,
    some,
    violates,
)

SERVICE = "delivery.logs.amazonaws.com"
ACTION = "kms:GenerateDataKey"


@rule(severity=Level.MEDIUM, kind="constraint")
def log_key_locked(cluster: Cluster, ctx: Context) -> Verdicts:
    """Broker logs go to a bucket whose key the log delivery may not use.

    A bucket that encrypts with a customer-managed key takes an object only from those who may use
    the key. Logs are put there by delivery.logs.amazonaws.com, which the key's policy has to let
    in; IAM policies do not help. Without it delivery is on, the bucket is right, and it stays
    empty: that comes to light when the logs are needed.

    Let delivery.logs.amazonaws.com encrypt and make data keys (kms:Encrypt, kms:Decrypt,
    kms:ReEncrypt*, kms:GenerateDataKey*, kms:DescribeKey) in the key policy. Buckets with S3's own
    keys are not meant; a key whose policy is not written here leaves the answer open.

    ```diff
     data "aws_iam_policy_document" "admins" {
       statement {
         actions   = ["kms:*"]
         resources = ["*"]
         principals {
           type        = "AWS"
           identifiers = ["arn:aws:iam::111122223333:root"]
         }
       }
     }

     data "aws_iam_policy_document" "delivery" {
       source_policy_documents = [data.aws_iam_policy_document.admins.json]
       statement {
         actions   = ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey*", "kms:DescribeKey"]
         resources = ["*"]
         principals {
           type        = "Service"
           identifiers = ["delivery.logs.amazonaws.com"]
         }
       }
     }

     resource "aws_kms_key" "logs" {
       enable_key_rotation = true
    -  policy              = data.aws_iam_policy_document.admins.json
    +  policy              = data.aws_iam_policy_document.delivery.json
     }

     resource "aws_s3_bucket" "logs" {
       bucket = "events-broker-logs"
     }

     resource "aws_s3_bucket_server_side_encryption_configuration" "logs" {
       bucket = aws_s3_bucket.logs.id
       rule {
         apply_server_side_encryption_by_default {
           sse_algorithm     = "aws:kms"
           kms_master_key_id = aws_kms_key.logs.arn
         }
       }
     }

     resource "aws_msk_cluster" "events" {
       logging_info {
         broker_logs {
           s3 {
             enabled = true
             bucket  = aws_s3_bucket.logs.id
           }
         }
       }
     }
    ```

    Source: Developer Guide, "Amazon MSK logging",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-logging.html.
    """
    enabled = cluster.logs.s3.enabled.equals(True)
    if enabled is NO:
        return
    for bucket in ctx.graph.targets(cluster, Relation.LOGS_TO, Bucket).nodes:
        for key in _keys_of_bucket(bucket, ctx):
            yield violates(
                key.policy.text,
                when=enabled & ~_lets_in(key, ctx),
                message=f"{key.address}: the key policy does not let {SERVICE} use the key, so "
                f"the logs of {cluster.address} do not reach {bucket.address}",
                related=[cluster.logs.s3.target],
            )


def _keys_of_bucket(bucket: Bucket, ctx: Context) -> Iterator[KmsKey]:
    apart = ctx.graph.sources(bucket, Relation.ATTACHED_TO, BucketEncryption).nodes
    holders: tuple[Node, ...] = (bucket, *apart)
    for holder in holders:
        yield from ctx.graph.targets(holder, Relation.ENCRYPTED_WITH, KmsKey).nodes
        for alias in ctx.graph.targets(holder, Relation.ENCRYPTED_WITH, KmsAlias).nodes:
            yield from ctx.graph.targets(alias, Relation.STANDS_FOR, KmsKey).nodes


def _lets_in(key: KmsKey, ctx: Context) -> Tri:
    text = key.policy.text.now()
    if isinstance(text, Absent):
        why = "the key's policy is not written here: it may be set apart from the key"
        return Unknown[bool](text.span, why).equals(True)
    return some(*(_grants(statement, ctx) for statement in iam.says(ctx, key, key.policy)))


def _grants(statement: iam.Statement, ctx: Context) -> Tri:
    if iam.is_unread(statement):
        return UNKNOWN
    for_logs = iam.names_principal(statement, "Service", lambda it: it in (SERVICE, "*"))
    return iam.allows(statement) & for_logs & iam.speaks_of_action(ctx.graph, statement, ACTION)
