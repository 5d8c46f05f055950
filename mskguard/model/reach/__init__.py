"""Questions on who reaches what over the network, answered from the graph in three values."""

from __future__ import annotations

from mskguard.aws.facts import Facts
from mskguard.model.cluster import Cluster, Names
from mskguard.model.graph import Graph, Related
from mskguard.model.network import SecurityGroup, Subnet
from mskguard.model.node import Node
from mskguard.model.reach import admission, places
from mskguard.model.reach.listeners import Listener, by_zookeeper, is_multi_vpc, listeners
from mskguard.model.reach.openings import (
    Opening,
    Openings,
    Peer,
    covers,
    is_of_every_protocol,
    openings,
)
from mskguard.model.reach.places import Placed
from mskguard.model.reach.routes import Goal, Hopping, Routes, goes_to, routes_of
from mskguard.record import record
from mskguard.value import Tri, Unknown, Value


@record(frozen=True, slots=True)
class Reach:
    """The questions of one run. What they do not answer, they leave unknown with the reason."""

    graph: Graph
    facts: Facts

    def listeners(self, cluster: Cluster) -> list[Listener]:
        """Every listener for clients of a provisioned cluster, on or off."""
        return list(listeners(cluster, self.facts))

    def is_multi_vpc(self, cluster: Cluster) -> Tri:
        """Whether clients in other VPCs may come in by managed VPC connections."""
        return is_multi_vpc(cluster)

    def by_zookeeper(self, cluster: Cluster) -> Tri:
        """Whether ZooKeeper nodes keep the cluster's metadata."""
        return by_zookeeper(cluster, self.facts)

    def groups(self, node: Node, names: Names) -> Related[SecurityGroup]:
        """The security groups that `names`, a field of the node, lists."""
        return places.groups_of(self.graph, node, names)

    def is_foreign(self, node: Node, names: Names) -> bool:
        """Whether a list names nothing but ids of things that were not read.

        What these are like is no question to what was read.
        """
        return places.is_foreign(self.graph, node, names)

    def openings(self, group: SecurityGroup, direction: str = "ingress") -> Openings:
        """The rules of a group, in every form that there is, and whether these are all."""
        return openings(self.graph, group, direction)

    def covers(self, opening: Opening, first: int, last: int | None = None) -> Tri:
        """Whether a rule is about a TCP port, or about one of a range of them."""
        return covers(opening.rule, first, last)

    def is_of_every_port(self, opening: Opening) -> Tri:
        """Whether a rule is about all ports of all protocols."""
        return is_of_every_protocol(opening.rule)

    def lets_in_everyone(self, opening: Opening) -> Tri:
        """Whether a rule lets every IPv4 or every IPv6 address in."""
        return admission.lets_in_everyone(self.graph, opening)

    def blocks(self, opening: Opening) -> list[tuple[Value[str], Tri]]:
        """The blocks and prefix lists that a rule lets in, and whether each is everyone."""
        return admission.blocks(self.graph, opening)

    def lets_in(self, opening: Opening, peer: Peer) -> Tri:
        """Whether a rule lets a peer in, by its groups or its addresses."""
        return admission.lets_in(self.graph, opening, peer)

    def names_others(self, opening: Opening) -> Tri:
        """Whether a rule lets anybody in but the members of its own group."""
        return admission.names_others(self.graph, opening)

    def opens(self, groups: Related[SecurityGroup], port: int) -> Tri:
        """Whether one of the groups lets anybody in by a port."""
        return admission.opens(self.graph, groups, port)

    def opens_to(
        self, groups: Related[SecurityGroup], port: int, peer: Peer, direction: str = "ingress"
    ) -> Tri:
        """Whether one of the groups lets a peer in by a port, or with `egress` out to it."""
        return admission.opens_to(self.graph, groups, port, peer, direction)

    def peer(self, node: Node, subnets: Names, groups: Names) -> Peer:
        """Something in subnets and groups, as the rules of others see it."""
        return places.peer(self.graph, node, subnets, groups)

    def subnets(self, node: Node, names: Names) -> tuple[Placed, ...]:
        """The subnets that `names`, a field of the node, lists."""
        return places.subnets_of(self.graph, node, names)

    def routes(self, subnet: Subnet) -> Routes:
        """The ways out of a subnet, and whether these are all."""
        return routes_of(self.graph, subnet)

    def goes_to(self, way: Hopping, goal: Goal) -> Tri:
        """Whether one way leads to such a thing."""
        return goes_to(self.graph, way, goal)

    def leads_to(self, placed: Placed, goal: Goal) -> Tri:
        """Whether a subnet has a route to such a thing; unknown of one that was not read."""
        if placed.subnet is not None:
            return self.routes(placed.subnet).leads_to(self.graph, goal)
        reference = placed.reference.now()
        why = reference.why if isinstance(reference, Unknown) else f"{reference} was not read"
        return Unknown[bool](reference.span, why).equals(True)

    def same_vpc(self, one: Value[str], other: Value[str]) -> Tri:
        """Whether two references to a VPC mean the same one."""
        return places.same_vpc(one, other)

    def same_zone(self, one: Subnet, other: Subnet) -> Tri:
        """Whether two subnets lie in one Availability Zone."""
        return places.same_zone(one, other)
