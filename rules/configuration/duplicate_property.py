from mskguard.rule import YES, Configuration, Level, Property, Verdicts, rule, violates


@rule(severity=Level.MEDIUM, kind="practice")
def duplicate_property(configuration: Configuration) -> Verdicts:
    """A property is written twice, and only its last line counts.

    Kafka reads server.properties from top to bottom and keeps the last value of a key. Whoever
    finds the first line and changes it changes nothing: a retention that was raised in an incident
    stays what it was, and the records are deleted all the same. Twice is what merges and templates
    that append defaults leave behind.

    Keep one of the lines.

    ```diff
     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
         log.retention.hours = 168
         num.partitions = 6
    -    log.retention.hours = 24
    ?    ${var.mystery} = 24
       EOT
     }
    ```

    ```diff properties
     log.retention.hours = 168
     num.partitions = 6
    -log.retention.hours = 24
    ? -- a file of Kafka's has no unknowns
    ```

    Source: Java SE documentation, "Properties.load",
    https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/Properties.html.
    """
    written = configuration.properties
    unread = f"{configuration.address}: a part of server_properties is unknown"
    yield violates(written, when=written.satisfies(lambda _: False), message=unread)
    for _, gap in written.map(lambda it: it.gaps).otherwise(()):
        yield violates(gap, when=gap.satisfies(lambda _: False), message=unread)
    seen: dict[str, Property] = {}
    for line in written.otherwise(()):
        if line.key in seen:
            yield violates(
                line,
                when=YES,
                message=f"{configuration.address}: {line.key} is written twice, and only the last "
                f"line counts ({line.value})",
                related=[seen[line.key]],
                about=line.key,
            )
        seen[line.key] = line
