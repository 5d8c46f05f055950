from mskguard.rule import Cluster, Context, Known, Level, Tri, Verdicts, rule, sizing, violates


@rule(severity=Level.MEDIUM, kind="practice")
def undersized_for_workload(cluster: Cluster, ctx: Context) -> Verdicts:
    """The brokers do not sustain the load that is declared for the cluster.

    Brokers that take in more than they sustain do not refuse it: their volumes' and networks' burst
    credits carry them for a while, then latencies rise all at once, replicas fall out of sync, and
    with acks=all the producers stop. Volumes that are too small for the retention fill up, and a
    full broker goes offline. Both happen at the peak, not when the cluster is set up.

    The load is what `[workload]` of the configuration says: ingress and egress (or fan-out) in
    MB/s, retention, replication, partitions and growth, for all clusters or by name. Without it
    nothing is judged. What brokers sustain is AWS's own figure for Express; for Standard it is
    AWS's sizing formula, which the guide confirms in one point only. `mskguard size` shows every
    figure with its formula, and the smallest brokers that would do. kafka.t3.small has no figure.

    ```diff
     # file: mskguard.toml
     [workload]
     ingress = 60
     fan-out = 2
     # file: main.tf
     resource "aws_msk_cluster" "events" {
       cluster_name           = "events"
       number_of_broker_nodes = 3
       broker_node_group_info {
    -    instance_type = "kafka.m7g.large"
    +    instance_type = "kafka.m7g.2xlarge"
       }
     }
    ```

    Source: Developer Guide, "Best practices for Standard brokers",
    https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html.
    """
    name = cluster.name.now()
    workload = ctx.workloads.of(name.it if isinstance(name, Known) else None)
    if workload is None:
        return
    size, count = cluster.brokers.size.now(), cluster.brokers.count.now()
    if not isinstance(size, Known) or not isinstance(count, Known):
        yield violates(cluster.brokers.size, when=Tri.UNKNOWN, message=f"{cluster.address}: sized")
        return
    volume, throughput = cluster.storage.volume_size.now(), cluster.storage.throughput.now()
    brokers = sizing.Brokers(
        size.it,
        count.it,
        volume.it if isinstance(volume, Known) else None,
        throughput.it if isinstance(throughput, Known) else None,
    )
    for one in sizing.measures(workload, brokers, ctx.facts):
        place = cluster.storage.volume_size if one.name == "storage" else cluster.brokers.size
        yield violates(
            place,
            when=Tri.of(one.share > 1),
            message=f"{cluster.address}: the declared workload asks each broker for "
            f"{one.needed:.4g} {one.unit} of {one.name}, {brokers.size} sustains "
            f"{one.sustained:.4g}",
            related=[cluster.brokers.count],
            about=one.name,
        )
