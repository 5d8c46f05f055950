from mskguard.rule import YES, Cluster, Level, Verdicts, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def public_unauthenticated(cluster: Cluster) -> Verdicts:
    """Public access is asked for while clients need not authenticate.

    MSK gives brokers public addresses only where unauthenticated access is off and IAM, SCRAM or
    mutual TLS is on, and refuses the update otherwise. Since public access is an update of a
    running cluster, the refusal comes late in the apply, with everything else done.

    Turn a method on and unauthenticated access off first, or leave the brokers private: clients in
    other VPCs and accounts reach them over multi-VPC connectivity, peering or a transit gateway.

    ```diff
     resource "aws_msk_cluster" "events" {
       client_authentication {
         sasl {
           iam = true
         }
    -    unauthenticated = true
    +    unauthenticated = false
       }
       broker_node_group_info {
         connectivity_info {
           public_access {
             type = "SERVICE_PROVIDED_EIPS"
           }
         }
       }
     }
    ```

    Without any method it is the public access that cannot be:

    ```diff
     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         connectivity_info {
           public_access {
    -        type = "SERVICE_PROVIDED_EIPS"
    +        type = "DISABLED"
           }
         }
       }
     }
    ```

    Source: Developer Guide, "Turn on public access to an MSK Provisioned cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/public-access.html.
    """
    public, auth = cluster.connectivity.public, cluster.authentication
    open_to_all = auth.unauthenticated.equals(True)
    yield violates(
        auth.unauthenticated if open_to_all is YES else cluster.connectivity.public_access,
        when=public & (open_to_all | ~auth.by_any_method),
        message=f"{cluster.address}: public access is on while "
        + ("unauthenticated access is on" if open_to_all is YES else "no authentication is on")
        + ", it needs IAM, SCRAM or mutual TLS alone",
        related=[cluster.connectivity.public_access],
    )
