"""The rules of security groups in every form, whom they let in, and when they are complete."""

from __future__ import annotations

from pathlib import Path

import pytest

from mskguard.model.network import SecurityGroup
from mskguard.model.reach.openings import Peer
from mskguard.value import Known, Tri
from tests.model.reading import Scene

BROKERS = "aws_security_group.brokers"
INLINE = """
    resource "aws_security_group" "brokers" {
      ingress {
        protocol    = "tcp"
        from_port   = 9096
        to_port     = 9098
        cidr_blocks = ["10.0.0.0/16"]
      }
    }
"""
SEPARATE = """
    resource "aws_security_group" "brokers" {}
    resource "aws_security_group" "clients" {}
    resource "aws_vpc_security_group_ingress_rule" "iam" {
      security_group_id            = aws_security_group.brokers.id
      referenced_security_group_id = aws_security_group.clients.id
      ip_protocol                  = "tcp"
      from_port                    = 9098
      to_port                      = 9098
    }
    resource "aws_security_group_rule" "scram" {
      type                     = "ingress"
      security_group_id        = aws_security_group.brokers.id
      source_security_group_id = aws_security_group.clients.id
      protocol                 = "tcp"
      from_port                = 9096
      to_port                  = 9096
    }
    resource "aws_security_group_rule" "out" {
      type              = "egress"
      security_group_id = aws_security_group.brokers.id
      protocol          = "-1"
      from_port         = 0
      to_port           = 0
      cidr_blocks       = ["0.0.0.0/0"]
    }
"""


def ports(scene: Scene, group: str = BROKERS) -> dict[int, Tri]:
    """Whether somebody is let in by each of three ports."""
    rules = scene.reach.openings(scene.node(SecurityGroup, group))
    return {
        port: rules.some(lambda it, at=port: scene.reach.covers(it, at))  # type: ignore[misc]
        for port in (9092, 9096, 9098)
    }


def complete(scene: Scene, group: str = BROKERS) -> tuple[Tri, str]:
    found = scene.reach.openings(scene.node(SecurityGroup, group))
    return found.complete, found.why


def test_inline_rules_are_all_that_there_are(tmp_path: Path) -> None:
    scene = Scene(tmp_path, INLINE + 'output "id" {\n  value = aws_security_group.brokers.id\n}\n')
    assert complete(scene) == (Tri.YES, "")
    assert ports(scene) == {9092: Tri.NO, 9096: Tri.YES, 9098: Tri.YES}


def test_separate_rules_are_complete_where_the_group_stays_in_its_unit(tmp_path: Path) -> None:
    scene = Scene(tmp_path, SEPARATE)
    assert complete(scene) == (Tri.YES, "")
    assert ports(scene) == {9092: Tri.NO, 9096: Tri.YES, 9098: Tri.YES}


PUBLISHED = {
    "its id": 'output "id" {\n  value = aws_security_group.brokers.id\n}\n',
    "the whole of it": 'output "all" {\n  value = aws_security_group.brokers\n}\n',
    "in a map": 'output "ids" {\n  value = { b = [aws_security_group.brokers.arn] }\n}\n',
    "a parameter": """
    resource "aws_ssm_parameter" "id" {
      value = aws_security_group.brokers.id
    }
    """,
}


@pytest.mark.parametrize("more", PUBLISHED.values(), ids=PUBLISHED)
def test_separate_rules_may_be_more_where_the_group_is_given_away(
    tmp_path: Path, more: str
) -> None:
    scene = Scene(tmp_path, SEPARATE + more)
    answer, why = complete(scene)
    assert answer is Tri.UNKNOWN
    assert why.endswith("gives it to others")
    assert ports(scene) == {9092: Tri.UNKNOWN, 9096: Tri.YES, 9098: Tri.YES}


def test_giving_away_something_else_leaves_them_complete(tmp_path: Path) -> None:
    scene = Scene(tmp_path, SEPARATE + 'output "o" {\n  value = aws_security_group.clients.id\n}\n')
    assert complete(scene)[0] is Tri.YES


def test_a_rule_of_an_unknown_group_may_be_this_groups(tmp_path: Path) -> None:
    rule = """
    variable "group" {}
    resource "aws_vpc_security_group_ingress_rule" "x" {
      security_group_id = var.group
      ip_protocol       = "tcp"
      from_port         = 9092
      to_port           = 9092
    }
    """
    assert complete(Scene(tmp_path, SEPARATE + rule)) == (
        Tri.UNKNOWN,
        "var.group has no value and no default",
    )


def test_an_exclusive_resource_makes_separate_rules_complete(tmp_path: Path) -> None:
    more = """
    output "id" {
      value = aws_security_group.brokers.id
    }
    resource "aws_vpc_security_group_rules_exclusive" "x" {
      security_group_id = aws_security_group.brokers.id
      ingress_rule_ids  = [aws_vpc_security_group_ingress_rule.iam.id]
      egress_rule_ids   = []
    }
    """
    assert complete(Scene(tmp_path, SEPARATE + more)) == (Tri.YES, "")


def test_a_unit_with_a_module_that_was_not_read_is_not_complete(tmp_path: Path) -> None:
    more = 'module "m" {\n  source = "somewhere/else/aws"\n}\n'
    assert complete(Scene(tmp_path, SEPARATE + more))[0] is Tri.NO
    assert ports(Scene(tmp_path, SEPARATE + more))[9092] is Tri.UNKNOWN


def test_the_default_group_has_what_is_written_in_it_and_nothing_else(tmp_path: Path) -> None:
    scene = Scene(tmp_path, 'resource "aws_default_security_group" "d" {}\n')
    assert complete(scene, "aws_default_security_group.d") == (Tri.YES, "")
    assert set(ports(scene, "aws_default_security_group.d").values()) == {Tri.NO}


RULES = {
    "all protocols": ('protocol = "-1"\nfrom_port = 0\nto_port = 0', Tri.YES),
    "all, spelled out": ('protocol = "all"\nfrom_port = 0\nto_port = 0', Tri.YES),
    "by number": ('protocol = "6"\nfrom_port = 9000\nto_port = 9100', Tri.YES),
    "upper case": ('protocol = "TCP"\nfrom_port = 9098\nto_port = 9098', Tri.YES),
    "udp": ('protocol = "udp"\nfrom_port = 9098\nto_port = 9098', Tri.NO),
    "other ports": ('protocol = "tcp"\nfrom_port = 9092\nto_port = 9097', Tri.NO),
    "zero of tcp": ('protocol = "tcp"\nfrom_port = 0\nto_port = 0', Tri.NO),
    "unknown port": ('protocol = "tcp"\nfrom_port = var.u\nto_port = 9098', Tri.UNKNOWN),
    "unknown protocol": ("protocol = var.u\nfrom_port = 9098\nto_port = 9098", Tri.UNKNOWN),
    "unknown, other ports": ("protocol = var.u\nfrom_port = 1\nto_port = 2", Tri.UNKNOWN),
    "no ports": ('protocol = "tcp"', Tri.UNKNOWN),
}


@pytest.mark.parametrize(("body", "expected"), RULES.values(), ids=RULES)
def test_which_ports_a_rule_is_about(tmp_path: Path, body: str, expected: Tri) -> None:
    text = (
        f'variable "u" {{}}\nresource "aws_security_group" "brokers" {{\ningress {{\n{body}\n}}\n}}'
    )
    assert ports(Scene(tmp_path, text))[9098] is expected


EVERYONE = {
    "IPv4": ('cidr_blocks = ["10.0.0.0/8", "0.0.0.0/0"]', Tri.YES),
    "IPv6": ('ipv6_cidr_blocks = ["::/0"]', Tri.YES),
    "IPv6 in full": ('ipv6_cidr_blocks = ["0:0:0:0:0:0:0:0/0"]', Tri.YES),
    "some": ('cidr_blocks = ["10.0.0.0/8"]', Tri.NO),
    "no block": ('cidr_blocks = ["everyone"]', Tri.NO),
    "one address that is not known": ('cidr_blocks = ["${var.u}/32"]', Tri.NO),
    "a block that is not known": ("cidr_blocks = [var.u]", Tri.UNKNOWN),
    "blocks that are not known": ("cidr_blocks = var.u", Tri.UNKNOWN),
    "a foreign prefix list": ('prefix_list_ids = ["pl-1"]', Tri.UNKNOWN),
    "a prefix list": ("prefix_list_ids = [aws_ec2_managed_prefix_list.office.id]", Tri.NO),
    "a wide one": ("prefix_list_ids = [aws_ec2_managed_prefix_list.wide.id]", Tri.YES),
    "a group": ('security_groups = ["sg-1"]', Tri.NO),
}
LISTS = """
    variable "u" {}
    resource "aws_ec2_managed_prefix_list" "office" {
      entry {
        cidr = "192.0.2.0/24"
      }
    }
    resource "aws_ec2_managed_prefix_list" "wide" {}
    resource "aws_ec2_managed_prefix_list_entry" "all" {
      prefix_list_id = aws_ec2_managed_prefix_list.wide.id
      cidr           = "0.0.0.0/0"
    }
    resource "aws_security_group" "brokers" {
      ingress {
        protocol  = "-1"
        from_port = 0
        to_port   = 0
        %s
      }
    }
"""


@pytest.mark.parametrize(("peers", "expected"), EVERYONE.values(), ids=EVERYONE)
def test_whether_a_rule_lets_everyone_in(tmp_path: Path, peers: str, expected: Tri) -> None:
    scene = Scene(tmp_path, LISTS % peers)
    (rule,) = scene.reach.openings(scene.node(SecurityGroup, BROKERS)).rules
    assert scene.reach.lets_in_everyone(rule) is expected


PEERS = {
    "its group": ("security_groups = [aws_security_group.clients.id]", Tri.YES),
    "another group": ("security_groups = [aws_security_group.brokers2.id]", Tri.NO),
    "a group that is not known": ("security_groups = [var.u]", Tri.UNKNOWN),
    "a literal id": ('security_groups = ["sg-1"]', Tri.UNKNOWN),
    "itself": ("self = true", Tri.NO),
    "its addresses": ('cidr_blocks = ["10.0.0.0/16"]', Tri.YES),
    "a part of its addresses": ('cidr_blocks = ["10.0.1.0/28"]', Tri.YES),
    "others' addresses": ('cidr_blocks = ["10.1.0.0/16"]', Tri.NO),
    "addresses that are not known": ("cidr_blocks = [var.u]", Tri.UNKNOWN),
    "everyone": ('cidr_blocks = ["0.0.0.0/0"]', Tri.YES),
}
WITH_CLIENTS = """
    variable "u" {}
    resource "aws_security_group" "clients" {}
    resource "aws_security_group" "brokers2" {}
    resource "aws_security_group" "brokers" {
      ingress {
        protocol  = "-1"
        from_port = 0
        to_port   = 0
        %s
      }
    }
"""


@pytest.mark.parametrize(("body", "expected"), PEERS.values(), ids=PEERS)
def test_whether_a_rule_lets_a_client_in(tmp_path: Path, body: str, expected: Tri) -> None:
    scene = Scene(tmp_path, WITH_CLIENTS % body)
    (rule,) = scene.reach.openings(scene.node(SecurityGroup, BROKERS)).rules
    clients = scene.node(SecurityGroup, "aws_security_group.clients")
    block = Known("10.0.1.0/24", clients.span)
    assert scene.reach.lets_in(rule, Peer((clients,), (block,))) is expected


def test_a_client_with_groups_that_were_not_read_may_be_let_in(tmp_path: Path) -> None:
    scene = Scene(tmp_path, WITH_CLIENTS % "security_groups = [aws_security_group.brokers2.id]")
    (rule,) = scene.reach.openings(scene.node(SecurityGroup, BROKERS)).rules
    assert scene.reach.lets_in(rule, Peer((), (), "its groups were not read")) is Tri.UNKNOWN


def test_members_of_a_group_are_let_in_by_self(tmp_path: Path) -> None:
    scene = Scene(tmp_path, WITH_CLIENTS % "self = true")
    brokers = scene.node(SecurityGroup, BROKERS)
    (rule,) = scene.reach.openings(brokers).rules
    assert scene.reach.lets_in(rule, Peer((brokers,), ())) is Tri.YES
    assert scene.reach.names_others(rule) is Tri.NO
