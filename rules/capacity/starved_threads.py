from functools import partial

from mskguard.rule import NO, Cluster, Context, Level, Verdicts, rule, threads, violates


@rule(severity=Level.LOW, kind="practice")
def starved_threads(cluster: Cluster, ctx: Context) -> Verdicts:
    """Large brokers run with the few threads that small ones have by default.

    Without tiered storage MSK gives brokers of all sizes 8 threads for requests and 5 for the
    network. From 4xlarge on a broker has 16 vCPUs and more; most of what is paid for then waits
    while requests queue. Latency grows under load and the CPU looks idle, so that the brokers are
    made larger still.

    Set num.io.threads to the number of vCPUs and num.network.threads to half of it, the first of
    the two first. They are read at a restart, which MSK does broker by broker. With tiered storage
    the defaults grow with the size, and Express brokers have fixed ones.

    ```diff
     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
    -    num.io.threads = 8
    +    num.io.threads = 16
         num.network.threads = 8
       EOT
     }

     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         instance_type = "kafka.m7g.4xlarge"
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
    size = cluster.brokers.size
    advised = ctx.facts.tuning(size.otherwise(""))
    if advised is None:
        return
    for key, least in (
        (threads.IO, advised.io_threads),
        (threads.NETWORK, advised.network_threads),
    ):
        value = threads.threads(ctx, cluster, key)
        yield violates(
            threads.place_of(ctx, cluster, value),
            when=value.satisfies(partial(threads.is_below, least=least)),
            message=f"{cluster.address}: {key} is {value}, for {size} AWS recommends {least}",
            related=[size],
            fix=value.set(str(least)) if value.given is not NO else None,
            about=key,
        )
