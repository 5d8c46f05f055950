from mskguard.rule import Cluster, Level, Verdicts, rule, violates


@rule(severity=Level.HIGH, kind="practice")
def no_client_authentication(cluster: Cluster) -> Verdicts:
    """No way for clients to authenticate is configured, so everyone is let in.

    A provisioned cluster without IAM, SCRAM and mutual TLS accepts any client that reaches its
    ports. Security groups are then the only fence, and they are drawn around subnets, not around
    applications: a batch job in the same subnet can delete the topic that billing reads, and
    nothing records that it was that job.

    Turn a method on; MSK does so in place. IAM is the least work where clients run on AWS: no
    secrets to rotate, and rights per topic in policies. Where unauthenticated access is written as
    true, unauthenticated-access speaks instead. Serverless clusters always use IAM and are not
    meant here.

    ```diff
     resource "aws_msk_cluster" "events" {
       cluster_name = "events"
    +
    +  client_authentication {
    +    sasl {
    +      iam = true
    +    }
    +  }
    ?
    ?  client_authentication {
    ?    sasl {
    ?      iam = var.mystery
    ?    }
    ?  }
     }
    ```

    ```diff
     resource "aws_msk_cluster" "events" {
       client_authentication {
         sasl {
    -      iam = false
    +      iam = true
         }
       }
     }
    ```

    Source: Developer Guide, "Update security settings of an Amazon MSK cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-update-security.html.
    Controls: Security Hub MSK.6, Prowler kafka_cluster_unrestricted_access_disabled.
    """
    auth = cluster.authentication
    yield violates(
        auth.iam,
        when=~auth.by_any_method & ~auth.unauthenticated.equals(True),
        message=f"{cluster.address}: neither IAM nor SCRAM nor mutual TLS is on, one of them is "
        "needed to tell clients apart",
    )
