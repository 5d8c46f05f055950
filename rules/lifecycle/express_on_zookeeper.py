from mskguard.rule import NO, YES, Cluster, Context, Level, Verdicts, holds, rule, violates

KRAFT = ".kraft"


@rule(severity=Level.HIGH, kind="constraint")
def express_on_zookeeper(cluster: Cluster, ctx: Context) -> Verdicts:
    """Express brokers are to run with ZooKeeper a Kafka version that they run with KRaft only.

    Up to 3.8.x Express brokers keep their metadata in ZooKeeper, from 3.9 on in KRaft. The names of
    the two variants differ by their ending, and the shorter one is what Standard clusters have had
    for years, so it is copied. AWS answers "Express instance types are not supported for Kafka
    version 3.9.x.", after the plan has passed.

    Add .kraft to the version. Of other versions that Express brokers do not run,
    broker-size-needs-newer-kafka speaks.

    ```diff
     resource "aws_msk_cluster" "events" {
    -  kafka_version = "3.9.x"
    +  kafka_version = "3.9.x.kraft"
       broker_node_group_info {
         instance_type = "express.m7g.large"
       }
     }
    ```

    Source: Developer Guide, "Amazon MSK Express brokers",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-broker-types-express.html.
    """
    version, size = cluster.kafka_version, cluster.brokers.size
    yield violates(
        version,
        when=holds(lambda text, _: _runs_on_kraft_only(ctx, text), version, size)
        & cluster.is_express,
        message=f"{cluster.address}: Express brokers do not run Kafka {version}, they do run "
        f"{version}{KRAFT}",
        related=[size],
        fix=version.set(f"{version.otherwise('')}{KRAFT}"),
    )


def _runs_on_kraft_only(ctx: Context, text: str) -> bool:
    known, twin = ctx.facts.kafka_version(text), ctx.facts.kafka_version(text + KRAFT)
    return known is not None and known.express is NO and twin is not None and twin.express is YES
