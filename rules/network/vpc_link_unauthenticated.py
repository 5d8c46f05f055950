from mskguard.rule import YES, Cluster, Level, Verdicts, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def vpc_link_unauthenticated(cluster: Cluster) -> Verdicts:
    """Multi-VPC connectivity is asked for where clients need not, or cannot, authenticate by it.

    MSK opens multi-VPC connectivity for IAM, SCRAM and mutual TLS, each by itself. It refuses it
    while unauthenticated access is on, and for a scheme that the cluster does not have: there is no
    listener that the connection could lead to. The provider makes it a second step after the
    cluster, so an apply spends half an hour on the cluster before it fails.

    Turn the scheme on in the cluster too, and unauthenticated access off.

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
           vpc_connectivity {
             client_authentication {
               sasl {
                 iam = true
               }
             }
           }
         }
       }
     }
    ```

    ```diff no-fix
     resource "aws_msk_cluster" "events" {
       client_authentication {
         sasl {
           iam = true
         }
       }
       broker_node_group_info {
         connectivity_info {
           vpc_connectivity {
             client_authentication {
               sasl {
    -            scram = true
    +            iam = true
    ?            scram = var.mystery
               }
             }
           }
         }
       }
     }
    ```

    Source: Developer Guide, "Amazon MSK multi-VPC private connectivity in a single Region",
    https://docs.aws.amazon.com/msk/latest/developerguide/aws-access-mult-vpc.html.
    """
    auth, links = cluster.authentication, cluster.connectivity
    schemes = (
        ("IAM", links.vpc_iam, auth.iam),
        ("SCRAM", links.vpc_scram, auth.scram),
        ("mutual TLS", links.vpc_tls, auth.tls),
    )
    asked = links.vpc_iam.equals(True) | links.vpc_scram.equals(True) | links.vpc_tls.equals(True)
    yield violates(
        auth.unauthenticated,
        when=asked & auth.unauthenticated.equals(True),
        message=f"{cluster.address}: unauthenticated access is on while multi-VPC connectivity is, "
        "which goes with authentication alone",
        related=[over for _, over, _ in schemes if over.equals(True) is YES],
        fix=auth.unauthenticated.set(False) if auth.by_any_method is YES else None,
    )
    for name, over, own in schemes:
        yield violates(
            over,
            when=over.equals(True) & own.equals(False),
            message=f"{cluster.address}: multi-VPC connectivity is on for {name}, which the "
            "cluster itself has off",
            related=[own],
            about=name,
        )
