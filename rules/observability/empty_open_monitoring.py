from mskguard.rule import (
    NO,
    YES,
    Cluster,
    Known,
    Level,
    Origin,
    Standing,
    Tri,
    Unknown,
    Value,
    Verdicts,
    rule,
    violates,
)


@rule(severity=Level.HIGH, kind="constraint")
def empty_open_monitoring(cluster: Cluster) -> Verdicts:
    """Open monitoring is asked for with both of its exporters off.

    Prometheus reads the JMX exporter, for Kafka's own metrics, and the node exporter, for CPU and
    disks. The guide says of both the creation and the update that the two cannot be off at the same
    time where open monitoring is given, so there is nothing that such a block could be for.

    Turn on one of them, or take the block out. A module that passes both on as switches is not
    certain to fail, since such modules are applied with both off: there the answer stays open. What
    AWS itself answers lists both as off where there is no open monitoring, and is not meant.

    ```diff no-fix
     resource "aws_msk_cluster" "events" {
       open_monitoring {
         prometheus {
           jmx_exporter {
    -        enabled_in_broker = false
    +        enabled_in_broker = true
           }
           node_exporter {
             enabled_in_broker = false
           }
         }
       }
     }
    ```

    Source: Developer Guide, "Monitor with Prometheus",
    https://docs.aws.amazon.com/msk/latest/developerguide/open-monitoring.html.
    """
    if cluster.standing is Standing.OBSERVED:
        return
    jmx, node = cluster.monitoring.jmx_exporter, cluster.monitoring.node_exporter
    off = jmx.equals(False) & node.equals(False) & (jmx.given | node.given)
    yield violates(
        node if jmx.given is NO else jmx,
        when=off & (YES if off is NO else _both_written(jmx, node)),
        message=f"{cluster.address}: open monitoring is given and both exporters are off, one of "
        "them is to be on",
        related=[node],
    )


def _both_written(*exporters: Value[bool]) -> Tri:
    """Whether the values stand in the block itself, and are no switches of a module."""
    for exporter in exporters:
        now = exporter.now()
        if isinstance(now, Known) and now.origin is Origin.RESOLVED:
            why = "modules that pass this on as a switch are applied with both exporters off"
            return Unknown[bool](now.span, why).equals(True)
    return YES
