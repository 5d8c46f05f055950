from mskguard.rule import Connector, Context, Level, Verdicts, answers, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def unsupported_connect_version(connector: Connector, ctx: Context) -> Verdicts:
    """The version of Kafka Connect is not one that MSK Connect runs.

    MSK Connect has versions of its own, fewer than MSK has of Kafka; the cluster's version is none
    of them. A wrong one is refused when the connector is created, after the plugin was uploaded and
    the roles were made. The guide of 2024 knew 2.7.1 alone.

    ```diff
     resource "aws_mskconnect_connector" "orders" {
    -  kafkaconnect_version = "3.6.0"
    +  kafkaconnect_version = "3.7.x"
     }
    ```

    Source: Developer Guide, "Understand MSK Connect",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect.html.
    """
    version = connector.connect_version
    offered = ", ".join(ctx.facts.connect.versions)
    yield violates(
        version,
        when=answers(
            lambda it: ~ctx.facts.connect.offers(it),
            version,
            why=f"{version} looks newer than the facts of {ctx.facts.day_of('connect_versions')}",
        ),
        message=f"{connector.address}: kafkaconnect_version is {version}, MSK Connect runs "
        f"{offered}",
    )
