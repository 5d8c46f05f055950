from mskguard.rule import Context, Level, Verdicts, WorkerConfiguration, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def worker_without_converters(workers: WorkerConfiguration, ctx: Context) -> Verdicts:
    """A worker configuration does not say how keys and values are converted.

    Every worker configuration needs `key.converter` and `value.converter`, the rest is optional.
    MSK Connect refuses one without them; and since a worker configuration cannot be changed, the
    mistake stays in the account until the configuration is deleted.

    ```diff
     resource "aws_mskconnect_worker_configuration" "workers" {
       name                    = "workers"
       properties_file_content = <<-EOT
         key.converter=org.apache.kafka.connect.storage.StringConverter
    +    value.converter=org.apache.kafka.connect.storage.StringConverter
    ?    ${var.mystery}
       EOT
     }
    ```

    Source: Developer Guide, "Supported worker configuration properties",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-supported-worker-config-properties.html.
    """
    for key in ctx.facts.connect.required_properties:
        yield violates(
            workers,
            when=~workers.property(key).given,
            message=f"{workers.address}: the worker configuration has no {key}",
            about=key,
        )
