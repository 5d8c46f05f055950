from mskguard.rule import Configuration, Level, Verdicts, holds, rule, violates, whole

LEAST = "group.min.session.timeout.ms"
MOST = "group.max.session.timeout.ms"


@rule(severity=Level.HIGH, kind="constraint")
def inverted_session_timeouts(configuration: Configuration) -> Verdicts:
    """The least session timeout of consumers is above the greatest.

    A broker takes a consumer into a group where its session.timeout.ms lies between the two. With
    the bounds the wrong way round no timeout does: Kafka refuses such a configuration, and brokers
    that had it would turn every consumer away with InvalidSessionTimeout.

    Write the smaller number as group.min.session.timeout.ms. Kafka's own bounds are 6 seconds and
    30 minutes.

    ```diff
     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
    -    group.min.session.timeout.ms = 60000
    +    group.min.session.timeout.ms = 6000
         group.max.session.timeout.ms = 30000
       EOT
     }
    ```

    Source: Apache Kafka documentation, "Broker Configs",
    https://kafka.apache.org/39/documentation.html#brokerconfigs.
    """
    least, most = configuration.property(LEAST), configuration.property(MOST)
    yield violates(
        least,
        when=holds(_is_above, least, most),
        message=f"{configuration.address}: {LEAST} ({least}) is above {MOST} ({most})",
        related=[most],
    )


def _is_above(least: str, most: str) -> bool:
    low, high = whole(least), whole(most)
    return low is not None and high is not None and low > high
