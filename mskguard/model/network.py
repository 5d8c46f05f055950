"""The network around clusters: VPCs, subnets, security groups and routes."""

from __future__ import annotations

from mskguard.model.cluster import Names
from mskguard.model.node import Node
from mskguard.record import record
from mskguard.value import Value


@record(frozen=True, slots=True, eq=False, kw_only=True)
class Vpc(Node):
    """A VPC (`aws_vpc`)."""

    id: Value[str]
    arn: Value[str]
    cidr: Value[str]
    ipv6: Value[bool]
    """Whether Amazon gives it an IPv6 block."""


@record(frozen=True, slots=True, eq=False, kw_only=True)
class VpcCidr(Node):
    """A further block of a VPC (`aws_vpc_ipv4_cidr_block_association` and its IPv6 twin)."""

    vpc: Value[str]
    cidr: Value[str]
    ipv6_cidr: Value[str]


@record(frozen=True, slots=True, eq=False, kw_only=True)
class Subnet(Node):
    """A subnet (`aws_subnet`)."""

    id: Value[str]
    arn: Value[str]
    vpc: Value[str]
    cidr: Value[str]
    ipv6_cidr: Value[str]
    zone: Value[str]
    """The name of its Availability Zone, which means a zone within one account only."""
    zone_id: Value[str]
    """The same everywhere, such as `euw1-az1`."""
    public_ips: Value[bool]
    """Whether what starts in it gets a public IP address."""


@record(frozen=True, slots=True, eq=False)
class PortRule:
    """What a security group lets in or out: ports of a protocol, from or to some peers."""

    protocol: Value[str]
    """`tcp`, `udp`, a protocol number, or `-1` for all protocols and ports."""
    from_port: Value[int]
    to_port: Value[int]
    cidrs: Names
    """IPv4 blocks."""
    ipv6_cidrs: Names
    prefix_lists: Names
    groups: Names
    """Security groups by id."""
    itself: Value[bool]
    """Whether the group itself is a peer."""
    description: Value[str]


@record(frozen=True, slots=True, eq=False, kw_only=True)
class SecurityGroup(Node):
    """A security group with the rules written in it (`aws_security_group`)."""

    id: Value[str]
    arn: Value[str]
    name: Value[str]
    vpc: Value[str]
    ingress: Value[tuple[PortRule, ...]]
    """Absent where none is written in it: rules of their own may still be attached."""
    egress: Value[tuple[PortRule, ...]]
    """Absent where none is written in it. A group of a template that gets no such rule at all lets
    everything out, as EC2 makes it; one of Terraform's provider lets nothing out."""


@record(frozen=True, slots=True, eq=False, kw_only=True)
class SecurityGroupRule(Node):
    """A rule declared apart from its group (`aws_security_group_rule` and its successors)."""

    group: Value[str]
    """The id of the group that it belongs to."""
    direction: Value[str]
    """`ingress` or `egress`."""
    rule: PortRule


@record(frozen=True, slots=True, eq=False, kw_only=True)
class ExclusiveRules(Node):
    """Says that a group has these rules alone (`aws_vpc_security_group_rules_exclusive`)."""

    group: Value[str]
    ingress: Names
    """The ids of the rules."""
    egress: Names


@record(frozen=True, slots=True, eq=False)
class Way:
    """Where traffic goes: one of the destinations, and one of the ways to it."""

    cidr: Value[str]
    ipv6_cidr: Value[str]
    prefix_list: Value[str]
    gateway: Value[str]
    """An internet gateway, a virtual private gateway, or `local`."""
    nat_gateway: Value[str]
    egress_only_gateway: Value[str]
    transit_gateway: Value[str]
    peering: Value[str]
    network_interface: Value[str]
    vpc_endpoint: Value[str]


@record(frozen=True, slots=True, eq=False, kw_only=True)
class RouteTable(Node):
    """A route table with the routes written in it (`aws_route_table`)."""

    id: Value[str]
    arn: Value[str]
    vpc: Value[str]
    """Absent where it is given by `main_of` alone."""
    main_of: Value[str]
    """The VPC's main table that it takes over (`aws_default_route_table`); else absent."""
    routes: Value[tuple[Way, ...]]
    """Absent where none is written in it: routes of their own may still be attached."""


@record(frozen=True, slots=True, eq=False, kw_only=True)
class Route(Node):
    """A route declared apart from its table (`aws_route`)."""

    table: Value[str]
    way: Way


@record(frozen=True, slots=True, eq=False, kw_only=True)
class RouteTableAssociation(Node):
    """The route table that a subnet uses, or a gateway (`aws_route_table_association`)."""

    table: Value[str]
    subnet: Value[str]
    gateway: Value[str]


@record(frozen=True, slots=True, eq=False, kw_only=True)
class MainRouteTableAssociation(Node):
    """The table of all subnets of a VPC without another (`aws_main_route_table_association`)."""

    vpc: Value[str]
    table: Value[str]


@record(frozen=True, slots=True, eq=False, kw_only=True)
class EgressOnlyGateway(Node):
    """A way out alone, for IPv6 (`aws_egress_only_internet_gateway`)."""

    id: Value[str]
    vpc: Value[str]


@record(frozen=True, slots=True, eq=False, kw_only=True)
class InternetGateway(Node):
    """A VPC's way to the internet and back (`aws_internet_gateway`)."""

    id: Value[str]
    arn: Value[str]
    vpc: Value[str]
    """Absent where an attachment of its own gives it."""


@record(frozen=True, slots=True, eq=False, kw_only=True)
class GatewayAttachment(Node):
    """What gives an internet gateway its VPC (`AWS::EC2::VPCGatewayAttachment`)."""

    vpc: Value[str]
    gateway: Value[str]


@record(frozen=True, slots=True, eq=False, kw_only=True)
class NatGateway(Node):
    """A way out for subnets without public addresses (`aws_nat_gateway`)."""

    id: Value[str]
    subnet: Value[str]
    connectivity: Value[str]
    """`public` or `private`."""
