from mskguard.rule import NO, Connector, Dialect, Level, Tri, Verdicts, rule, violates


@rule(severity=Level.HIGH, kind="practice")
def connector_in_plaintext(connector: Connector) -> Verdicts:
    """A connector talks to its Kafka cluster without TLS.

    The workers of MSK Connect then read and write records on the plaintext port. A connector moves
    whole tables and whole topics, so that whoever can mirror traffic in the VPC gets the database
    with them, and the cluster has to keep port 9092 open for this one client.

    Write TLS, and give the connector the bootstrap string of the TLS or IAM listeners. MSK Connect
    cannot change it on a connector that runs: it is made anew, and a source connector needs its
    offset topic kept for that. Terraform's provider takes PLAINTEXT where the type is left out.

    ```diff
     resource "aws_mskconnect_connector" "orders" {
       kafka_cluster_encryption_in_transit {
    -    encryption_type = "PLAINTEXT"
    +    encryption_type = "TLS"
       }
     }
    ```

    Source: Security Hub, "Security Hub controls for Amazon MSK",
    https://docs.aws.amazon.com/securityhub/latest/userguide/msk-controls.html.
    Controls: Security Hub MSK.3, Prowler kafka_connector_in_transit_encryption_enabled.
    """
    encryption = connector.cluster.encryption
    yield violates(
        encryption,
        when=encryption.equals("PLAINTEXT") | _by_default(connector),
        message=f"{connector.address}: encryption in transit is "
        + ("PLAINTEXT" if encryption.given is not NO else "left out, which stands for PLAINTEXT")
        + ", so records cross the network in the clear; TLS encrypts them",
        fix=encryption.set("TLS"),
    )


def _by_default(connector: Connector) -> Tri:
    """AWS wants a type; only Terraform's provider has one for where it is left out."""
    left_out = connector.cluster.encryption.given is NO
    return Tri.of(left_out and connector.unit.dialect is Dialect.TERRAFORM)
