"""Prefix lists, and what leads from one VPC to others and to AWS."""

from __future__ import annotations

from mskguard.adapters.repeated import each
from mskguard.adapters.terraform.blocks import Reader
from mskguard.adapters.terraform.resources.declared import Declared
from mskguard.aws.facts import Facts
from mskguard.model.interconnection import (
    ListedCidr,
    PrefixList,
    PrefixListEntry,
    TransitGatewayAttachment,
    VpcEndpoint,
    VpcPeeringConnection,
)


def prefix_list(declared: Declared, _: Facts) -> PrefixList:
    """A prefix list with its inline entries."""
    read = declared.read
    return PrefixList(
        **declared.common,
        id=declared.attribute("id"),
        arn=declared.attribute("arn"),
        name=read.text("name"),
        entries=each(_entry, read.blocks("entry")),
    )


def _entry(read: Reader) -> ListedCidr:
    return ListedCidr(read.text("cidr"))


def prefix_list_entry(declared: Declared, _: Facts) -> PrefixListEntry:
    """A prefix list's entry of its own."""
    read = declared.read
    return PrefixListEntry(
        **declared.common, list=read.text("prefix_list_id"), cidr=read.text("cidr")
    )


def peering_connection(declared: Declared, _: Facts) -> VpcPeeringConnection:
    """A peering connection as the VPC that asks for it declares it."""
    read = declared.read
    return VpcPeeringConnection(
        **declared.common,
        id=declared.attribute("id"),
        vpc=read.text("vpc_id"),
        peer=read.text("peer_vpc_id"),
        peer_region=read.text("peer_region"),
        peer_account=read.text("peer_owner_id"),
    )


def transit_gateway_attachment(declared: Declared, _: Facts) -> TransitGatewayAttachment:
    """A VPC on a transit gateway."""
    read = declared.read
    return TransitGatewayAttachment(
        **declared.common,
        id=declared.attribute("id"),
        transit_gateway=read.text("transit_gateway_id"),
        vpc=read.text("vpc_id"),
        subnets=read.names("subnet_ids"),
    )


def vpc_endpoint(declared: Declared, _: Facts) -> VpcEndpoint:
    """A VPC endpoint; where its kind is not written, it is a gateway."""
    read = declared.read
    return VpcEndpoint(
        **declared.common,
        id=declared.attribute("id"),
        vpc=read.text("vpc_id"),
        service=read.text("service_name"),
        kind=read.text("vpc_endpoint_type", default="Gateway"),
        subnets=read.names("subnet_ids"),
        security_groups=read.names("security_group_ids"),
    )
