from mskguard.rule import YES, Cluster, Context, Level, Verdicts, rule, violates


@rule(severity=Level.LOW, kind="advice")
def superseded_kafka_version(cluster: Cluster, ctx: Context) -> Verdicts:
    """The Kafka version is still supported, and older than the one that MSK recommends.

    MSK names one version as recommended: the one with the fixes, and the one that it promises the
    longest support for. Each that is older loses its support before, and an upgrade over several
    versions at once is the one that clients were not tested for. Now there is time to choose the
    hour.

    Upgrade to the recommended version when it suits. In place a cluster keeps to ZooKeeper or KRaft
    as it is, so it is held against the recommended version of its own kind, and against none where
    its brokers run none of that kind. In 2024 the recommended version was 3.5.1; today it is 3.9.x.
    Once its support has ended, unsupported-kafka-version speaks alone.

    ```diff
     resource "aws_msk_cluster" "events" {
    -  kafka_version = "3.8.x"
    +  kafka_version = "3.9.x"
       broker_node_group_info {
         instance_type = "kafka.m7g.large"
       }
     }
    ```

    Source: Developer Guide, "Supported Apache Kafka versions",
    https://docs.aws.amazon.com/msk/latest/developerguide/supported-kafka-versions.html.
    Controls: Prowler kafka_cluster_uses_latest_version.
    """
    version = cluster.kafka_version
    on_standard = version.satisfies(lambda it: _better(ctx, it, express=False) is not None)
    on_express = version.satisfies(lambda it: _better(ctx, it, express=True) is not None)
    behind = on_standard
    if on_standard is not on_express:
        behind = (cluster.is_standard & on_standard) | (cluster.is_express & on_express)
    better = _better(ctx, version.otherwise(""), cluster.is_express is YES)
    yield violates(
        version,
        when=behind,
        message=f"{cluster.address}: Kafka {version} is older than {better}, which MSK recommends",
    )


def _better(ctx: Context, text: str, express: bool) -> str | None:
    """The recommended version that a supported one is older than; None where there is none."""
    known = ctx.facts.kafka_version(text)
    if known is None or (known.end_of_support or ctx.as_of) < ctx.as_of:
        return None
    for one in ctx.facts.kafka_versions.values():
        runs = one.express if express else one.standard
        if one.recommended and one.metadata_mode is known.metadata_mode and runs is YES:
            return one.text if ctx.facts.is_older_kafka(text, one.text) is YES else None
    return None
