from mskguard.rule import Cluster, Context, Level, Verdicts, answers, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def unknown_kafka_version(cluster: Cluster, ctx: Context) -> Verdicts:
    """The Kafka version is none that MSK offers.

    MSK spells versions in its own way: up to 3.6.0 with every number, since 3.7 with an x in the
    place of the patch number, and since 4.0 always with .kraft. A version of Apache's download page
    is refused only when AWS is called, and as an in-place update it leaves the plan that everybody
    approved without its most important step.

    Write a version as MSK lists it. The guide of 2024 ended at 3.7.x; 3.8.x to 4.2.x.kraft came
    since. A version newer than the facts, in the right form, is undetermined. One that MSK offered
    once is known: unsupported-kafka-version speaks of it.

    ```diff
     resource "aws_msk_cluster" "events" {
    -  kafka_version = "3.9.0"
    +  kafka_version = "3.9.x"
     }
    ```

    Source: Developer Guide, "Supported Apache Kafka versions",
    https://docs.aws.amazon.com/msk/latest/developerguide/supported-kafka-versions.html.
    """
    version = cluster.kafka_version
    nearest = ctx.facts.nearest_kafka_version(version.otherwise(""))
    yield violates(
        version,
        when=answers(
            lambda text: ~ctx.facts.offers_kafka_version(text),
            version,
            why=f"{version} looks newer than the facts of {ctx.facts.day_of('kafka_versions')}",
        ),
        message=f"{cluster.address}: {version} is no Kafka version of MSK"
        + (f", the nearest is {nearest}" if nearest else ""),
    )
