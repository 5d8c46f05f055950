from mskguard.rule import (
    NO,
    UNKNOWN,
    YES,
    Cluster,
    Configuration,
    Context,
    Level,
    Tri,
    Unknown,
    Verdicts,
    holds,
    rule,
    threads,
    violates,
    whole,
)


@rule(severity=Level.MEDIUM, kind="practice")
def network_threads_outrun_io(configuration: Configuration, ctx: Context) -> Verdicts:
    """There are more threads for the network, and no more for the requests that they take in.

    Network threads put requests into a queue that the threads of num.io.threads empty. With more of
    the first alone the queue is full sooner: requests time out, clients try again, and that makes
    more of them. AWS warns of it in so many words.

    Raise num.io.threads first: to the number of vCPUs, and num.network.threads to half of it. The
    defaults are 8 and 5; with tiered storage they grow with the size of the brokers, and the
    configuration is held against those of the clusters that use it.

    ```diff
     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
    -    num.io.threads = 8
    +    num.io.threads = 16
         num.network.threads = 16
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
    network, io = configuration.property(threads.NETWORK), configuration.property(threads.IO)
    if network.given is NO:
        return

    def outruns(cluster: Cluster) -> Tri:
        raised = threads.default_threads(ctx, cluster, threads.NETWORK)
        enough = threads.default_threads(ctx, cluster, threads.IO)
        if raised is None or enough is None:
            return _unsettled(cluster)
        more = network.satisfies(lambda it: (whole(it) or 0) > raised)
        kept = YES if io.given is NO else holds(lambda it: (whole(it) or 0) <= enough, io)
        return more & kept

    users = ctx.users(configuration)
    if not users.nodes:
        return
    yield violates(
        network if io.given is NO else io,
        when=users.some(outruns),
        message=f"{configuration.address}: {threads.NETWORK} is raised to {network}, and "
        f"{threads.IO} {'is not written' if io.given is NO else f'is {io} only'}",
        related=[network, *users.nodes],
    )


def _unsettled(cluster: Cluster) -> Tri:
    """The answer where MSK's defaults are not known; Express brokers have threads of their own."""
    if cluster.is_express is YES:
        return NO
    Unknown[str](cluster.brokers.size.span, "what MSK sets on these brokers is not known").now()
    return UNKNOWN
