from mskguard.rule import Cluster, Level, Verdicts, rule, violates


@rule(severity=Level.HIGH, kind="practice")
def plaintext_between_brokers(cluster: Cluster) -> Verdicts:
    """The brokers replicate records among each other without TLS.

    Every record that a client sends over TLS is copied to the other brokers in the clear, across
    Availability Zones. The setting is also a dead end: with it off MSK accepts neither IAM nor
    SCRAM nor mutual TLS nor public access, and it is fixed when the cluster is created. Turning
    authentication on some day then means a second cluster and a migration.

    Leave the argument out or write true before the first apply. On a cluster that exists already
    Terraform plans a replacement, which destroys all data: create a new cluster and replicate to
    it. That is why no automatic fix is offered.

    ```diff
     resource "aws_msk_cluster" "events" {
       encryption_info {
         encryption_in_transit {
    -      in_cluster = false
    +      in_cluster = true
         }
       }
     }
    ```

    Source: Developer Guide, "Get started with Amazon MSK encryption",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-working-with-encryption.html.
    Controls: Security Hub MSK.1, Control Tower CT.MSK.PR.1, trivy AWS-0073, checkov CKV_AWS_81,
    Prowler kafka_cluster_in_transit_encryption_enabled, KICS 6db52fa6-d4da-4608-908a-89f0c59e743e,
    KICS a976d63f-af0e-46e8-b714-8c1a9c4bf768, cdk-nag AwsSolutions-MSK3.
    """
    in_cluster = cluster.transit.in_cluster
    yield violates(
        in_cluster,
        when=in_cluster.equals(False),
        message=f"{cluster.address}: in_cluster is false, so brokers exchange records without "
        "encryption; true encrypts them",
    )
