from mskguard.rule import Cluster, Level, ResourceChange, Verdicts, holds, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def storage_shrunk(change: ResourceChange) -> Verdicts:
    """The brokers' volumes are to become smaller.

    MSK only ever makes a volume larger. UpdateBrokerStorage refuses a smaller size, Terraform plans
    it as an update in place all the same, and the apply fails half way: what it did before stays,
    what comes after does not happen. Where storage autoscaling has grown the volumes, the same
    fault appears without any edit, because the declaration still has the old size.

    Write the size that the volumes have. To make them smaller for good, build a new cluster with
    smaller volumes and move the topics there with MSK Replicator.

    ```diff change
     resource "aws_msk_cluster" "events" {
       cluster_name = "events"
       broker_node_group_info {
         storage_info {
           ebs_storage_info {
    -        volume_size = 1000
    +        volume_size = 500
           }
         }
       }
     }
    ```

    ```diff change cloudformation
     Resources:
       Events:
         Type: AWS::MSK::Cluster
         Properties:
           BrokerNodeGroupInfo:
             StorageInfo:
               EBSStorageInfo:
    -            VolumeSize: 1000
    +            VolumeSize: 500
    ```

    Source: Developer Guide, "Scale up Amazon MSK Standard broker storage",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-update-storage.html.
    """
    clusters = change.between(Cluster)
    if clusters is None:
        return
    before, after = (one.storage.volume_size for one in clusters)
    yield violates(
        after,
        when=holds(lambda was, will: will < was, before, after),
        message=f"{change.address}: volume_size falls from {before} to {after} GiB, and MSK makes "
        "no volume smaller: the update fails",
        related=[before],
    )
