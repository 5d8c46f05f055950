from mskguard.rule import Cluster, Level, Verdicts, rule, violates


@rule(severity=Level.HIGH, kind="practice")
def plaintext_listener(cluster: Cluster) -> Verdicts:
    """Clients may connect to the brokers without TLS.

    With PLAINTEXT or TLS_PLAINTEXT the brokers open port 9092, which carries records in the clear.
    TLS_PLAINTEXT is no half measure: one forgotten client on the plaintext port is enough for
    whoever can mirror traffic or run a packet capture in the VPC to read every record it handles,
    and nothing in MSK's metrics or logs tells you that somebody does.

    Require TLS, and move clients to port 9094 (TLS), 9096 (SCRAM) or 9098 (IAM) first: the change
    is made in place and closes port 9092. Where nothing is written MSK requires TLS, and this rule
    is silent.

    ```diff
     resource "aws_msk_cluster" "events" {
       encryption_info {
         encryption_in_transit {
    -      client_broker = "TLS_PLAINTEXT"
    +      client_broker = "TLS"
         }
       }
     }
    ```

    In a template:

    ```diff cloudformation
     Resources:
       Events:
         Type: AWS::MSK::Cluster
         Properties:
           ClusterName: events
           EncryptionInfo:
             EncryptionInTransit:
    -          ClientBroker: "TLS_PLAINTEXT"  # between clients and brokers
    +          ClientBroker: "TLS"  # between clients and brokers
               InCluster: true
    ```

    Source: Developer Guide, "Amazon MSK encryption",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html.
    Controls: trivy AWS-0073, checkov CKV_AWS_81,
    Prowler kafka_cluster_in_transit_encryption_enabled, KICS 6db52fa6-d4da-4608-908a-89f0c59e743e,
    KICS a976d63f-af0e-46e8-b714-8c1a9c4bf768, cdk-nag AwsSolutions-MSK2.
    """
    listener = cluster.transit.client_broker
    yield violates(
        listener,
        when=listener.among("PLAINTEXT", "TLS_PLAINTEXT"),
        message=f"{cluster.address}: client_broker is {listener}, so clients may connect without "
        "encryption; TLS requires it",
        fix=listener.set("TLS"),
    )
