from mskguard.rule import NO, YES, Cluster, Context, Level, Verdicts, rule, threads, violates


@rule(severity=Level.LOW, kind="practice")
def fetchers_do_not_match_throughput(cluster: Cluster, ctx: Context) -> Verdicts:
    """Storage throughput is paid for, and the replicas are fetched too slowly to use it.

    Provisioned throughput alone changes little: the followers copy with num.replica.fetchers
    threads, 2 by default, and what they do not ask for is not written. The guide says that both
    have to be changed before the throughput is seen. Until then the volumes cost more and a broker
    that comes back takes as long as before to catch up.

    Set num.replica.fetchers to what the guide suggests for the size; it does so for M5 from 4xlarge
    on, and for no M7g. The figures are for guidance: where replication after the loss of a volume
    drowns the clients, the guide advises to go back to 2. Turn provisioned throughput off then too.

    ```diff
     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
         num.io.threads = 32
    -    num.replica.fetchers = 2
    +    num.replica.fetchers = 8
       EOT
     }

     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         instance_type = "kafka.m5.8xlarge"
         storage_info {
           ebs_storage_info {
             volume_size = 4000
             provisioned_throughput {
               enabled           = true
               volume_throughput = 600
             }
           }
         }
       }
       configuration_info {
         arn      = aws_msk_configuration.events.arn
         revision = aws_msk_configuration.events.latest_revision
       }
     }
    ```

    Source: Developer Guide, "Manage storage throughput for Standard brokers",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-provision-throughput-management.html.
    """
    size, enabled = cluster.brokers.size, cluster.storage.throughput_enabled
    advised = ctx.facts.tuning(size.otherwise(""))
    least = advised.fetchers if advised else None
    if least is None or enabled.equals(True) is NO:
        return
    value = threads.threads(ctx, cluster, threads.FETCHERS)
    yield violates(
        value if value.given is YES else enabled,
        when=enabled.equals(True) & value.satisfies(lambda it: threads.is_below(it, least)),
        message=f"{cluster.address}: {threads.FETCHERS} is {value}, with provisioned throughput "
        f"AWS suggests {least} for {size}",
        related=[enabled, size],
        fix=value.set(str(least)) if value.given is YES else None,
    )
