from mskguard.rule import (
    UNKNOWN,
    YES,
    Cluster,
    Context,
    Level,
    Tri,
    Verdicts,
    answers,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def tiered_on_old_kafka(cluster: Cluster, ctx: Context) -> Verdicts:
    """Tiered storage is on with a Kafka version that does not have it.

    Tiered storage came to Kafka with 3.6; before that MSK had one version of its own with it,
    2.8.2.tiered, whose support has ended. With any other old version the request is refused. The
    version in between that looks newer, 3.5.1, has none: whoever comes from 2.8.2.tiered has to go
    to 3.6.0 or higher at once.

    Write a version with tiered storage. A version newer than the facts is undetermined.

    ```diff
     resource "aws_msk_cluster" "events" {
    -  kafka_version = "3.5.1"
    +  kafka_version = "3.9.x"
       storage_mode  = "TIERED"

       broker_node_group_info {
         instance_type = "kafka.m7g.large"
       }
     }
    ```

    In a template:

    ```diff cloudformation
     Resources:
       Events:
         Type: AWS::MSK::Cluster
         Properties:
    -      KafkaVersion: 3.5.1
    +      KafkaVersion: 3.9.x
           StorageMode: TIERED
           BrokerNodeGroupInfo:
             InstanceType: kafka.m7g.large
    ```

    Source: Developer Guide, "Tiered storage requirements",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-tiered-storage-requirements.html.
    """
    if cluster.is_express is YES:
        return

    def lacks_tiers(text: str) -> Tri:
        known = ctx.facts.kafka_version(text)
        return ~known.tiered_storage if known else UNKNOWN

    version, mode = cluster.kafka_version, cluster.storage.mode
    unable = answers(
        lacks_tiers, version, why=f"whether Kafka {version} has tiered storage is not known"
    )
    yield violates(
        version,
        when=mode.equals("TIERED") & unable,
        message=f"{cluster.address}: Kafka {version} has no tiered storage, versions from 3.6.0 on "
        "do",
        related=[mode],
    )
