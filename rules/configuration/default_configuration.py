from mskguard.rule import NO, Cluster, Level, Verdicts, named, rule, violates


@rule(severity=Level.LOW, kind="advice")
def default_configuration(cluster: Cluster) -> Verdicts:
    """The cluster has no configuration of its own, and runs with MSK's defaults.

    MSK's defaults are not Kafka's. Without tiered storage unclean leader election is on, so that a
    lost zone may cost acknowledged records, and whoever is let in may use every topic that has no
    ACL. Nobody decided that, and nothing in the sources says so: the cluster looks as if there were
    nothing to know.

    Declare a configuration that says what is meant, if only those two. It can be given to a running
    cluster; the brokers restart one by one. On Express brokers unclean leader election is off, and
    they are not meant.

    ```diff
     resource "aws_msk_configuration" "events" {
       name              = "events"
       server_properties = <<-EOT
         unclean.leader.election.enable = false
         allow.everyone.if.no.acl.found = false
       EOT
     }

     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
         instance_type = "kafka.m7g.large"
       }
    +  configuration_info {
    +    arn      = aws_msk_configuration.events.arn
    +    revision = aws_msk_configuration.events.latest_revision
    +  }
    ?  configuration_info {
    ?    arn      = var.mystery
    ?    revision = 1
    ?  }
     }
    ```

    Source: Developer Guide, "Default MSK configuration",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-default-configuration.html.
    """
    arn = cluster.configuration.arn
    yield violates(
        arn,
        when=cluster.is_standard & ~named(arn),
        message=f"{cluster.address}: no configuration is given, so that MSK's defaults decide on "
        "unclean leader election and on topics without ACLs",
        related=[cluster.brokers.size] if cluster.brokers.size.given is not NO else [],
    )
