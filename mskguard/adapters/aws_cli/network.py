"""Answers on the network around clusters."""

from __future__ import annotations

from collections.abc import Iterator

from mskguard.adapters.aws_cli.resources import MAIN_ASSOCIATION, Resource, known_as, of
from mskguard.adapters.aws_cli.trees import Any_, items, pick, shaped, with_members, word
from mskguard.adapters.shapes.declared import Declared
from mskguard.model.network import MainRouteTableAssociation
from mskguard.model.node import Node
from mskguard.value import Known

_PEERS = (
    ("IpRanges", "CidrIp", "CidrIp", "CidrIp"),
    ("Ipv6Ranges", "CidrIpv6", "CidrIpv6", "CidrIpv6"),
    ("PrefixListIds", "PrefixListId", "SourcePrefixListId", "DestinationPrefixListId"),
    ("UserIdGroupPairs", "GroupId", "SourceSecurityGroupId", "DestinationSecurityGroupId"),
)
"""The peers of a permission, and what each is called in a rule in and in a rule out."""

_WAYS = (
    "DestinationCidrBlock",
    "DestinationIpv6CidrBlock",
    "DestinationPrefixListId",
    "EgressOnlyInternetGatewayId",
    "GatewayId",
    "NatGatewayId",
    "NetworkInterfaceId",
    "TransitGatewayId",
    "VpcPeeringConnectionId",
)


def subnets(answer: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`describe-subnets`."""
    for one in items(pick(answer, "Subnets")):
        found = items(pick(one, "Ipv6CidrBlockAssociationSet"))
        block = pick(found[0], "Ipv6CidrBlock") if found else None
        tree = with_members(one, {"Ipv6CidrBlock": block})
        own = {**_id(one, "SubnetId"), **known_as(pick(one, "SubnetArn"), "Arn")}
        yield _resource("AWS::EC2::Subnet", "subnet", one, tree, "SubnetId", own)


def vpcs(answer: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`describe-vpcs`."""
    for one in items(pick(answer, "Vpcs")):
        yield _resource("AWS::EC2::VPC", "vpc", one, one, "VpcId", _id(one, "VpcId"))


def security_groups(answer: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`describe-security-groups`, each with all of its rules."""
    for one in items(pick(answer, "SecurityGroups")):
        tree = with_members(
            one,
            {
                "GroupDescription": pick(one, "Description"),
                "SecurityGroupIngress": _rules(pick(one, "IpPermissions"), inward=True),
                "SecurityGroupEgress": _rules(pick(one, "IpPermissionsEgress"), inward=False),
            },
        )
        own = _id(one, "GroupId")
        yield _resource("AWS::EC2::SecurityGroup", "security-group", one, tree, "GroupId", own)


def _rules(permissions: Any_ | None, *, inward: bool) -> Any_ | None:
    """A rule for each peer of each permission."""
    if not isinstance(permissions, Known):
        return permissions
    found = tuple(rule for one in items(permissions) for rule in _of_permission(one, inward))
    return Known(found, permissions.span, permissions.origin)


def _of_permission(permission: Any_, inward: bool) -> Iterator[Any_]:
    ports = {name: pick(permission, name) for name in ("IpProtocol", "FromPort", "ToPort")}
    for listed, key, from_peer, to_peer in _PEERS:
        for peer in items(pick(permission, listed)):
            said = {
                (from_peer if inward else to_peer): pick(peer, key),
                "Description": pick(peer, "Description"),
            }
            yield shaped(peer, {**ports, **said})


def route_tables(answer: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`describe-route-tables`, each with its routes and what it is associated with."""
    for one in items(pick(answer, "RouteTables")):
        key = "RouteTableId"
        yield _resource("AWS::EC2::RouteTable", "route-table", one, one, key, _id(one, key))
        table = pick(one, key)
        for way in items(pick(one, "Routes")):
            yield _route(table, way)
        for association in items(pick(one, "Associations")):
            if _is_main(association):
                tree = shaped(association, {key: table, "VpcId": pick(one, "VpcId")})
                name = of("main-route-table", pick(one, "VpcId"))
                yield Resource(MAIN_ASSOCIATION, name, tree)
            if pick(association, "SubnetId") is not None:
                yield Resource(
                    "AWS::EC2::SubnetRouteTableAssociation",
                    of("route-table-association", pick(association, "SubnetId")),
                    with_members(association, {"RouteTableId": table}),
                )


def _is_main(association: Any_) -> bool:
    found = pick(association, "Main")
    return isinstance(found, Known) and found.it is True


def main_association(declared: Declared) -> Node:
    """The table of all subnets of a VPC that have no other; no template declares one."""
    read = declared.read
    return MainRouteTableAssociation(
        **declared.common, table=read.text("RouteTableId"), vpc=read.text("VpcId")
    )


def _route(table: Any_ | None, way: Any_) -> Resource:
    gateway = word(pick(way, "GatewayId"))
    members = {name: pick(way, name) for name in _WAYS}
    if gateway.startswith("vpce-"):
        members |= {"VpcEndpointId": members["GatewayId"], "GatewayId": None}
    to = next((word(members[name]) for name in _WAYS[:3] if members[name] is not None), "")
    name = of("route", None, f"{word(table)}/{to}")
    return Resource("AWS::EC2::Route", name, shaped(way, {"RouteTableId": table, **members}))


def internet_gateways(answer: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`describe-internet-gateways`, each with the VPCs that it is attached to."""
    key = "InternetGatewayId"
    for one in items(pick(answer, "InternetGateways")):
        own = _id(one, key)
        yield _resource("AWS::EC2::InternetGateway", "internet-gateway", one, one, key, own)
        for attachment in items(pick(one, "Attachments")):
            tree = with_members(attachment, {key: pick(one, key)})
            name = of("gateway-attachment", pick(one, key))
            yield Resource("AWS::EC2::VPCGatewayAttachment", name, tree)


def nat_gateways(answer: Any_, _: Any_ | None) -> Iterator[Resource]:
    """`describe-nat-gateways`."""
    key = "NatGatewayId"
    for one in items(pick(answer, "NatGateways")):
        yield _resource("AWS::EC2::NatGateway", "nat-gateway", one, one, key, _id(one, key))


def _id(one: Any_, key: str) -> dict[str, Any_]:
    return known_as(pick(one, key), "Ref", "Id", key)


def _resource(
    kind: str, word_for: str, one: Any_, tree: Any_, key: str, attributes: dict[str, Any_]
) -> Resource:
    identity = word(pick(one, key))
    return Resource(kind, of(word_for, pick(one, key)), tree, attributes, identity)
