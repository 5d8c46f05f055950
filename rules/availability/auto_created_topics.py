from mskguard.rule import Configuration, Level, Verdicts, rule, violates

KEY = "auto.create.topics.enable"


@rule(severity=Level.LOW, kind="practice")
def auto_created_topics(configuration: Configuration) -> Verdicts:
    """A topic comes into being as soon as somebody writes to its name, or reads from it.

    A misspelt topic name is then no error but a new topic, with the brokers' default partitions and
    replicas, and records go where no consumer looks. A topic that was deleted is back with the next
    client that still asks for it. Each such partition counts towards the number that a broker can
    carry, and none of them is in anybody's code.

    Write false, which is MSK's default, and declare topics. Kafka Streams and Connect make theirs
    by themselves, whatever this says.

    ```diff
     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
    -    auto.create.topics.enable = true
    +    auto.create.topics.enable = false
       EOT
     }
    ```

    Source: Developer Guide, "Default MSK configuration",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-default-configuration.html.
    """
    value = configuration.property(KEY)
    yield violates(
        value,
        when=value.satisfies(lambda it: it.strip().lower() == "true"),
        message=f"{configuration.address}: {KEY} is true, so that a misspelt name makes a topic; "
        "false is MSK's default",
        fix=value.set("false"),
    )
