from mskguard.rule import Cluster, Context, Level, Verdicts, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def throughput_on_small_volume(cluster: Cluster, ctx: Context) -> Verdicts:
    """Storage throughput is provisioned for volumes that are too small to have it.

    A volume takes provisioned throughput from 10 GiB on. A cluster with less is refused, although
    the plan passes. It meets test environments, whose volumes were made as small as can be with
    everything else copied from production.

    Give the volume 10 GiB or more, or leave provisioned throughput off: a volume of that size is
    full long before it is slow. Volumes can be enlarged later, and never made smaller.

    ```diff
     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         instance_type = "kafka.m5.4xlarge"
         storage_info {
           ebs_storage_info {
    -        volume_size = 5
    +        volume_size = 100
             provisioned_throughput {
               enabled           = true
               volume_throughput = 250
             }
           }
         }
       }
     }
    ```

    Source: Developer Guide, "Manage storage throughput for Standard brokers",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-provision-throughput-management.html.
    """
    size, enabled = cluster.storage.volume_size, cluster.storage.throughput_enabled
    least = ctx.facts.limit("provisioned_throughput_volume_minimum")
    yield violates(
        size,
        when=enabled.equals(True) & size.satisfies(lambda it: it < least),
        message=f"{cluster.address}: volume_size is {size} GiB, provisioned throughput takes "
        f"{least} and more",
        related=[enabled],
    )
