from typing import Any

from mskguard.rule import YES, Cluster, Level, Standing, Value, Verdicts, rule, some, violates


@rule(severity=Level.HIGH, kind="constraint")
def storage_on_express(cluster: Cluster) -> Verdicts:
    """Express brokers are given a volume or a storage mode, which they do not have.

    An Express broker's storage is MSK's affair: it grows by itself and is paid by what is used. A
    request that says how large it is to be is refused: "The storageInfo parameter is not supported
    for Express instance types." It meets those who change the instance type of a module written
    for Standard brokers and leave the rest.

    Take the block out. A module for both kinds makes it dynamic, for sizes that begin with kafka.

    ```diff
     resource "aws_msk_cluster" "events" {
    -  storage_mode = "TIERED"
    ?  storage_mode = var.mystery
       broker_node_group_info {
         instance_type = "express.m7g.large"
       }
     }
    ```

    ```diff cloudformation
     Resources:
       Events:
         Type: AWS::MSK::Cluster
         Properties:
           BrokerNodeGroupInfo:
             InstanceType: express.m7g.large
    -        StorageInfo: {EBSStorageInfo: {VolumeSize: 1000}}
    ?        StorageInfo: {EBSStorageInfo: {VolumeSize: !Ref Mystery}}
    ```

    Source: Developer Guide, "Amazon MSK Express brokers",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-broker-types-express.html.
    """
    if cluster.standing is Standing.OBSERVED:
        return
    storage = cluster.storage
    volume: list[Value[Any]] = [
        storage.volume_size,
        storage.throughput_enabled,
        storage.throughput,
    ]
    first = next((it for it in volume if it.given is YES), volume[0])
    mode = storage.mode
    yield violates(
        first,
        when=cluster.is_express & some(*(it.given for it in volume)),
        message=f"{cluster.address}: a volume is described, and {cluster.brokers.size} brokers "
        "have none",
        related=[cluster.brokers.size],
        about="volume",
    )
    yield violates(
        mode,
        when=cluster.is_express & mode.given,
        message=f"{cluster.address}: storage_mode is {mode}, and {cluster.brokers.size} brokers "
        "have no storage mode",
        related=[cluster.brokers.size],
        about="mode",
    )
