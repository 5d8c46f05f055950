from mskguard.rule import Cluster, Context, Level, Verdicts, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def volume_size_out_of_range(cluster: Cluster, ctx: Context) -> Verdicts:
    """The brokers' volumes are smaller or larger than MSK makes them.

    A volume has 1 to 16384 GiB. The provider checks it as the API does, but a template's schema is
    read only when the stack is made, and a size in the wrong unit (16 for TiB, 1000000 for MiB) is
    wrong on both sides of the range. The size can only be raised later, never lowered, and the next
    change has to wait for hours, so a slip here is one to live with.

    Write the size of each broker's volume in GiB. What does not fit on the largest volumes needs
    more brokers, or tiered storage.

    ```diff
     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         instance_type = "kafka.m7g.large"
         storage_info {
           ebs_storage_info {
    -        volume_size = 20000
    +        volume_size = 16384
           }
         }
       }
     }
    ```

    Source: Developer Guide, "Amazon MSK quota",
    https://docs.aws.amazon.com/msk/latest/developerguide/limits.html.
    """
    size = cluster.storage.volume_size
    least, most = ctx.facts.limit("volume_minimum"), ctx.facts.limit("volume_maximum")
    yield violates(
        size,
        when=size.satisfies(lambda it: not least <= it <= most),
        message=f"{cluster.address}: volume_size is {size} GiB, MSK takes {least} to {most}",
    )
