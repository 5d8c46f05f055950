from mskguard.rule import NO, Cluster, Level, Verdicts, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def auth_without_tls(cluster: Cluster) -> Verdicts:
    """Client authentication is on while the listeners that it needs are not TLS.

    IAM and SCRAM exist on TLS listeners only, and MSK wants client_broker to be TLS for them.
    Mutual TLS works beside a plaintext listener (TLS_PLAINTEXT), but not with PLAINTEXT alone. AWS
    answers the create or update call with an error, so the apply stops half-way, often after the
    network and the keys are made.

    Write TLS. The sources disagree on one combination: AWS's API reference allows IAM or SCRAM with
    TLS_PLAINTEXT where unauthenticated access is on too, its Developer Guide (in 2024 as today) and
    the CDK do not. That one is reported as medium.

    ```diff
     resource "aws_msk_cluster" "events" {
       client_authentication {
         sasl {
           iam = true
         }
       }
       encryption_info {
         encryption_in_transit {
    -      client_broker = "TLS_PLAINTEXT"
    +      client_broker = "TLS"
         }
       }
     }
    ```

    ```diff
     resource "aws_msk_cluster" "events" {
       client_authentication {
         tls {
           certificate_authority_arns = [aws_acmpca_certificate_authority.clients.arn]
         }
       }
       encryption_info {
         encryption_in_transit {
    -      client_broker = "PLAINTEXT"
    +      client_broker = "TLS"
         }
       }
     }
    ```

    In the body of a request:

    ```diff aws-cli
     {
       "ClusterName": "events",
       "KafkaVersion": "3.9.x",
       "NumberOfBrokerNodes": 3,
       "BrokerNodeGroupInfo": {
         "InstanceType": "kafka.m7g.large",
         "ClientSubnets": ["subnet-0a", "subnet-0b", "subnet-0c"]
       },
       "ClientAuthentication": {
         "Sasl": {"Iam": {"Enabled": true}}
       },
       "EncryptionInfo": {
    -    "EncryptionInTransit": {"ClientBroker": "TLS_PLAINTEXT"}
    +    "EncryptionInTransit": {"ClientBroker": "TLS"}
       }
     }
    ? -- a request has no unknowns
    ```

    Source: Developer Guide, "Update security settings of an Amazon MSK cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-update-security.html.
    """
    auth, listener = cluster.authentication, cluster.transit.client_broker
    sasl = auth.iam.equals(True) | auth.scram.equals(True)
    mixed = listener.equals("TLS_PLAINTEXT")
    plain = listener.equals("PLAINTEXT")
    disputed = sasl & mixed & auth.unauthenticated.equals(True)
    yield violates(
        listener,
        when=(sasl & (mixed | plain)) | (auth.tls.equals(True) & plain),
        message=f"{cluster.address}: client_broker is {listener} while clients authenticate by "
        f"{'IAM or SCRAM' if sasl is not NO else 'mutual TLS'}, which needs TLS",
        related=[method for method in (auth.iam, auth.scram, auth.tls) if method.given is not NO],
        fix=listener.set("TLS"),
        severity=Level.HIGH if disputed is NO else Level.MEDIUM,
    )
