from mskguard.rule import Cluster, Level, ResourceChange, Verdicts, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def dual_stack_reverted(change: ResourceChange) -> Verdicts:
    """A dual-stack cluster is to go back to IPv4 alone.

    A cluster that answers on IPv4 and IPv6 keeps doing so: MSK turns dual stack on and never off,
    and refuses the update. A declaration that no longer names the network type asks for the same,
    since IPV4 is the default.

    Leave `network_type` at DUAL. Clients that only speak IPv4 are served as before.

    ```diff change
     resource "aws_msk_cluster" "events" {
       cluster_name = "events"
       broker_node_group_info {
         instance_type = "kafka.m7g.large"
         connectivity_info {
    -      network_type = "DUAL"
    +      network_type = "IPV4"
         }
       }
     }
    ```

    Source: Developer Guide, "Configure dual-stack network type for a cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/mskp-choose-cluster-network-type.html.
    """
    clusters = change.between(Cluster)
    if clusters is None:
        return
    before, after = (one.connectivity.network_type for one in clusters)
    yield violates(
        after,
        when=before.equals("DUAL") & after.equals("IPV4"),
        message=f"{change.address}: the network type goes back from DUAL to IPV4, which MSK does "
        "not: the update fails",
        related=[before],
    )
