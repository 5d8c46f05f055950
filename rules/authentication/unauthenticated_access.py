from mskguard.rule import YES, Cluster, Level, Verdicts, rule, violates


@rule(severity=Level.HIGH, kind="practice")
def unauthenticated_access(cluster: Cluster) -> Verdicts:
    """Clients that do not say who they are may use the cluster.

    Whoever reaches a broker port can read, write and delete every topic: MSK's default lets
    everyone through where a resource has no ACL, and no log says who it was. Another method beside
    it does not help, because a client simply picks the listener that asks for nothing. The usual
    way to notice is an empty topic after somebody ran a clean-up script against the wrong bootstrap
    string.

    Turn it off once all clients authenticate; MSK changes it in place. It is meant to be on for the
    days of a migration: ignore the finding there, and say when it ends.

    ```diff
     resource "aws_msk_cluster" "events" {
       client_authentication {
    -    unauthenticated = true
    +    unauthenticated = false
         sasl {
           iam = true
         }
       }
     }
    ```

    Where no other method is on, one is needed first, and which one is yours to choose:

    ```diff no-fix
     resource "aws_msk_cluster" "events" {
       client_authentication {
    -    unauthenticated = true
    +    sasl {
    +      iam = true
    +    }
    ?    unauthenticated = var.mystery
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
           ClientAuthentication:
    -        Unauthenticated: {Enabled: true}
    +        Unauthenticated: {Enabled: false}
             Sasl:
               Iam: {Enabled: true}
    ```

    Source: Security Hub, "Security Hub controls for Amazon MSK",
    https://docs.aws.amazon.com/securityhub/latest/userguide/msk-controls.html.
    Controls: Security Hub MSK.6, AWS Config msk-unrestricted-access-check,
    Prowler kafka_cluster_unrestricted_access_disabled.
    """
    auth = cluster.authentication
    yield violates(
        auth.unauthenticated,
        when=auth.unauthenticated.equals(True),
        message=f"{cluster.address}: unauthenticated access is on, so clients may connect without "
        "saying who they are",
        fix=auth.unauthenticated.set(False) if auth.by_any_method is YES else None,
    )
