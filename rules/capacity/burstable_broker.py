from mskguard.rule import Cluster, Context, Level, Verdicts, rule, violates

BURSTABLE = "t"
"""How EC2 begins the names of families whose CPU lives on credits."""


@rule(severity=Level.MEDIUM, kind="practice")
def burstable_broker(cluster: Cluster, ctx: Context) -> Verdicts:
    """The brokers' CPU lives on credits that run out.

    A kafka.t3.small has its full CPU only for as long as it has credits; in steady traffic they are
    gone within hours, and from then on it works at a fraction. It takes 4 new IAM connections a
    second, 300 partitions, and has no tiered storage, multi-VPC connectivity or replicator. A
    restart of all clients after an incident is what it cannot do.

    It is meant for development and tests; choose kafka.m7g.large or larger for what matters, and
    ignore this finding where the cluster is no such thing. Where it stays, watch CPUCreditBalance.

    ```diff
     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
    -    instance_type = "kafka.t3.small"
    +    instance_type = "kafka.m7g.large"
       }
     }
    ```

    Source: Developer Guide, "Amazon MSK broker sizes",
    https://docs.aws.amazon.com/msk/latest/developerguide/broker-instance-sizes.html.
    """
    size = cluster.brokers.size

    def is_burstable(name: str) -> bool:
        known = ctx.facts.broker_size(name)
        return known is not None and known.family.startswith(BURSTABLE)

    yield violates(
        size,
        when=size.satisfies(is_burstable),
        message=f"{cluster.address}: {size} brokers have their full CPU for short bursts only",
    )
