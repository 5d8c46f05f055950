from mskguard.rule import (
    UNKNOWN,
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
def throughput_out_of_range(cluster: Cluster, ctx: Context) -> Verdicts:
    """The provisioned storage throughput is below or above what the brokers can have.

    Provisioned throughput starts at a minimum that holds for all sizes and ends at a maximum that
    grows with the size. The provider checks only the widest range, so a figure that the size cannot
    have passes the plan and fails in the apply, while the brokers stay as slow as they were. With
    the switch on and no figure it is the minimum, which the guide gives as the default.

    Write a figure within the range of the size. Sizes that have no provisioned throughput at all
    are another rule's matter, throughput-on-small-broker.

    ```diff
     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         instance_type = "kafka.m5.4xlarge"
         storage_info {
           ebs_storage_info {
             volume_size = 1000
             provisioned_throughput {
               enabled           = true
    -          volume_throughput = 800
    +          volume_throughput = 500
             }
           }
         }
       }
     }
    ```

    Source: Developer Guide, "Manage storage throughput for Standard brokers",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-provision-throughput-management.html.
    """
    storage, size = cluster.storage, cluster.brokers.size
    figure = storage.throughput
    least = ctx.facts.limit("provisioned_throughput_minimum")
    known = ctx.facts.broker_size(size.otherwise(""))
    most = known.throughput_max if known else None

    def exceeds(throughput: int, name: str) -> Tri:
        found = ctx.facts.broker_size(name)
        if found is None:
            return UNKNOWN
        return Tri.of(found.throughput_max is not None and throughput > found.throughput_max)

    low = figure.satisfies(lambda it: it < least)
    high = answers(exceeds, figure, size, why=f"{size} is no broker size that the facts know")
    yield violates(
        figure,
        when=storage.throughput_enabled.equals(True) & (low | high),
        message=f"{cluster.address}: volume_throughput is {figure.otherwise('not given')}, "
        + (f"{size} takes {least} to {most} MiB/s" if most else f"the least is {least} MiB/s"),
        related=[size],
    )
