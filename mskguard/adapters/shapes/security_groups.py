"""Security groups and their rules."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from mskguard.adapters.repeated import each, single
from mskguard.adapters.shapes.declared import Declared
from mskguard.adapters.shapes.fields import FieldReader
from mskguard.aws.facts import Facts
from mskguard.model.network import PortRule, SecurityGroup, SecurityGroupRule
from mskguard.value import Absent, Known, Tri, Unknown, Value, distribute


def security_group(declared: Declared, _: Facts) -> SecurityGroup:
    """A security group with the rules written in it."""
    read = declared.read
    own = declared.attribute("GroupId")
    return SecurityGroup(
        **declared.common,
        id=declared.attribute("Ref"),
        arn=declared.attribute("Arn"),
        name=_name(declared),
        vpc=read.text("VpcId"),
        ingress=each(partial(_inline, "Source", own), read.blocks("SecurityGroupIngress")),
        egress=each(partial(_inline, "Destination", own), read.blocks("SecurityGroupEgress")),
    )


def _name(declared: Declared) -> Value[str]:
    def completed(it: Value[Any]) -> Value[Any]:
        if not isinstance(it, Absent):
            return it
        return Unknown(it.span, f"AWS names {declared.address} when it is made", slot=it.slot)

    return distribute(completed, declared.read.text("GroupName"))


def ingress_rule(declared: Declared, _: Facts) -> SecurityGroupRule:
    """A rule of its own for what comes in."""
    return _of_its_own(declared, "ingress", "Source")


def egress_rule(declared: Declared, _: Facts) -> SecurityGroupRule:
    """A rule of its own for what goes out."""
    return _of_its_own(declared, "egress", "Destination")


def _of_its_own(declared: Declared, direction: str, peer: str) -> SecurityGroupRule:
    group = declared.read.text("GroupId")
    return SecurityGroupRule(
        **declared.common,
        group=group,
        direction=Known(direction, declared.header),
        rule=_rule(peer, group, declared.read),
    )


def _inline(peer: str, own: Value[str], read: FieldReader) -> PortRule:
    """A rule in its group, which is not named as its own peer."""
    rule = _rule(peer, own, read)
    return replace(rule, groups=distribute(_others, rule.groups, rule.itself))


def _others(groups: Value[Any], itself: Value[Any]) -> Value[Any]:
    if isinstance(itself, Known) and itself.it:
        return Absent(groups.span, groups.slot)
    return groups


def _rule(peer: str, own: Value[str], read: FieldReader) -> PortRule:
    """A rule of the group with the id `own`; `peer` is what its peers' members begin with."""
    group = read.text(f"{peer}SecurityGroupId")
    return PortRule(
        protocol=read.text("IpProtocol"),
        from_port=read.number("FromPort"),
        to_port=read.number("ToPort"),
        cidrs=single(read.text("CidrIp")),
        ipv6_cidrs=single(read.text("CidrIpv6")),
        prefix_lists=single(read.text(f"{peer}PrefixListId")),
        groups=single(distribute(_named, group, read.text("SourceSecurityGroupName"))),
        itself=distribute(_is_itself, group, own),
        description=read.text("Description"),
    )


def _is_itself(group: Value[Any], own: Value[Any]) -> Value[Any]:
    """Whether the group that is let in is the one that the rule belongs to."""
    if isinstance(group, Absent):
        return group
    same = group.same(own)
    if same is Tri.UNKNOWN:
        return Unknown(group.span, f"whether {group} is the group itself is not known")
    return Known(same is Tri.YES, group.span, slot=group.slot)


def _named(group: Value[Any], name: Value[Any]) -> Value[Any]:
    """The group that is let in, by its id or its name."""
    if isinstance(group, Absent) and not isinstance(name, Absent):
        return Unknown(name.span, "a group is let in by its name", slot=name.slot)
    return group
