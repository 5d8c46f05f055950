"""What leads from one VPC to others and to AWS, and the lists of addresses that rules name."""

from __future__ import annotations

from mskguard.model.cluster import Names
from mskguard.model.node import Node
from mskguard.record import record
from mskguard.value import Value


@record(frozen=True, slots=True, eq=False)
class ListedCidr:
    """One block of a prefix list."""

    cidr: Value[str]


@record(frozen=True, slots=True, eq=False, kw_only=True)
class PrefixList(Node):
    """A list of CIDR blocks that rules and routes name (`aws_ec2_managed_prefix_list`)."""

    id: Value[str]
    arn: Value[str]
    name: Value[str]
    entries: Value[tuple[ListedCidr, ...]]
    """Absent where none is written in it: entries of their own may still be attached."""


@record(frozen=True, slots=True, eq=False, kw_only=True)
class PrefixListEntry(Node):
    """A block declared apart from its list (`aws_ec2_managed_prefix_list_entry`)."""

    list: Value[str]
    """The id of the list that it belongs to."""
    cidr: Value[str]


@record(frozen=True, slots=True, eq=False, kw_only=True)
class VpcPeeringConnection(Node):
    """Two VPCs side by side (`aws_vpc_peering_connection`)."""

    id: Value[str]
    vpc: Value[str]
    peer: Value[str]
    """The other VPC's id."""
    peer_region: Value[str]
    """Absent where both are in one region."""
    peer_account: Value[str]
    """Absent where both are of one account."""


@record(frozen=True, slots=True, eq=False, kw_only=True)
class TransitGatewayAttachment(Node):
    """A VPC on a transit gateway (`aws_ec2_transit_gateway_vpc_attachment`)."""

    id: Value[str]
    transit_gateway: Value[str]
    vpc: Value[str]
    subnets: Names


@record(frozen=True, slots=True, eq=False, kw_only=True)
class VpcEndpoint(Node):
    """A VPC's private way to a service (`aws_vpc_endpoint`)."""

    id: Value[str]
    vpc: Value[str]
    service: Value[str]
    """Such as `com.amazonaws.eu-west-1.s3`."""
    kind: Value[str]
    """`Gateway`, `Interface` or `GatewayLoadBalancer`."""
    subnets: Names
    security_groups: Names
