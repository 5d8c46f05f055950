from mskguard.rule import NO, Configuration, Level, Verdicts, rule, violates

UNITS = ("log.retention.ms", "log.retention.minutes", "log.retention.hours")
"""The smallest unit first: it is the one that counts."""


@rule(severity=Level.LOW, kind="practice")
def shadowed_retention(configuration: Configuration) -> Verdicts:
    """Retention is written in two units, and the larger unit has no effect.

    Where log.retention.ms is there, Kafka does not look at the minutes; where the minutes are, it
    does not look at the hours. The line that reads best is then the one that says nothing: raising
    log.retention.hours for a replay leaves the brokers deleting at the old hour.

    Keep one of the lines. On Express brokers it has to be log.retention.ms.

    ```diff
     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
         log.retention.ms = 604800000
    -    log.retention.hours = 336
    ?    ${var.mystery} = 336
       EOT
     }
    ```

    Source: Developer Guide, "Custom MSK configurations",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-configuration-properties.html.
    """
    for place, key in enumerate(UNITS):
        value = configuration.property(key)
        for smaller in UNITS[:place]:
            winner = configuration.property(smaller)
            both = value.given & winner.given
            if both is not NO:
                yield violates(
                    value,
                    when=both,
                    message=f"{configuration.address}: {key} ({value}) has no effect beside "
                    f"{smaller} ({winner})",
                    related=[winner],
                    about=key,
                )
                break
