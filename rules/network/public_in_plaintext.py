from mskguard.rule import Cluster, Level, Verdicts, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def public_in_plaintext(cluster: Cluster) -> Verdicts:
    """Public access is asked for while records travel in the clear.

    MSK gives brokers public addresses only where clients have to use TLS and the brokers encrypt
    what they send each other. Otherwise it refuses the update, which comes late in an apply, with
    everything else done. The one half can be changed in place, the other cannot: a cluster made
    without in-cluster encryption never becomes public.

    Require TLS from clients and move them off port 9092 first; leave in-cluster encryption on.

    ```diff
     resource "aws_msk_cluster" "events" {
       encryption_info {
         encryption_in_transit {
    -      client_broker = "TLS_PLAINTEXT"
    +      client_broker = "TLS"
         }
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

    ```diff
     resource "aws_msk_cluster" "events" {
       encryption_info {
         encryption_in_transit {
    -      in_cluster = false
    +      in_cluster = true
         }
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

    Source: Developer Guide, "Turn on public access to an MSK Provisioned cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/public-access.html.
    """
    public, transit = cluster.connectivity.public, cluster.transit
    place = [cluster.connectivity.public_access]
    yield violates(
        transit.client_broker,
        when=public & transit.client_broker.among("PLAINTEXT", "TLS_PLAINTEXT"),
        message=f"{cluster.address}: client_broker is {transit.client_broker} while public access "
        "is on, which needs TLS",
        related=place,
        fix=transit.client_broker.set("TLS"),
    )
    yield violates(
        transit.in_cluster,
        when=public & transit.in_cluster.equals(False),
        message=f"{cluster.address}: in_cluster is false while public access is on, which needs "
        "encryption between brokers",
        related=place,
        fix=transit.in_cluster.set(True),
    )
