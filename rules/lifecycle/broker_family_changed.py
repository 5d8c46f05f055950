from mskguard.rule import (
    NO,
    Cluster,
    Level,
    ResourceChange,
    Verdicts,
    differs,
    rule,
    violates,
)

SMALL = "kafka.t3.small"
"""The size that AWS's pages do not agree on whether larger brokers can become."""


@rule(severity=Level.HIGH, kind="constraint")
def broker_family_changed(change: ResourceChange) -> Verdicts:
    """The brokers are to become of a kind that theirs cannot.

    A cluster has Standard or Express brokers from its creation on. There is no update between the
    two, although Terraform plans one in place: the request fails, or, as has been seen, MSK takes
    the size and leaves the kind, and the cluster runs on brokers that nobody chose.

    Sizes change freely within a kind, as far as the partitions fit. Whether a larger broker can
    become kafka.t3.small AWS's pages do not agree on, so that stays undetermined. To go from
    Standard to Express create a new cluster and move the topics with MSK Replicator.

    ```diff change
     resource "aws_msk_cluster" "events" {
       cluster_name = "events"
       broker_node_group_info {
    -    instance_type = "kafka.m7g.large"
    +    instance_type = "express.m7g.large"
       }
     }
    ```

    Source: Developer Guide, "Update the Amazon MSK cluster broker size",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-update-broker-type.html.
    """
    clusters = change.between(Cluster)
    if clusters is None:
        return
    before, after = clusters
    was, will = before.brokers.size, after.brokers.size
    if differs(was, will) is NO:
        return
    crosses = (before.is_standard & after.is_express) | (before.is_express & after.is_standard)
    yield violates(
        will,
        when=crosses,
        message=f"{change.address}: instance_type changes from {was} to {will}, and no cluster "
        "changes between Standard and Express brokers: the update fails",
        related=[was],
    )
