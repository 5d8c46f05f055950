from mskguard.rule import YES, Configuration, Level, Topic, Verdicts, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def malformed_properties(subject: Configuration | Topic) -> Verdicts:
    """Something stands among the properties that is none, or the whole text is in another format.

    A line of server.properties is a key, a separator and a value. A line without a separator sets
    the key to nothing, which no number and no switch is; an escape such as \\u without four digits
    cannot be read at all. MSK refuses the whole configuration for it. A topic's configs have a form
    of their own: the AWS provider takes a JSON object, CloudFormation and the API want a properties
    file in Base64.

    Complete the line or remove it; use jsonencode for a topic.

    ```diff
     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
         auto.create.topics.enable = false
    -    log.retention.hours
    +    log.retention.hours = 168
    ?    ${var.mystery}
       EOT
     }
    ```

    ```diff
     resource "aws_msk_topic" "payments" {
    -  configs = "retention.ms=86400000"
    +  configs = jsonencode({ "retention.ms" = "86400000" })
     }
    ```

    Source: API Reference, "Configurations",
    https://docs.aws.amazon.com/msk/1.0/apireference/configurations.html.
    """
    written = subject.properties
    unread = f"{subject.address}: a part of the properties is unknown"
    fault = written.map(lambda it: it.fault).otherwise("")
    yield violates(
        written,
        when=written.satisfies(lambda it: bool(it.fault)),
        message=f"{subject.address}: the text cannot be read as properties, {fault}",
    )
    for _, gap in written.map(lambda it: it.gaps).otherwise(()):
        yield violates(gap, when=gap.satisfies(lambda _: False), message=unread)
    for line in written.otherwise(()):
        if line.fault:
            yield violates(
                line,
                when=YES,
                message=f"{subject.address}: {line.span.shown} is no property, {line.fault}",
                about=line.key,
            )
