from mskguard.rule import NO, Cluster, Level, Verdicts, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def auth_without_in_cluster_tls(cluster: Cluster) -> Verdicts:
    """Client authentication is on while the brokers talk to each other in the clear.

    IAM, SCRAM and mutual TLS need encryption between brokers, and MSK refuses the cluster or the
    update without it. In-cluster encryption is chosen when the cluster is made and never again: a
    cluster that was made without it gets no authentication until it is replaced, and its data is
    moved to another one on a weekend that nobody had planned.

    Leave in_cluster out or write true, which is also MSK's default. The change replaces a cluster
    that runs: make the new one beside it and move the topics with MSK Replicator or MirrorMaker.

    ```diff
     resource "aws_msk_cluster" "events" {
       client_authentication {
         sasl {
           iam = true
         }
       }
       encryption_info {
         encryption_in_transit {
    -      in_cluster = false
    +      in_cluster = true
         }
       }
     }
    ```

    Source: Developer Guide, "Update security settings of an Amazon MSK cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-update-security.html.
    """
    auth, in_cluster = cluster.authentication, cluster.transit.in_cluster
    yield violates(
        in_cluster,
        when=auth.by_any_method & in_cluster.equals(False),
        message=f"{cluster.address}: in_cluster is false while clients authenticate, which needs "
        "encryption between brokers",
        related=[it for it in (auth.iam, auth.scram, auth.tls) if it.given is not NO],
        fix=in_cluster.set(True),
    )
