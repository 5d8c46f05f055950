from mskguard.rule import NO, Cluster, Context, Level, Verdicts, rule, violates


@rule(severity=Level.LOW, kind="practice")
def monitoring_port_closed(cluster: Cluster, ctx: Context) -> Verdicts:
    """Open monitoring is on, and the security groups let nobody in to read it.

    The exporters answer on each broker, 11001 for JMX and 11002 for the node, and only to those
    whom the brokers' security groups let in. Prometheus shows the targets as down, and the alerts
    that are made of their metrics never fire: the gap is found in the incident that they were for.

    Let Prometheus in by the ports of the exporters that are on. It is judged only where all rules
    of the groups are known.

    ```diff
     resource "aws_security_group" "brokers" {
       ingress {
         protocol    = "tcp"
         from_port   = 9092
         to_port     = 9098
         cidr_blocks = ["10.0.0.0/16"]
       }
     }

     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         security_groups = [aws_security_group.brokers.id]
       }
       open_monitoring {
         prometheus {
           jmx_exporter {
    -        enabled_in_broker = true
    +        enabled_in_broker = false
           }
         }
       }
     }
    ```

    Source: Developer Guide, "Monitor an MSK Provisioned cluster with Prometheus",
    https://docs.aws.amazon.com/msk/latest/developerguide/open-monitoring.html.
    """
    own = cluster.brokers.security_groups
    if own.satisfies(bool) is NO or ctx.reach.is_foreign(cluster, own):
        return
    groups = ctx.reach.groups(cluster, own)
    exporters = {
        "jmx-exporter": cluster.monitoring.jmx_exporter,
        "node-exporter": cluster.monitoring.node_exporter,
    }
    for name, enabled in exporters.items():
        port = ctx.facts.ports[name].first
        yield violates(
            enabled,
            when=enabled.equals(True) & ~ctx.reach.opens(groups, port),
            message=f"{cluster.address}: an exporter is on, and its security groups let nobody in "
            f"by port {port}",
            related=groups.nodes,
            about=name,
        )
