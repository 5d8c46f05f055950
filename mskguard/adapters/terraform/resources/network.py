"""VPCs, subnets, route tables and gateways."""

from __future__ import annotations

from mskguard.adapters.repeated import each
from mskguard.adapters.terraform.blocks import Reader
from mskguard.adapters.terraform.resources.declared import Declared
from mskguard.aws.facts import Facts
from mskguard.model.network import (
    EgressOnlyGateway,
    InternetGateway,
    MainRouteTableAssociation,
    NatGateway,
    Route,
    RouteTable,
    RouteTableAssociation,
    Subnet,
    Vpc,
    VpcCidr,
    Way,
)
from mskguard.value import Absent


def vpc(declared: Declared, _: Facts) -> Vpc:
    """A VPC."""
    read = declared.read
    return Vpc(
        **declared.common,
        id=declared.attribute("id"),
        arn=declared.attribute("arn"),
        cidr=read.text("cidr_block"),
        ipv6=read.flag("assign_generated_ipv6_cidr_block"),
    )


def default_vpc(declared: Declared, _: Facts) -> Vpc:
    """The account's default VPC, which AWS has made."""
    return Vpc(
        **declared.common,
        id=declared.attribute("id"),
        arn=declared.attribute("arn"),
        cidr=declared.attribute("cidr_block"),
        ipv6=declared.read.flag("assign_generated_ipv6_cidr_block"),
    )


def vpc_cidr(declared: Declared, _: Facts) -> VpcCidr:
    """A further block of a VPC; which of the two it is, the type of the resource tells."""
    read = declared.read
    return VpcCidr(
        **declared.common,
        vpc=read.text("vpc_id"),
        cidr=read.text("cidr_block"),
        ipv6_cidr=read.text("ipv6_cidr_block"),
    )


def default_subnet(declared: Declared, _: Facts) -> Subnet:
    """The default VPC's subnet of a zone, which AWS has made."""
    read = declared.read
    return Subnet(
        **declared.common,
        id=declared.attribute("id"),
        arn=declared.attribute("arn"),
        vpc=declared.attribute("vpc_id"),
        cidr=declared.attribute("cidr_block"),
        ipv6_cidr=read.text("ipv6_cidr_block"),
        zone=read.text("availability_zone"),
        zone_id=declared.attribute("availability_zone_id"),
        public_ips=read.flag("map_public_ip_on_launch"),
    )


def subnet(declared: Declared, _: Facts) -> Subnet:
    """A subnet."""
    read = declared.read
    return Subnet(
        **declared.common,
        id=declared.attribute("id"),
        arn=declared.attribute("arn"),
        vpc=read.text("vpc_id"),
        cidr=read.text("cidr_block"),
        ipv6_cidr=read.text("ipv6_cidr_block"),
        zone=read.text("availability_zone"),
        zone_id=read.text("availability_zone_id"),
        public_ips=read.flag("map_public_ip_on_launch"),
    )


def route_table(declared: Declared, _: Facts) -> RouteTable:
    """A route table with its inline routes."""
    read = declared.read
    return RouteTable(
        **declared.common,
        id=declared.attribute("id"),
        arn=declared.attribute("arn"),
        vpc=read.text("vpc_id"),
        main_of=Absent(declared.header),
        routes=each(_inline, read.blocks("route")),
    )


def default_route_table(declared: Declared, _: Facts) -> RouteTable:
    """A VPC's main route table with its inline routes."""
    read = declared.read
    return RouteTable(
        **declared.common,
        id=declared.attribute("id"),
        arn=declared.attribute("arn"),
        vpc=Absent(declared.header),
        main_of=read.text("default_route_table_id"),
        routes=each(_inline, read.blocks("route")),
    )


def route(declared: Declared, _: Facts) -> Route:
    """A route of its own."""
    read = declared.read
    way = _way(read, "destination_cidr_block", "destination_ipv6_cidr_block")
    return Route(**declared.common, table=read.text("route_table_id"), way=way)


def _inline(read: Reader) -> Way:
    return _way(read, "cidr_block", "ipv6_cidr_block")


def _way(read: Reader, cidr: str, ipv6_cidr: str) -> Way:
    return Way(
        cidr=read.text(cidr),
        ipv6_cidr=read.text(ipv6_cidr),
        prefix_list=read.text("destination_prefix_list_id"),
        gateway=read.text("gateway_id"),
        nat_gateway=read.text("nat_gateway_id"),
        egress_only_gateway=read.text("egress_only_gateway_id"),
        transit_gateway=read.text("transit_gateway_id"),
        peering=read.text("vpc_peering_connection_id"),
        network_interface=read.text("network_interface_id"),
        vpc_endpoint=read.text("vpc_endpoint_id"),
    )


def route_table_association(declared: Declared, _: Facts) -> RouteTableAssociation:
    """Which route table a subnet or gateway uses."""
    read = declared.read
    return RouteTableAssociation(
        **declared.common,
        table=read.text("route_table_id"),
        subnet=read.text("subnet_id"),
        gateway=read.text("gateway_id"),
    )


def main_route_table_association(declared: Declared, _: Facts) -> MainRouteTableAssociation:
    """Which route table is a VPC's main one."""
    read = declared.read
    return MainRouteTableAssociation(
        **declared.common, vpc=read.text("vpc_id"), table=read.text("route_table_id")
    )


def egress_only_gateway(declared: Declared, _: Facts) -> EgressOnlyGateway:
    """A way out for IPv6."""
    return EgressOnlyGateway(
        **declared.common, id=declared.attribute("id"), vpc=declared.read.text("vpc_id")
    )


def internet_gateway(declared: Declared, _: Facts) -> InternetGateway:
    """An internet gateway."""
    return InternetGateway(
        **declared.common,
        id=declared.attribute("id"),
        arn=declared.attribute("arn"),
        vpc=declared.read.text("vpc_id"),
    )


def nat_gateway(declared: Declared, _: Facts) -> NatGateway:
    """A NAT gateway."""
    read = declared.read
    return NatGateway(
        **declared.common,
        id=declared.attribute("id"),
        subnet=read.text("subnet_id"),
        connectivity=read.text("connectivity_type"),
    )
