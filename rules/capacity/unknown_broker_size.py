from mskguard.rule import Cluster, Context, Level, Verdicts, answers, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def unknown_broker_size(cluster: Cluster, ctx: Context) -> Verdicts:
    """The brokers are of a size that MSK does not offer.

    The provider passes any text on, so a slip shows only when AWS refuses the call, after the plan
    was approved. MSK has its own list: a family that EC2 has sold for years (m6g, r5, c5) is not
    on it, and the prefix belongs to the name, kafka. for Standard and express. for Express brokers.

    Write a size of the list. The Developer Guide of 2024 knew t3, m5 and m7g; Express brokers came
    later that year. A size of a newer generation than the facts know is undetermined, not wrong.

    ```diff
     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
    -    instance_type = "kafka.m5.lage"
    +    instance_type = "kafka.m5.large"
       }
     }
    ```

    Source: Developer Guide, "Amazon MSK broker sizes",
    https://docs.aws.amazon.com/msk/latest/developerguide/broker-instance-sizes.html.
    """
    size = cluster.brokers.size
    nearest = ctx.facts.nearest_broker_size(size.otherwise(""))
    yield violates(
        size,
        when=answers(
            lambda name: ~ctx.facts.offers_broker_size(name),
            size,
            why=f"{size} looks newer than the facts of {ctx.facts.day_of('broker_sizes')}",
        ),
        message=f"{cluster.address}: {size} is no MSK broker size"
        + (f", the nearest is {nearest}" if nearest else ""),
    )
