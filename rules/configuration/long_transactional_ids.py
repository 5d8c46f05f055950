from mskguard.rule import Configuration, Context, Level, Verdicts, rule, violates, whole

KEY = "transactional.id.expiration.ms"


@rule(severity=Level.LOW, kind="advice")
def long_transactional_ids(configuration: Configuration, ctx: Context) -> Verdicts:
    """Brokers remember transactional ids for a week or longer after their last use.

    Each id that a transactional producer ever used is held in the brokers' memory until it expires.
    Producers that make up a new id at each start, as stream processors and functions do, leave
    thousands of them, and heap after garbage collection creeps up until a broker runs out of it.
    Seven days is Kafka's default; somebody wrote it down, or more.

    Write less, a day for instance, where producers come and go. It has to be longer than any
    producer pauses between two transactions.

    ```diff
     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
    -    transactional.id.expiration.ms = 604800000
    +    transactional.id.expiration.ms = 86400000
       EOT
     }
    ```

    Source: Developer Guide, "Best practices for Standard brokers", on Apache Kafka memory,
    https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html.
    """
    value, long = configuration.property(KEY), ctx.facts.limit("transactional_id_expiration_long")
    yield violates(
        value,
        when=value.satisfies(lambda it: (whole(it) or 0) >= long),
        message=f"{configuration.address}: {KEY} is {value}, so that ids of producers that are "
        "gone stay in memory for a week or more",
    )
