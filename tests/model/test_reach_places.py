"""Listeners of clusters, and the zones and VPCs of subnets."""

from __future__ import annotations

from pathlib import Path

import pytest

from mskguard.model.cluster import Cluster
from mskguard.model.network import Subnet
from mskguard.model.reach.places import same_vpc
from mskguard.value import Tri
from tests.model.reading import Scene

CLUSTER = """
    variable "u" {}
    resource "aws_msk_cluster" "c" {
      kafka_version = "3.9.x"
      broker_node_group_info {
        instance_type = "kafka.m7g.large"
        %s
      }
      %s
    }
"""
IAM = "client_authentication {\nsasl {\niam = true\n}\n}\n"
SCRAM = "client_authentication {\nsasl {\nscram = true\n}\n}\n"
MTLS = 'client_authentication {\ntls {\ncertificate_authority_arns = ["arn:aws:acm-pca:x"]\n}\n}\n'
BOTH = "client_authentication {\nunauthenticated = true\nsasl {\niam = true\n}\n}\n"
OPEN = 'encryption_info {\nencryption_in_transit {\nclient_broker = "TLS_PLAINTEXT"\n}\n}\n'
PLAIN = OPEN.replace("TLS_PLAINTEXT", "PLAINTEXT")
PUBLIC = 'connectivity_info {\npublic_access {\ntype = "SERVICE_PROVIDED_EIPS"\n}\n}\n'
DUAL = 'connectivity_info {\nnetwork_type = "DUAL"\n}\n'

LISTENERS = {
    "IAM": ("", IAM, {9098}),
    "SCRAM": ("", SCRAM, {9096}),
    "mutual TLS": ("", MTLS, {9094}),
    "nothing": ("", "", {9094}),
    "nothing, in plaintext too": ("", OPEN, {9092, 9094}),
    "nothing, in plaintext alone": ("", PLAIN, {9092}),
    "IAM and unauthenticated": ("", BOTH, {9094, 9098}),
    "public": (PUBLIC, SCRAM, {9096, 9196}),
    "public, mutual TLS": (PUBLIC, MTLS, {9094, 9194}),
    "both families": (DUAL, IAM, {9098, 20098}),
}


@pytest.mark.parametrize(("brokers", "rest", "expected"), LISTENERS.values(), ids=LISTENERS)
def test_which_listeners_are_on(
    tmp_path: Path, brokers: str, rest: str, expected: set[int]
) -> None:
    scene = Scene(tmp_path, CLUSTER % (brokers, rest))
    found = scene.reach.listeners(scene.node(Cluster, "aws_msk_cluster.c"))
    assert {one.port.first for one in found if one.enabled is Tri.YES} == expected
    assert {one.port.first for one in found if one.enabled is Tri.UNKNOWN} == set()


def test_a_listener_that_hangs_on_something_unknown_is_unknown(tmp_path: Path) -> None:
    scene = Scene(tmp_path, CLUSTER % ("", IAM.replace("true", "var.u")))
    found = scene.reach.listeners(scene.node(Cluster, "aws_msk_cluster.c"))
    unknown = {one.port.first for one in found if one.enabled is Tri.UNKNOWN}
    assert unknown == {9094, 9098}


VERSIONS = {"3.9.x": Tri.YES, "3.9.x.kraft": Tri.NO, "5.0.x.kraft": Tri.UNKNOWN}


@pytest.mark.parametrize(("version", "expected"), VERSIONS.items())
def test_who_keeps_the_metadata(tmp_path: Path, version: str, expected: Tri) -> None:
    scene = Scene(tmp_path, (CLUSTER % ("", "")).replace("3.9.x", version))
    assert scene.reach.by_zookeeper(scene.node(Cluster, "aws_msk_cluster.c")) is expected


ZONES = {
    "one name": ('zone = "eu-west-1a"', 'zone = "eu-west-1a"', Tri.YES),
    "two names": ('zone = "eu-west-1a"', 'zone = "eu-west-1b"', Tri.NO),
    "one id": ('zone_id = "euw1-az1"', 'zone_id = "euw1-az1"', Tri.YES),
    "two ids": ('zone_id = "euw1-az1"', 'zone_id = "euw1-az2"', Tri.NO),
    "a name and an id": ('zone = "eu-west-1a"', 'zone_id = "euw1-az1"', Tri.UNKNOWN),
    "one variable": ("zone = var.u", "zone = var.u", Tri.YES),
    "not known": ("zone = var.u", 'zone = "eu-west-1a"', Tri.UNKNOWN),
    "nothing": ("", "", Tri.UNKNOWN),
    "one name in two accounts": (
        'zone = "eu-west-1a"',
        'zone = "eu-west-1a"\nprovider = aws.other',
        Tri.UNKNOWN,
    ),
    "one id in two accounts": (
        'zone_id = "euw1-az1"',
        'zone_id = "euw1-az1"\nprovider = aws.other',
        Tri.YES,
    ),
}


@pytest.mark.parametrize(("one", "other", "expected"), ZONES.values(), ids=ZONES)
def test_whether_two_subnets_share_a_zone(
    tmp_path: Path, one: str, other: str, expected: Tri
) -> None:
    text = f"""
    variable "u" {{}}
    provider "aws" {{
      allowed_account_ids = ["111122223333"]
    }}
    provider "aws" {{
      alias               = "other"
      allowed_account_ids = ["444455556666"]
    }}
    resource "aws_subnet" "a" {{
      {one.replace("zone", "availability_zone")}
    }}
    resource "aws_subnet" "b" {{
      {other.replace("zone", "availability_zone")}
    }}
    """
    scene = Scene(tmp_path, text)
    a, b = scene.node(Subnet, "aws_subnet.a"), scene.node(Subnet, "aws_subnet.b")
    assert scene.reach.same_zone(a, b) is expected


VPCS = {
    "one": ("aws_vpc.v.id", "aws_vpc.v.id", Tri.YES),
    "two": ("aws_vpc.v.id", "aws_vpc.w.id", Tri.NO),
    "two ids": ('"vpc-1"', '"vpc-2"', Tri.NO),
    "an id and a resource": ('"vpc-1"', "aws_vpc.w.id", Tri.UNKNOWN),
    "a variable and a resource": ("var.u", "aws_vpc.w.id", Tri.UNKNOWN),
    "two data sources": ("data.aws_vpc.v.id", "data.aws_vpc.w.id", Tri.UNKNOWN),
}


@pytest.mark.parametrize(("one", "other", "expected"), VPCS.values(), ids=VPCS)
def test_whether_two_subnets_share_a_vpc(
    tmp_path: Path, one: str, other: str, expected: Tri
) -> None:
    text = f"""
    variable "u" {{}}
    data "aws_vpc" "v" {{}}
    data "aws_vpc" "w" {{}}
    resource "aws_vpc" "v" {{}}
    resource "aws_vpc" "w" {{}}
    resource "aws_subnet" "a" {{
      vpc_id = {one}
    }}
    resource "aws_subnet" "b" {{
      vpc_id = {other}
    }}
    """
    scene = Scene(tmp_path, text)
    a, b = scene.node(Subnet, "aws_subnet.a"), scene.node(Subnet, "aws_subnet.b")
    assert same_vpc(a.vpc, b.vpc) is expected
