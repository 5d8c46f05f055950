from mskguard.rule import (
    Absent,
    Cluster,
    Dialect,
    Known,
    Level,
    Standing,
    Tri,
    Verdicts,
    rule,
    violates,
)


@rule(severity=Level.LOW, kind="practice")
def default_security_group(cluster: Cluster) -> Verdicts:
    """No security group is given, so the brokers get the VPC's default group.

    The default group lets all of its members in to each other, by every port. Whatever is started
    in the VPC without a group of its own is a member: it reaches the brokers, ZooKeeper and the
    exporters. And who may come in to Kafka is then changed by a rule that somebody adds for
    another service, since the group belongs to nobody.

    Give the brokers a group of their own and let clients in by it. The groups of a cluster cannot
    be changed later but by hand on every network interface: choose them at the start.

    ```diff cloudformation
     Resources:
       Events:
         Type: AWS::MSK::Cluster
         Properties:
           ClusterName: events
           KafkaVersion: 3.9.x
           NumberOfBrokerNodes: 3
           BrokerNodeGroupInfo:
             InstanceType: kafka.m7g.large
             ClientSubnets: [subnet-1, subnet-2, subnet-3]
    -        SecurityGroups: []
    +        SecurityGroups: [sg-1]
    ```

    Terraform's provider asks for the argument, but takes an empty list:

    ```diff
     resource "aws_msk_cluster" "events" {
       broker_node_group_info {
    -    security_groups = []
    +    security_groups = [aws_security_group.brokers.id]
       }
     }
    ```

    Source: Developer Guide, "Create an MSK Provisioned cluster",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-create-cluster.html.
    """
    groups = cluster.brokers.security_groups
    now = groups.now()
    unsaid = cluster.unit.dialect is Dialect.TERRAFORM or cluster.standing is Standing.CHANGED
    if isinstance(now, Absent) and unsaid:
        return
    missing = isinstance(now, Absent) or (isinstance(now, Known) and not now.it)
    yield violates(
        groups,
        when=Tri.of(missing) if isinstance(now, (Absent, Known)) else Tri.UNKNOWN,
        message=f"{cluster.address}: no security group is given, the VPC's default group is used",
    )
