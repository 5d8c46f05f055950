from mskguard.rule import UNKNOWN, Cluster, Context, Level, Tri, Verdicts, answers, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def tiered_on_small_broker(cluster: Cluster, ctx: Context) -> Verdicts:
    """Tiered storage is on for brokers that are too small for it.

    The smallest Standard size does not move segments to the remote tier, and AWS refuses a cluster
    that asks for both. It meets those who copy production's settings to a cheap test cluster.

    Choose a larger size, or leave the storage mode out where the long retention is not needed: it
    cannot be turned off again on a cluster that has it.

    ```diff
     resource "aws_msk_cluster" "events" {
       kafka_version = "3.9.x"
    -  storage_mode  = "TIERED"
    +  storage_mode  = "LOCAL"

       broker_node_group_info {
         instance_type = "kafka.t3.small"
       }
     }
    ```

    Source: Developer Guide, "Tiered storage requirements",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-tiered-storage-requirements.html.
    """

    def lacks_tiers(name: str) -> Tri:
        known = ctx.facts.broker_size(name)
        return ~known.tiered_storage if known else UNKNOWN

    mode, size = cluster.storage.mode, cluster.brokers.size
    unable = answers(lacks_tiers, size, why=f"{size} is no broker size that the facts know")
    yield violates(
        mode,
        when=mode.equals("TIERED") & cluster.is_standard & unable,
        message=f"{cluster.address}: storage_mode is TIERED, which {size} brokers do not offer; "
        "larger ones do",
        related=[size],
    )
