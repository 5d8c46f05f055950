from mskguard.rule import Cluster, Level, Value, Verdicts, holds, rule, violates


@rule(severity=Level.HIGH, kind="constraint")
def unbalanced_brokers(cluster: Cluster) -> Verdicts:
    """The brokers do not spread evenly over the client subnets.

    Each client subnet is an Availability Zone, and MSK puts the same number of brokers into each.
    A count that is no multiple of the subnets is refused when the cluster is created and when
    brokers are added, which is when a cluster that runs full needs them most.

    Write a multiple of the number of client subnets. number_of_broker_nodes counts all brokers, not
    those of one zone.

    ```diff
     resource "aws_msk_cluster" "events" {
    -  number_of_broker_nodes = 4
    +  number_of_broker_nodes = 6

       broker_node_group_info {
         client_subnets = [aws_subnet.a.id, aws_subnet.b.id, aws_subnet.c.id]
       }
     }
    ```

    In a template:

    ```diff cloudformation
     Resources:
       Events:
         Type: AWS::MSK::Cluster
         Properties:
    -      NumberOfBrokerNodes: 4
    +      NumberOfBrokerNodes: 6
           BrokerNodeGroupInfo:
             ClientSubnets:
               - subnet-0a
               - subnet-0b
               - subnet-0c
    ```

    Source: Amazon MSK FAQs, on brokers that are imbalanced across Availability Zones,
    https://aws.amazon.com/msk/faqs/.
    """
    count, subnets = cluster.brokers.count, cluster.brokers.subnets
    yield violates(
        count,
        when=count.satisfies(lambda it: it <= 0) | holds(_is_uneven, count, subnets),
        message=f"{cluster.address}: {count} brokers do not spread evenly over "
        f"{len(subnets.otherwise(())) or 'the'} client subnets, a multiple of their number does",
        related=[subnets],
    )


def _is_uneven(count: int, subnets: tuple[Value[str], ...]) -> bool:
    return bool(subnets) and count % len(subnets) != 0
