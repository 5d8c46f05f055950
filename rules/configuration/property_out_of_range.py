from mskguard.rule import Configuration, Context, Level, Verdicts, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def property_out_of_range(configuration: Configuration, ctx: Context) -> Verdicts:
    """A broker property has a value of the wrong type, or one outside its range.

    MSK reads the values when the configuration is made and refuses all of it for one that is no
    number, no true or false, none of the words that the property knows, or too small or too large:
    replica.lag.time.max.ms lies between 10 and 30 seconds, ZooKeeper's timeouts between 6 and 18. A
    unit is never written along: 1h is no number of milliseconds. What MSK lets pass stops the
    brokers at their next restart, which is worse.

    Write a value within the range. Where MSK states none, Kafka's own is taken.

    ```diff
     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
    -    replica.lag.time.max.ms = 45000
    +    replica.lag.time.max.ms = 30000
       EOT
     }
    ```

    ```diff
     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
    -    log.cleanup.policy = compaction
    +    log.cleanup.policy = compact
       EOT
     }
    ```

    Source: Developer Guide, "Custom MSK configurations",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-configuration-properties.html.
    """
    for line in configuration.properties.otherwise(()):
        known = ctx.facts.broker_property(line.key)
        if known is None or not known.configurable or line.fault:
            continue
        yield violates(
            line.value,
            when=~line.value.satisfies(known.accepts),
            message=f"{configuration.address}: {line.key} is {line.value}, it takes "
            f"{known.accepted}",
            about=line.key,
        )
