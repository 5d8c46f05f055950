from collections.abc import Iterator

from mskguard.rule import (
    NO,
    UNKNOWN,
    YES,
    Absent,
    Cluster,
    Context,
    KmsAlias,
    KmsKey,
    Level,
    Relation,
    Standing,
    Tri,
    Verdicts,
    rule,
    violates,
)


@rule(severity=Level.LOW, kind="practice")
def unrotated_storage_key(cluster: Cluster, ctx: Context) -> Verdicts:
    """The customer-managed key that encrypts the volumes is never rotated.

    KMS does not rotate a key of your own unless it is told to. All volumes that the cluster ever
    had then hang on one piece of key material, for years, and an audit asks about it every time.
    With rotation on, KMS makes new material once a year, keeps the old for what it has encrypted,
    and neither the cluster nor its configuration takes notice.

    Turn rotation on at the key. Asymmetric keys and keys with material of your own cannot rotate by
    themselves and are not meant; nor are keys that this run did not read.

    ```diff
     resource "aws_kms_key" "events" {
    -  enable_key_rotation = false
    +  enable_key_rotation = true
     }

     resource "aws_msk_cluster" "events" {
       encryption_info {
         encryption_at_rest_kms_key_arn = aws_kms_key.events.arn
       }
     }
    ```

    ```diff
     resource "aws_kms_key" "events" {
       description = "Records at rest"
    +  enable_key_rotation = true
    ?  enable_key_rotation = var.mystery
     }

     resource "aws_kms_alias" "events" {
       name          = "alias/events"
       target_key_id = aws_kms_key.events.key_id
     }

     resource "aws_msk_cluster" "events" {
       encryption_info {
         encryption_at_rest_kms_key_arn = aws_kms_alias.events.arn
       }
     }
    ```

    Source: Developer Guide, "Data protection in Amazon Managed Streaming for Apache Kafka",
    https://docs.aws.amazon.com/msk/latest/developerguide/data-protection.html.
    """
    for key in _keys(cluster, ctx):
        yield violates(
            key.rotation,
            when=_is_symmetric(key) & _stays(key),
            message=f"{key.address}: rotation is off, and {cluster.address} encrypts its volumes "
            "with this key",
            related=[cluster.rest.kms_key],
            fix=key.rotation.set(True),
        )


def _keys(cluster: Cluster, ctx: Context) -> Iterator[KmsKey]:
    yield from ctx.graph.targets(cluster, Relation.ENCRYPTED_WITH, KmsKey).nodes
    for alias in ctx.graph.targets(cluster, Relation.ENCRYPTED_WITH, KmsAlias).nodes:
        yield from ctx.graph.targets(alias, Relation.STANDS_FOR, KmsKey).nodes


def _is_symmetric(key: KmsKey) -> Tri:
    return YES if key.spec.given is NO else key.spec.equals("SYMMETRIC_DEFAULT")


def _stays(key: KmsKey) -> Tri:
    """Whether nothing turns the rotation on."""
    if isinstance(key.rotation.now(), Absent):
        return UNKNOWN if key.standing is Standing.OBSERVED else YES
    return key.rotation.equals(False)
