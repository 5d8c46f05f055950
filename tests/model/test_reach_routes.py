"""The route table of a subnet, and whether it leads to the internet."""

from __future__ import annotations

from pathlib import Path

import pytest

from mskguard.model.network import Subnet
from mskguard.model.reach.places import Placed
from mskguard.model.reach.routes import Goal
from mskguard.value import Tri
from tests.model.reading import Scene

VPC = """
    variable "u" {}
    resource "aws_vpc" "v" {
      cidr_block = "10.0.0.0/16"
    }
    resource "aws_internet_gateway" "i" {
      vpc_id = aws_vpc.v.id
    }
    resource "aws_subnet" "s" {
      vpc_id     = aws_vpc.v.id
      cidr_block = "10.0.1.0/24"
    }
"""
GATEWAYS = """
    resource "aws_vpn_gateway" "g" {}
    resource "aws_nat_gateway" "n" {
      subnet_id = aws_subnet.s.id
    }
"""
TABLE = """
    resource "aws_route_table" "t" {
      vpc_id = aws_vpc.v.id
      %s
    }
"""
ASSOCIATED = """
    resource "aws_route_table_association" "a" {
      subnet_id      = aws_subnet.s.id
      route_table_id = aws_route_table.t.id
    }
"""
ROUTE = """
    resource "aws_route" "r" {
      route_table_id         = %s
      destination_cidr_block = "0.0.0.0/0"
      %s
    }
"""
TO_INTERNET = "gateway_id = aws_internet_gateway.i.id"
TO_NAT = "nat_gateway_id = aws_nat_gateway.n.id"


def inline(target: str) -> str:
    return TABLE % f'route {{\n        cidr_block = "0.0.0.0/0"\n        {target}\n      }}'


CASES = {
    "inline": (inline(TO_INTERNET) + ASSOCIATED, Tri.YES),
    "of its own": (
        TABLE % "" + ASSOCIATED + ROUTE % ("aws_route_table.t.id", TO_INTERNET),
        Tri.YES,
    ),
    "by id": (inline('gateway_id = "igw-0123"') + ASSOCIATED, Tri.YES),
    "a virtual private gateway": (inline('gateway_id = "vgw-0123"') + ASSOCIATED, Tri.NO),
    "one of Terraform's": (inline("gateway_id = aws_vpn_gateway.g.id") + ASSOCIATED, Tri.NO),
    "no id": (inline('gateway_id = "aws_internet_gateway.i.id"') + ASSOCIATED, Tri.UNKNOWN),
    "NAT": (inline(TO_NAT) + ASSOCIATED, Tri.NO),
    "not known": (inline("gateway_id = var.u") + ASSOCIATED, Tri.UNKNOWN),
    "no routes at all": (TABLE % "" + ASSOCIATED, Tri.NO),
    "a table that was not read": (
        ASSOCIATED.replace("aws_route_table.t.id", "var.u"),
        Tri.UNKNOWN,
    ),
    "a table that is given away": (
        TABLE % "" + ASSOCIATED + 'output "t" {\n  value = aws_route_table.t.id\n}\n',
        Tri.UNKNOWN,
    ),
    "the VPC's main table, untouched": ("", Tri.NO),
    "a VPC that is given away": ('output "v" {\n  value = aws_vpc.v.id\n}\n', Tri.UNKNOWN),
    "a subnet that is given away": ('output "s" {\n  value = aws_subnet.s.id\n}\n', Tri.UNKNOWN),
    "a route of the main table": (
        ROUTE % ("aws_vpc.v.main_route_table_id", TO_INTERNET),
        Tri.YES,
    ),
    "the default table": (
        inline(TO_INTERNET)
        .replace("aws_route_table", "aws_default_route_table")
        .replace(
            "vpc_id = aws_vpc.v.id", "default_route_table_id = aws_vpc.v.default_route_table_id"
        ),
        Tri.YES,
    ),
    "another main table": (
        inline(TO_INTERNET)
        + """
    resource "aws_main_route_table_association" "m" {
      vpc_id         = aws_vpc.v.id
      route_table_id = aws_route_table.t.id
    }
    """,
        Tri.YES,
    ),
    "an association that may be this subnet's": (
        inline(TO_INTERNET) + ASSOCIATED.replace("aws_subnet.s.id", "var.u"),
        Tri.UNKNOWN,
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_whether_a_subnet_leads_to_the_internet(tmp_path: Path, text: str, expected: Tri) -> None:
    scene = Scene(tmp_path, VPC + GATEWAYS + text)
    subnet = scene.node(Subnet, "aws_subnet.s")
    assert scene.reach.leads_to(Placed(subnet.id, subnet), Goal.INTERNET) is expected


def test_other_ways_are_told_apart(tmp_path: Path) -> None:
    more = (
        TABLE
        % """
      route {
        cidr_block     = "0.0.0.0/0"
        nat_gateway_id = aws_nat_gateway.n.id
      }
      route {
        cidr_block         = "10.1.0.0/16"
        transit_gateway_id = "tgw-1"
      }
      route {
        cidr_block                = "10.2.0.0/16"
        vpc_peering_connection_id = var.u
      }
    """
    )
    scene = Scene(tmp_path, VPC + GATEWAYS + more + ASSOCIATED)
    subnet = scene.node(Subnet, "aws_subnet.s")
    goals = Goal.NAT, Goal.TRANSIT_GATEWAY, Goal.PEERING, Goal.EGRESS_ONLY
    found = [scene.reach.leads_to(Placed(subnet.id, subnet), goal) for goal in goals]
    assert found == [Tri.YES, Tri.YES, Tri.UNKNOWN, Tri.NO]


def test_an_output_of_a_module_that_was_not_read_may_be_null(tmp_path: Path) -> None:
    more = inline("nat_gateway_id = module.n.id") + 'module "n" {\n  source = "far/away/aws"\n}\n'
    scene = Scene(tmp_path, VPC + GATEWAYS + more + ASSOCIATED)
    subnet = scene.node(Subnet, "aws_subnet.s")
    assert scene.reach.leads_to(Placed(subnet.id, subnet), Goal.NAT) is Tri.UNKNOWN
