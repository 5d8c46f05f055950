from mskguard.rule import (
    NO,
    YES,
    Cluster,
    Configuration,
    Context,
    Level,
    Tri,
    Verdicts,
    answers,
    rule,
    some,
    violates,
    whole,
)

KEY = "num.recovery.threads.per.data.dir"
TWO_BY_DEFAULT = "4.0.0"


@rule(severity=Level.LOW, kind="advice")
def slow_log_recovery(configuration: Configuration, ctx: Context) -> Verdicts:
    """A broker that went down hard reads its logs back with a single thread.

    After an unclean shutdown a broker checks every segment that it had open before it answers
    again. By default one thread does that (two since Kafka 4.0, by KIP-1030), and with thousands of
    partitions it takes hours, in which the others carry its load and nothing else may fail. All MSK
    brokers have two vCPUs or more.

    Set num.recovery.threads.per.data.dir to the number of vCPUs; the threads live only while the
    broker starts and stops. Express brokers have it set for them.

    ```diff
     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
         auto.create.topics.enable = false
    -    num.recovery.threads.per.data.dir = 1
    +    num.recovery.threads.per.data.dir = 2
       EOT
     }

     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         instance_type = "kafka.m7g.large"
       }
       configuration_info {
         arn      = aws_msk_configuration.events.arn
         revision = aws_msk_configuration.events.latest_revision
       }
     }
    ```

    Source: Developer Guide, "Best practices for Standard brokers",
    https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html.
    """
    value, users = configuration.property(KEY), ctx.users(configuration).nodes
    if ctx.is_for_express(configuration):
        return
    standard = [one for one in users if one.is_standard is YES]
    sizes = {_vcpus(ctx, one) for one in standard}
    right = sizes.pop() if len(sizes) == 1 else None
    written = value.given is not NO
    yield violates(
        value if written else configuration,
        when=value.satisfies(lambda it: whole(it) == 1)
        if written
        else some(*(_has_one_by_default(ctx, one) for one in standard)),
        message=f"{configuration.address}: {KEY} is {value if written else 'left at 1'}, and its "
        f"brokers have {right or 'two or more'} vCPUs",
        fix=value.set(str(right)) if right and written else None,
    )


def _has_one_by_default(ctx: Context, cluster: Cluster) -> Tri:
    return answers(
        lambda version: ctx.facts.is_older_kafka(version, TWO_BY_DEFAULT),
        cluster.kafka_version,
        why=f"whether {cluster.kafka_version} comes before Kafka {TWO_BY_DEFAULT} is not known",
    )


def _vcpus(ctx: Context, cluster: Cluster) -> int | None:
    found = ctx.facts.broker_size(cluster.brokers.size.otherwise(""))
    return found.vcpu if found else None
