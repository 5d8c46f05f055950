from mskguard.rule import NO, YES, Cluster, Context, Level, Verdicts, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def uncreatable_kafka_version(cluster: Cluster, ctx: Context) -> Verdicts:
    """A new cluster is to be made with a Kafka version that MSK makes none with any more.

    Clusters with an old version live on, and their declarations with them; a new cluster from the
    same declaration, in a new region or after a loss, is refused. That is known of 1.1.1 and 2.4.1.
    Of the others MSK phases creation out once their support has ended, so that it may or may not
    work today: that is reported as medium.

    Write a supported version before the plan is applied. HCL and templates do not say whether the
    cluster exists; there the answer stays open, and a plan gives it.

    ```diff aws-cli
     {
       "ClusterName": "events",
    -  "KafkaVersion": "2.4.1",
    +  "KafkaVersion": "3.9.x",
       "NumberOfBrokerNodes": 3,
       "BrokerNodeGroupInfo": {
         "InstanceType": "kafka.m5.large",
         "ClientSubnets": ["subnet-0a", "subnet-0b", "subnet-0c"]
    ? -- a request has no unknowns
       }
     }
    ```

    Source: Developer Guide, "Amazon MSK version support policy",
    https://docs.aws.amazon.com/msk/latest/developerguide/version-support.html.
    """
    version, facts = cluster.kafka_version, ctx.facts
    ended = version.satisfies(facts.makes_no_more)
    old = version.satisfies(lambda it: (facts.end_of_support(it) or ctx.as_of) < ctx.as_of)
    created = cluster.is_new
    if YES not in (ended, old, created) or (ended is NO and old is NO):
        return
    yield violates(
        version,
        when=created & (ended | old),
        message=f"{cluster.address}: "
        + (
            f"MSK makes no new clusters with Kafka {version}"
            if ended is YES
            else f"MSK phases out new clusters with Kafka {version}, whose support has ended"
        ),
        severity=Level.HIGH if ended is YES else Level.MEDIUM,
    )
