from mskguard.rule import (
    NO,
    YES,
    Absent,
    Cluster,
    Context,
    KmsAlias,
    KmsKey,
    Level,
    Related,
    Relation,
    Standing,
    Tri,
    Unknown,
    Verdicts,
    rule,
    some,
    violates,
)

MANAGED = r"(?:arn:aws[a-z-]*:kms:[^:]*:[^:]*:)?alias/aws/.*"


@rule(severity=Level.LOW, kind="practice")
def aws_managed_storage_key(cluster: Cluster, ctx: Context) -> Verdicts:
    """The volumes are encrypted with a key that AWS manages, not with one of your own.

    MSK always encrypts its volumes. Where no key is named it takes aws/kafka, whose policy you
    cannot change: nobody can be kept from using it, it cannot be turned off when a leak is being
    contained, and CloudTrail shows its use in a place that no alarm of yours looks at. The key is
    chosen when the cluster is made and cannot be exchanged later, so that an audit that asks for a
    key of your own means a new cluster.

    Name a symmetric customer-managed key. It costs a dollar a month, and its policy is one more
    thing to get right: whoever cannot see to that is better off with aws/kafka, which is safe.

    ```diff no-fix
     resource "aws_kms_key" "events" {
       enable_key_rotation = true
     }

     resource "aws_msk_cluster" "events" {
       encryption_info {
    +    encryption_at_rest_kms_key_arn = aws_kms_key.events.arn
    ?    encryption_at_rest_kms_key_arn = var.mystery
       }
     }
    ```

    ```diff no-fix
     resource "aws_kms_key" "events" {
       enable_key_rotation = true
     }

     resource "aws_msk_cluster" "events" {
       encryption_info {
    -    encryption_at_rest_kms_key_arn = "alias/aws/kafka"
    +    encryption_at_rest_kms_key_arn = aws_kms_key.events.arn
       }
     }
    ```

    Source: Developer Guide, "Amazon MSK encryption",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html.
    Controls: trivy AWS-0179, Prowler kafka_cluster_encryption_at_rest_uses_cmk.
    """
    key = cluster.rest.kms_key
    keys = ctx.graph.targets(cluster, Relation.ENCRYPTED_WITH, KmsKey)
    aliases = ctx.graph.targets(cluster, Relation.ENCRYPTED_WITH, KmsAlias)
    yield violates(
        key,
        when=_is_managed(cluster, keys, aliases),
        message=f"{cluster.address}: "
        + (f"the key is {key}" if key.otherwise("") else "no key is named")
        + ", so a key that AWS manages encrypts the volumes",
    )


def _is_managed(cluster: Cluster, keys: Related[KmsKey], aliases: Related[KmsAlias]) -> Tri:
    value = cluster.rest.kms_key.now()
    if isinstance(value, Absent) or value.equals("") is YES:
        return YES
    if keys.nodes:
        return some(*(key.manager.equals("AWS") for key in keys.nodes))
    if aliases.nodes:
        return some(*(alias.name.startswith("alias/aws/") for alias in aliases.nodes))
    managed = value.matches(MANAGED)
    if managed is NO and cluster.standing is Standing.OBSERVED:
        why = "whether AWS manages this key is not said: describe-key tells"
        return Unknown[bool](value.span, why).equals(True)
    return managed
