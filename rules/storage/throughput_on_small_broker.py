from mskguard.rule import UNKNOWN, Cluster, Context, Level, Tri, Verdicts, answers, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def throughput_on_small_broker(cluster: Cluster, ctx: Context) -> Verdicts:
    """Storage throughput is provisioned for brokers that are too small to have it.

    Provisioned throughput begins with kafka.m5.4xlarge and kafka.m7g.2xlarge: the network between a
    smaller broker and its volume would not carry it. The plan passes, and the API refuses the
    cluster, or the update of one that runs. It is met when a production module is used for a test
    environment with smaller brokers.

    Turn it off for the small sizes, or choose a larger one. Below these sizes the volume still has
    a throughput of its own, only none that can be chosen.

    ```diff
     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         instance_type = "kafka.m5.large"
         storage_info {
           ebs_storage_info {
             volume_size = 1000
             provisioned_throughput {
    -          enabled = true
    +          enabled = false
             }
           }
         }
       }
     }
    ```

    Source: Developer Guide, "Manage storage throughput for Standard brokers",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-provision-throughput-management.html.
    """

    def lacks(name: str) -> Tri:
        known = ctx.facts.broker_size(name)
        return Tri.of(known.throughput_max is None) if known else UNKNOWN

    enabled, size = cluster.storage.throughput_enabled, cluster.brokers.size
    unable = answers(lacks, size, why=f"{size} is no broker size that the facts know")
    yield violates(
        enabled,
        when=enabled.equals(True) & cluster.is_standard & unable,
        message=f"{cluster.address}: storage throughput is provisioned, which {size} brokers "
        "do not offer; larger ones do",
        related=[size],
    )
