from mskguard.rule import (
    NO,
    YES,
    Cluster,
    Context,
    KmsAlias,
    KmsKey,
    Level,
    Relation,
    Verdicts,
    arn_field,
    rule,
    violates,
)

KEY = (
    r"arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:(?:key/(?:mrk-)?[0-9a-zA-Z-]+|alias/[0-9a-zA-Z/_-]+)"
    r"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}"
)
MANAGED = ("alias/aws/kafka", "")


@rule(severity=Level.HIGH, kind="constraint")
def storage_key_not_a_key(cluster: Cluster, ctx: Context) -> Verdicts:
    """The encryption key of the volumes is no KMS key that the cluster could use.

    MSK looks the key up when it makes the cluster. What is no key's ARN or id, such as a
    placeholder, a bare alias or another service's ARN, is refused, and so is a key of another
    region: KMS keys do not leave theirs. Terraform checks only that it looks like an ARN, so the
    apply fails after the network is made. A stack copied to another region falls into this with
    the key's ARN in its parameters.

    Write the ARN of a symmetric key of the cluster's own region, better a reference to the key.
    alias/aws/kafka stands for MSK's own key, and so does an empty text, with which modules say that
    they name none: aws-managed-storage-key speaks of both.

    ```diff
     resource "aws_kms_key" "events" {
       enable_key_rotation = true
     }

     resource "aws_msk_cluster" "events" {
       encryption_info {
    -    encryption_at_rest_kms_key_arn = "arn:aws:kms:REGION:ACCOUNT:key/KEY-ID"
    +    encryption_at_rest_kms_key_arn = aws_kms_key.events.arn
       }
     }
    ```

    Source: API reference, "Clusters",
    https://docs.aws.amazon.com/msk/1.0/apireference/clusters.html.
    """
    key = cluster.rest.kms_key
    linked = any(
        ctx.graph.targets(cluster, Relation.ENCRYPTED_WITH, kind).nodes
        for kind in (KmsKey, KmsAlias)
    )
    if linked or key.among(*MANAGED) is YES or key.given is NO:
        yield from _in_another_region(cluster, linked)
        return
    malformed = ~key.matches(KEY)
    yield violates(
        key,
        when=malformed,
        message=f"{cluster.address}: {key} is neither the ARN nor the id of a KMS key",
        about="form",
    )
    if malformed is NO:
        yield from _in_another_region(cluster, linked)


def _in_another_region(cluster: Cluster, linked: bool) -> Verdicts:
    key = cluster.rest.kms_key
    if linked or key.startswith("arn:") is NO or key.given is NO:
        return
    own, of_key = cluster.region.now(), arn_field(key, "region").now()
    if own.given is NO or of_key.given is NO:
        return
    yield violates(
        key,
        when=~own.same(of_key),
        message=f"{cluster.address}: the key lies in {of_key}, the cluster in {own}",
        about="region",
    )
