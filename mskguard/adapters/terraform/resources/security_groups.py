"""Security groups and their rules, in all forms that the AWS provider knows."""

from __future__ import annotations

from typing import Any

from mskguard.adapters.repeated import each, single
from mskguard.adapters.terraform.blocks import Reader
from mskguard.adapters.terraform.resources.declared import Declared
from mskguard.adapters.terraform.resources.naming import completed_name
from mskguard.aws.facts import Facts
from mskguard.model.network import (
    ExclusiveRules,
    PortRule,
    SecurityGroup,
    SecurityGroupRule,
)
from mskguard.value import Absent, Known, Origin, Value, distribute


def security_group(declared: Declared, _: Facts) -> SecurityGroup:
    """A security group with its inline rules."""
    read = declared.read
    return SecurityGroup(
        **declared.common,
        id=declared.attribute("id"),
        arn=declared.attribute("arn"),
        name=completed_name(declared),
        vpc=read.text("vpc_id"),
        ingress=_rules(read, "ingress"),
        egress=_rules(read, "egress"),
    )


def _rules(read: Reader, name: str) -> Value[tuple[PortRule, ...]]:
    """The rules in one direction. An empty list is written: the group is to have none."""

    def told(found: Value[Any], written: Value[Any]) -> Value[Any]:
        if isinstance(found, Absent) and isinstance(written, Known) and written.it == ():
            return Known((), written.span, slot=found.slot)
        return found

    return distribute(told, each(_inline, read.blocks(name)), read.value(name))


def default_security_group(declared: Declared, _: Facts) -> SecurityGroup:
    """A VPC's default group. What is not written in it, the provider takes from it."""
    read = declared.read
    return SecurityGroup(
        **declared.common,
        id=declared.attribute("id"),
        arn=declared.attribute("arn"),
        name=Known("default", declared.header, Origin.DEFAULT),
        vpc=read.text("vpc_id"),
        ingress=_or_none(_rules(read, "ingress")),
        egress=_or_none(_rules(read, "egress")),
    )


def _or_none(rules: Value[tuple[PortRule, ...]]) -> Value[tuple[PortRule, ...]]:
    def none(it: Value[Any]) -> Value[Any]:
        return Known((), it.span, Origin.DEFAULT, slot=it.slot) if isinstance(it, Absent) else it

    return distribute(none, rules)


def exclusive_rules(declared: Declared, _: Facts) -> ExclusiveRules:
    """The rules that a group has and no others."""
    read = declared.read
    return ExclusiveRules(
        **declared.common,
        group=read.text("security_group_id"),
        ingress=read.names("ingress_rule_ids"),
        egress=read.names("egress_rule_ids"),
    )


def _inline(read: Reader) -> PortRule:
    return PortRule(
        protocol=read.text("protocol"),
        from_port=read.number("from_port"),
        to_port=read.number("to_port"),
        cidrs=read.names("cidr_blocks"),
        ipv6_cidrs=read.names("ipv6_cidr_blocks"),
        prefix_lists=read.names("prefix_list_ids"),
        groups=read.names("security_groups"),
        itself=read.flag("self"),
        description=read.text("description"),
    )


def security_group_rule(declared: Declared, _: Facts) -> SecurityGroupRule:
    """A rule in its older form, which names its direction."""
    read = declared.read
    return SecurityGroupRule(
        **declared.common,
        group=read.text("security_group_id"),
        direction=read.text("type"),
        rule=PortRule(
            protocol=read.text("protocol"),
            from_port=read.number("from_port"),
            to_port=read.number("to_port"),
            cidrs=read.names("cidr_blocks"),
            ipv6_cidrs=read.names("ipv6_cidr_blocks"),
            prefix_lists=read.names("prefix_list_ids"),
            groups=single(read.text("source_security_group_id")),
            itself=read.flag("self"),
            description=read.text("description"),
        ),
    )


def ingress_rule(declared: Declared, _: Facts) -> SecurityGroupRule:
    """A rule of its own for what comes in."""
    return _rule(declared, "ingress")


def egress_rule(declared: Declared, _: Facts) -> SecurityGroupRule:
    """A rule of its own for what goes out."""
    return _rule(declared, "egress")


def _rule(declared: Declared, direction: str) -> SecurityGroupRule:
    read = declared.read
    return SecurityGroupRule(
        **declared.common,
        group=read.text("security_group_id"),
        direction=Known(direction, declared.header),
        rule=PortRule(
            protocol=read.text("ip_protocol"),
            from_port=read.number("from_port"),
            to_port=read.number("to_port"),
            cidrs=single(read.text("cidr_ipv4")),
            ipv6_cidrs=single(read.text("cidr_ipv6")),
            prefix_lists=single(read.text("prefix_list_id")),
            groups=single(read.text("referenced_security_group_id")),
            itself=_is_itself(read),
            description=read.text("description"),
        ),
    )


def _is_itself(read: Reader) -> Value[bool]:
    """Whether the group that is let in is the one that the rule belongs to."""

    def answer(peer: Value[Any], group: Value[Any]) -> Value[Any]:
        if isinstance(peer, Absent):
            return peer
        same = peer.same(group)
        return Known(same.name == "YES", peer.span) if same.name != "UNKNOWN" else peer

    peer = read.text("referenced_security_group_id")
    return distribute(answer, peer, read.text("security_group_id"))
