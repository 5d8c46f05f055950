from mskguard.rule import (
    NO,
    Context,
    Known,
    Level,
    Tri,
    Verdicts,
    WorkerConfiguration,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def unsupported_worker_property(workers: WorkerConfiguration, ctx: Context) -> Verdicts:
    """A worker configuration sets a property that MSK Connect does not let anyone set.

    MSK Connect runs the workers, so it keeps to itself how they find the cluster, sign in, talk to
    each other and store their state. Of the producer's and the consumer's own properties it takes a
    list. A configuration with any other is refused when it is created. The list of 2026 is longer
    than that of 2024 by producer.linger.ms and consumer.max.poll.interval.ms.

    Leave the property out. What concerns one connector alone can often be said in its own
    configuration, as producer.override or consumer.override.

    ```diff
     resource "aws_mskconnect_worker_configuration" "workers" {
       name                    = "workers"
       properties_file_content = <<-EOT
         key.converter=org.apache.kafka.connect.storage.StringConverter
         value.converter=org.apache.kafka.connect.storage.StringConverter
    -    group.id=orders
       EOT
     }
    ? -- the name of a property is not unknown where the line is there
    ```

    Source: Developer Guide, "Supported worker configuration properties",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-supported-worker-config-properties.html.
    """
    now = workers.properties.now()
    if not isinstance(now, Known):
        return
    for line in now.it:
        answer = Tri.of(not ctx.facts.connect.supports(line.key))
        if answer is not NO:
            yield violates(
                line,
                when=answer,
                message=f"{workers.address}: MSK Connect does not let a worker configuration set "
                f"{line.key}",
                about=line.key,
            )
