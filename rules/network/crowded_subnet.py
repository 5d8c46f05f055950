import math
from ipaddress import IPv4Network

from mskguard.rule import (
    YES,
    Cluster,
    Connector,
    Context,
    Known,
    Level,
    Names,
    Relation,
    Subnet,
    Tri,
    Value,
    Verdicts,
    answers,
    lift,
    rule,
    violates,
)


@rule(severity=Level.MEDIUM, kind="practice")
def crowded_subnet(subnet: Subnet, ctx: Context) -> Verdicts:
    """A subnet has fewer addresses than the brokers and connector workers in it can need.

    Each broker takes an address of its subnet, and each worker of a connector takes one of the
    connector's subnets. When a connector scales out at its busiest and the subnet is full, the new
    workers do not start, and the lag grows; and a cluster that cannot get an address for a broker
    cannot be expanded. A subnet's block cannot be made larger.

    Take a larger block. Counted is what is known: brokers by zone, workers at their maximum and
    spread evenly. AWS keeps some addresses of each block for itself.

    ```diff
     resource "aws_subnet" "a" {
    -  cidr_block = "10.0.0.0/28"
    +  cidr_block = "10.0.0.0/24"
     }

     resource "aws_msk_cluster" "events" {
       number_of_broker_nodes = 45
       broker_node_group_info {
         client_subnets = [aws_subnet.a.id, "subnet-2", "subnet-3"]
       }
     }
    ```

    Source: Developer Guide, "Understand connector capacity",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-capacity.html.
    """
    needs: list[tuple[Cluster | Connector, Value[int]]] = [
        (one, _brokers(one)) for one in ctx.graph.sources(subnet, Relation.LIES_IN, Cluster).nodes
    ]
    connectors = ctx.graph.sources(subnet, Relation.LIES_IN, Connector).nodes
    needs += ((one, _workers(one)) for one in connectors)
    if not needs:
        return
    least = sum(need.otherwise(0) for _, need in needs)
    doubtful = [need for _, need in needs if not isinstance(need.now(), Known)]
    reserved = ctx.facts.limit("subnet_reserved_addresses")

    def full(block: str) -> Tri:
        size = _size(block)
        if size is None or least > size - reserved:
            return Tri.UNKNOWN if size is None else YES
        return Tri.UNKNOWN if doubtful else Tri.NO

    yield violates(
        subnet.cidr,
        when=answers(full, subnet.cidr, why="how many addresses are needed is not known"),
        message=f"{subnet.address}: {subnet.cidr} has too few addresses for the {least} brokers "
        "and workers that can be in it",
        related=[one for one, _ in needs],
    )


def _size(block: str) -> int | None:
    try:
        return IPv4Network(block, strict=False).num_addresses
    except ValueError:
        return None


def _brokers(cluster: Cluster) -> Value[int]:
    return _each(cluster.brokers.count, cluster.brokers.subnets)


def _workers(connector: Connector) -> Value[int]:
    capacity = connector.capacity
    scaled = capacity.autoscaling.present.equals(True) is YES
    most = capacity.autoscaling.max_workers if scaled else capacity.provisioned.workers
    return _each(most, connector.cluster.subnets)


def _each(number: Value[int], subnets: Names) -> Value[int]:
    """How many of a number there are in each subnet, where they are spread evenly."""
    return lift(lambda total, places: math.ceil(total / max(len(places), 1)), number, subnets)
