"""Modules that `terraform init` put below `.terraform/modules`."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mskguard.model.cluster import Cluster
from mskguard.source import Fate
from mskguard.value import Tri

CALL = """
module "kafka" {
  source  = "acme/kafka/aws"
  version = "1.2.3"
  release = "3.9.x"
}
"""
KAFKA = """
variable "release" {}
module "inner" {
  source  = "./modules/inner"
  release = var.release
}
module "far" {
  source = "git::https://example.com/far.git?ref=v1"
}
"""
CLUSTER = """
variable "release" {}
resource "aws_msk_cluster" "x" {
  kafka_version = var.release
  cluster_name  = path.module
}
"""


def manifest(**changes: str) -> str:
    kafka = {
        "Key": "kafka",
        "Source": "registry.terraform.io/acme/kafka/aws",
        "Version": "1.2.3",
        "Dir": ".terraform/modules/kafka",
    }
    inner = {
        "Key": "kafka.inner",
        "Source": "./modules/inner",
        "Dir": ".terraform/modules/kafka/modules/inner",
    }
    far = {
        "Key": "kafka.far",
        "Source": "git::https://example.com/far.git?ref=v1",
        "Dir": ".terraform/modules/kafka.far",
    }
    root = {"Key": "", "Source": "", "Dir": "."}
    return json.dumps({"Modules": [root, kafka | changes, inner, far]})


def files(listing: str) -> dict[str, str]:
    below = "live/.terraform/modules/"
    return {
        "live/main.tf": CALL,
        below + "modules.json": listing,
        below + "kafka/main.tf": KAFKA,
        below + "kafka/modules/inner/main.tf": CLUSTER,
        below + "kafka.far/main.tf": "",
    }


def test_a_downloaded_module_is_read_where_its_call_stands(read: Any) -> None:
    loaded = read(files(manifest()))
    (cluster,) = loaded.graph.nodes(Cluster)
    assert cluster.instance == "module.kafka.module.inner.aws_msk_cluster.x"
    assert cluster.unit.name == "live"
    assert cluster.unit.complete is Tri.YES
    assert str(cluster.kafka_version.span) == "live/main.tf:5:13"
    assert cluster.name.it == ".terraform/modules/kafka/modules/inner"
    assert not cluster.span.file.editable
    assert cluster.kafka_version.span.file.editable


def test_the_manifest_and_what_it_led_to_are_accounted_for(read: Any) -> None:
    fates = {one.path: one.fate for one in read(files(manifest())).files}
    assert fates["live/.terraform/modules/modules.json"] is Fate.READ
    assert fates["live/.terraform/modules/kafka/main.tf"] is Fate.READ


@pytest.mark.parametrize(
    ("listing", "why"),
    [
        (
            manifest(Key="other"),
            'module "kafka" comes from acme/kafka/aws, which is not in the scanned tree',
        ),
        (
            manifest(Version="1.0.0"),
            'module "kafka" comes from acme/kafka/aws, but .terraform/modules holds '
            "registry.terraform.io/acme/kafka/aws 1.0.0 for it",
        ),
        (
            manifest(Source="registry.terraform.io/other/kafka/aws"),
            'module "kafka" comes from acme/kafka/aws, but .terraform/modules holds '
            "registry.terraform.io/other/kafka/aws 1.2.3 for it",
        ),
        (
            manifest(Dir="../../elsewhere"),
            'module "kafka" comes from acme/kafka/aws, which lies outside the scanned tree',
        ),
        (
            manifest(Dir=".terraform/modules/nowhere"),
            'module "kafka" comes from acme/kafka/aws, where no module is',
        ),
        (
            "{}",
            'module "kafka" comes from acme/kafka/aws, which is not in the scanned tree',
        ),
        (
            '{"Modules": [1, {"Key": 2}]}',
            'module "kafka" comes from acme/kafka/aws, which is not in the scanned tree',
        ),
    ],
)
def test_a_module_that_was_not_downloaded_for_its_call_is_unknown(
    read: Any, listing: str, why: str
) -> None:
    text = 'resource "aws_msk_cluster" "y" {\n  kafka_version = module.kafka.x\n}\n'
    loaded = read(files(listing) | {"live/more.tf": text})
    (cluster,) = loaded.graph.nodes(Cluster)
    assert cluster.kafka_version.why == why
    assert cluster.unit.complete is Tri.NO


def test_a_manifest_that_is_no_json_is_a_problem(read: Any) -> None:
    loaded = read(files('{"Modules": [}'))
    assert [str(one.span) for one in loaded.problems] == [
        "live/.terraform/modules/modules.json:1:14"
    ]
