"""VPCs, subnets, route tables and gateways."""

from __future__ import annotations

from typing import Any

from mskguard.adapters.shapes.declared import Declared
from mskguard.adapters.shapes.fields import FieldReader
from mskguard.aws.facts import Facts
from mskguard.model.network import (
    EgressOnlyGateway,
    GatewayAttachment,
    InternetGateway,
    NatGateway,
    Route,
    RouteTable,
    RouteTableAssociation,
    Subnet,
    Vpc,
    VpcCidr,
    Way,
)
from mskguard.value import Absent, Known, Unknown, Value, distribute


def vpc(declared: Declared, _: Facts) -> Vpc:
    """A VPC; that Amazon gives it an IPv6 block, a resource of its own says."""
    return Vpc(
        **declared.common,
        id=declared.attribute("Ref"),
        arn=declared.attribute("Arn"),
        cidr=_block(declared.read, "CidrBlock", "Ipv4IpamPoolId"),
        ipv6=Absent(declared.header),
    )


def vpc_cidr(declared: Declared, _: Facts) -> VpcCidr:
    """A further block of a VPC."""
    read = declared.read
    own = _block(read, "Ipv6CidrBlock", "Ipv6IpamPoolId")
    return VpcCidr(
        **declared.common,
        vpc=read.text("VpcId"),
        cidr=_block(read, "CidrBlock", "Ipv4IpamPoolId"),
        ipv6_cidr=distribute(_given_by_amazon, own, read.flag("AmazonProvidedIpv6CidrBlock")),
    )


def _given_by_amazon(own: Value[Any], given: Value[Any]) -> Value[Any]:
    if not isinstance(own, Absent) or isinstance(given, Absent):
        return own
    if isinstance(given, Known) and not given.it:
        return own
    return Unknown(given.span, "Amazon chooses the block when it is made", slot=own.slot)


def _block(read: FieldReader, block: str, pool: str) -> Value[str]:
    """A block that is written, or unknown where IPAM takes it from a pool."""

    def chosen(own: Value[Any], of_pool: Value[Any]) -> Value[Any]:
        if not isinstance(own, Absent) or isinstance(of_pool, Absent):
            return own
        return Unknown(of_pool.span, "IPAM takes the block from a pool", slot=own.slot)

    return distribute(chosen, read.text(block), read.text(pool))


def subnet(declared: Declared, _: Facts) -> Subnet:
    """A subnet."""
    read = declared.read
    return Subnet(
        **declared.common,
        id=declared.attribute("Ref"),
        arn=declared.attribute("Arn"),
        vpc=read.text("VpcId"),
        cidr=_block(read, "CidrBlock", "Ipv4IpamPoolId"),
        ipv6_cidr=_block(read, "Ipv6CidrBlock", "Ipv6IpamPoolId"),
        zone=read.text("AvailabilityZone"),
        zone_id=read.text("AvailabilityZoneId"),
        public_ips=read.flag("MapPublicIpOnLaunch"),
    )


def route_table(declared: Declared, _: Facts) -> RouteTable:
    """A route table; its routes are resources of their own."""
    return RouteTable(
        **declared.common,
        id=declared.attribute("Ref"),
        arn=declared.attribute("Arn"),
        vpc=declared.read.text("VpcId"),
        main_of=Absent(declared.header),
        routes=Absent(declared.header),
    )


def route(declared: Declared, _: Facts) -> Route:
    """A route."""
    read = declared.read
    way = Way(
        cidr=read.text("DestinationCidrBlock"),
        ipv6_cidr=read.text("DestinationIpv6CidrBlock"),
        prefix_list=read.text("DestinationPrefixListId"),
        gateway=read.text("GatewayId"),
        nat_gateway=read.text("NatGatewayId"),
        egress_only_gateway=read.text("EgressOnlyInternetGatewayId"),
        transit_gateway=read.text("TransitGatewayId"),
        peering=read.text("VpcPeeringConnectionId"),
        network_interface=read.text("NetworkInterfaceId"),
        vpc_endpoint=read.text("VpcEndpointId"),
    )
    return Route(**declared.common, table=read.text("RouteTableId"), way=way)


def route_table_association(declared: Declared, _: Facts) -> RouteTableAssociation:
    """Which route table a subnet or gateway uses."""
    read = declared.read
    return RouteTableAssociation(
        **declared.common,
        table=read.text("RouteTableId"),
        subnet=read.text("SubnetId"),
        gateway=read.text("GatewayId"),
    )


def internet_gateway(declared: Declared, _: Facts) -> InternetGateway:
    """An internet gateway, which an attachment gives its VPC."""
    return InternetGateway(
        **declared.common,
        id=declared.attribute("Ref"),
        arn=declared.attribute("Arn"),
        vpc=Absent(declared.header),
    )


def gateway_attachment(declared: Declared, _: Facts) -> GatewayAttachment:
    """What gives an internet gateway its VPC."""
    return GatewayAttachment(
        **declared.common,
        vpc=declared.read.text("VpcId"),
        gateway=declared.read.text("InternetGatewayId"),
    )


def egress_only_gateway(declared: Declared, _: Facts) -> EgressOnlyGateway:
    """A way out for IPv6."""
    return EgressOnlyGateway(
        **declared.common, id=declared.attribute("Ref"), vpc=declared.read.text("VpcId")
    )


def nat_gateway(declared: Declared, _: Facts) -> NatGateway:
    """A NAT gateway."""
    read = declared.read
    return NatGateway(
        **declared.common,
        id=declared.attribute("Ref"),
        subnet=read.text("SubnetId"),
        connectivity=read.text("ConnectivityType"),
    )
