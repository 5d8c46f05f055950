from mskguard.rule import Cluster, Context, Level, Verdicts, rule, violates


@rule(severity=Level.MEDIUM, kind="practice")
def buggy_kafka_version(cluster: Cluster, ctx: Context) -> Verdicts:
    """The Kafka version has a fault that stops brokers or consumers.

    Two faults of Kafka have a place in MSK's own troubleshooting guide. With KAFKA-7697, in 2.1.0,
    the threads of a broker block each other for good: it answers nobody and does not restart. With
    KAFKA-9752, in 2.3.1 and 2.4.1, a consumer group stays in PreparingRebalance and nothing of it
    is read any more, until the broker that coordinates it is rebooted by hand.

    Upgrade; all of these are past their support as well. 2.4.1.1 was MSK's own repair of 2.4.1 and
    is not affected.

    ```diff
     resource "aws_msk_cluster" "events" {
    -  kafka_version = "2.3.1"
    +  kafka_version = "3.9.x"
     }
    ```

    Source: Developer Guide, "Troubleshoot your Amazon MSK cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/troubleshooting.html.
    """
    version = cluster.kafka_version
    known = ctx.facts.kafka_issue(version.otherwise(""))
    yield violates(
        version,
        when=version.satisfies(lambda it: ctx.facts.kafka_issue(it) is not None),
        message=f"{cluster.address}: Kafka {version} has "
        + (f"{known.issue}, by which {known.effect}" if known else "a known fault"),
    )
