from mskguard.rule import (
    NO,
    Cluster,
    Context,
    Level,
    Opening,
    Relation,
    SecurityGroup,
    Tri,
    Verdicts,
    rule,
    some,
    violates,
)


@rule(severity=Level.MEDIUM, kind="practice")
def zookeeper_open_to_clients(cluster: Cluster, ctx: Context) -> Verdicts:
    """The cluster's security group lets others than the brokers in to ZooKeeper.

    ZooKeeper keeps the ACLs, the configuration and the assignment of replicas of the whole cluster,
    and knows no user that MSK could check: who reaches 2181 or 2182 may rewrite them all, past
    every ACL and every IAM policy. Brokers and ZooKeeper nodes have the same security groups, so
    that a rule for all ports, written to let clients in to the brokers, opens ZooKeeper to them.

    Let clients in by the ports of their listeners. Tools that still need ZooKeeper get a group of
    their own, that is set on the ZooKeeper nodes' network interfaces alone. Clusters in KRaft mode
    have no ZooKeeper.

    ```diff
     resource "aws_security_group" "clients" {}

     resource "aws_security_group" "brokers" {
       ingress {
         protocol        = "tcp"
    -    from_port       = 2181
    +    from_port       = 9098
         to_port         = 9098
         security_groups = [aws_security_group.clients.id]
       }
     }

     resource "aws_msk_cluster" "events" {
       kafka_version = "3.9.x"
       broker_node_group_info {
         security_groups = [aws_security_group.brokers.id]
       }
     }
    ```

    Source: Developer Guide, "Controlling access to Apache ZooKeeper nodes in your Amazon MSK
    cluster", https://docs.aws.amazon.com/msk/latest/developerguide/zookeeper-security.html.
    """
    kept = ctx.reach.by_zookeeper(cluster)
    if kept is NO:
        return
    for group in ctx.graph.targets(cluster, Relation.GUARDED_BY, SecurityGroup).nodes:
        for opening in ctx.reach.openings(group).rules:
            yield violates(
                opening.ports,
                when=kept & _covers(ctx, opening) & ctx.reach.names_others(opening),
                message=f"{opening.at.address}: it lets others in to the ZooKeeper nodes of "
                f"{cluster.address}, let them in to the brokers' ports alone",
                related=[cluster.kafka_version],
                about=opening.at.instance,
            )


def _covers(ctx: Context, opening: Opening) -> Tri:
    ports = [port for port in ctx.facts.ports.values() if port.network == "zookeeper"]
    return some(*(ctx.reach.covers(opening, port.first, port.last) for port in ports))
