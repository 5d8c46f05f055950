from mskguard.rule import KafkaAcl, Level, Verdicts, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def acl_on_cluster_action(acl: KafkaAcl) -> Verdicts:
    """A Kafka ACL speaks of ClusterAction, the operation by which brokers work with each other.

    Leader elections, replication and controlled shutdown are cluster actions that brokers ask of
    brokers. Once an ACL for ClusterAction is there, only the principals in it may do them. The
    brokers of MSK are seldom among these, and partitions then fall out of sync one after another:
    the cluster keeps serving until the next restart, and then elects no leaders.

    Take the ACL away. Clients never need ClusterAction: administrators want Alter, Describe or
    AlterConfigs on the cluster.

    ```diff
     resource "kafka_acl" "operator" {
       resource_name       = "kafka-cluster"
       resource_type       = "Cluster"
       acl_principal       = "User:operator"
       acl_host            = "*"
    -  acl_operation       = "ClusterAction"
    +  acl_operation       = "Describe"
       acl_permission_type = "Allow"
     }
    ```

    Source: Developer Guide, "Troubleshoot your Amazon MSK cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/troubleshooting.html.
    """
    yield violates(
        acl.operation,
        when=acl.operation.satisfies(lambda it: it.replace("_", "").lower() == "clusteraction"),
        message=f"{acl.address}: the operation is {acl.operation}, which brokers alone ask for",
    )
