"""Prefix lists, and what leads from one VPC to others and to AWS."""

from __future__ import annotations

from mskguard.adapters.repeated import each
from mskguard.adapters.shapes.declared import Declared
from mskguard.aws.facts import Facts
from mskguard.model.interconnection import (
    ListedCidr,
    PrefixList,
    TransitGatewayAttachment,
    VpcEndpoint,
    VpcPeeringConnection,
)


def prefix_list(declared: Declared, _: Facts) -> PrefixList:
    """A prefix list with its entries."""
    read = declared.read
    return PrefixList(
        **declared.common,
        id=declared.attribute("Ref"),
        arn=declared.attribute("Arn"),
        name=read.text("PrefixListName"),
        entries=each(lambda one: ListedCidr(one.text("Cidr")), read.blocks("Entries")),
    )


def peering_connection(declared: Declared, _: Facts) -> VpcPeeringConnection:
    """A peering connection as the VPC that asks for it declares it."""
    read = declared.read
    return VpcPeeringConnection(
        **declared.common,
        id=declared.attribute("Ref"),
        vpc=read.text("VpcId"),
        peer=read.text("PeerVpcId"),
        peer_region=read.text("PeerRegion"),
        peer_account=read.text("PeerOwnerId"),
    )


def transit_gateway_attachment(declared: Declared, _: Facts) -> TransitGatewayAttachment:
    """A VPC on a transit gateway."""
    read = declared.read
    return TransitGatewayAttachment(
        **declared.common,
        id=declared.attribute("Ref"),
        transit_gateway=read.text("TransitGatewayId"),
        vpc=read.text("VpcId"),
        subnets=read.names("SubnetIds"),
    )


def vpc_endpoint(declared: Declared, _: Facts) -> VpcEndpoint:
    """A VPC endpoint; where its kind is not written, it is a gateway."""
    read = declared.read
    return VpcEndpoint(
        **declared.common,
        id=declared.attribute("Ref"),
        vpc=read.text("VpcId"),
        service=read.text("ServiceName"),
        kind=read.text("VpcEndpointType", default="Gateway"),
        subnets=read.names("SubnetIds"),
        security_groups=read.names("SecurityGroupIds"),
    )
