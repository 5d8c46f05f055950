from mskguard.rule import Cluster, Context, Level, Verdicts, rule, violates


@rule(severity=Level.LOW, kind="practice", settings={"level": "PER_BROKER"})
def default_monitoring(cluster: Cluster, ctx: Context) -> Verdicts:
    """Enhanced monitoring is coarser than what an incident is looked into with.

    At the level DEFAULT CloudWatch has a few metrics for the cluster and its brokers. Which broker
    is out of memory, which topic fills the disk, whose consumers lag: that is told by the finer
    levels alone, from the minute on in which they are turned on, and not for the hour before.

    Choose PER_BROKER at least. The finer levels cost money for each metric. A team that wants
    another least level sets it as this rule's `level`: Security Hub, for one, asks for
    PER_TOPIC_PER_BROKER. MSK changes the level in place.

    ```diff
     resource "aws_msk_cluster" "events" {
    -  enhanced_monitoring = "DEFAULT"
    +  enhanced_monitoring = "PER_BROKER"
     }
    ```

    ```diff
     resource "aws_msk_cluster" "events" {
       cluster_name = "events"
    +  enhanced_monitoring = "PER_BROKER"
    ?  enhanced_monitoring = var.mystery
     }
    ```

    In a template:

    ```diff cloudformation
     Resources:
       Events:
         Type: AWS::MSK::Cluster
         Properties:
           ClusterName: events
    +      EnhancedMonitoring: PER_BROKER
    ?      EnhancedMonitoring: !Ref Mystery
    ```

    Source: Developer Guide, "Monitor an Amazon MSK Provisioned cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/monitoring.html.
    Controls: Security Hub MSK.2, AWS Config msk-enhanced-monitoring-enabled,
    Prowler kafka_cluster_enhanced_monitoring_enabled.
    """
    level, least = cluster.monitoring.level, str(ctx.settings["level"])
    levels = ctx.facts.monitoring_levels
    coarser = levels[: levels.index(least)] if least in levels else levels[:1]
    yield violates(
        level,
        when=level.among(*coarser),
        message=f"{cluster.address}: enhanced monitoring is {level}, coarser than {least}",
        fix=level.set(least),
    )
