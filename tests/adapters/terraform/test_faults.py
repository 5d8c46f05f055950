"""What the AWS provider's schemas refuse in resources of MSK."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent

import pytest

from mskguard.adapters.load import Inputs, load
from mskguard.aws.facts import Facts
from mskguard.model.fault import Fault

SOUND = """
resource "aws_msk_cluster" "a" {
  cluster_name           = "a"
  kafka_version          = "3.9.x"
  number_of_broker_nodes = 3
  broker_node_group_info {
    instance_type   = "kafka.m7g.large"
    client_subnets  = ["subnet-1", "subnet-2", "subnet-3"]
    security_groups = ["sg-1"]
  }
%s
}
variable "open" {}
"""
LOCK = 'provider "registry.terraform.io/hashicorp/aws" {\n  version = "%s"\n}\n'


class Faults:
    """Loads configurations and tells what is wrong with them."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def of(self, files: dict[str, str]) -> list[Fault]:
        for name, text in files.items():
            path = self._directory / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return list(load(Inputs([Path()]), Facts()).faults)

    def said(self, more: str, **files: str) -> list[str]:
        """The messages without the address, with the world where there is one."""
        text = {"main.tf": SOUND % dedent(more), **files}
        return [
            one.message.removeprefix("aws_msk_cluster.a: ") + (f" [{one.when}]" if one.when else "")
            for one in self.of(text)
        ]

    def locked(self, version: str, more: str) -> list[str]:
        return self.said(more, **{".terraform.lock.hcl": LOCK % version})


@pytest.fixture
def faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Faults:
    monkeypatch.chdir(tmp_path)
    return Faults(tmp_path)


WRONG = {
    "client_authentications is no argument of aws_msk_cluster, client_authentication is": """
        client_authentications {}
    """,
    "arn is decided by AWS, it cannot be written": 'arn = "x"',
    'storage_mode is "REMOTE", one of these is expected: LOCAL, TIERED': """
        storage_mode = "REMOTE"
    """,
    'storage_mode is "NO", one of these is expected: LOCAL, TIERED [var.open is false]': """
        storage_mode = var.open ? "LOCAL" : "NO"
    """,
    "configuration_info lacks arn, which is required": """
        configuration_info {
          revision = 1
        }
    """,
    "configuration_info.arn is no ARN, one is expected": """
        configuration_info {
          arn      = "aws_msk_configuration.a.arn"
          revision = 1
        }
    """,
    "configuration_info.revision is -1, 0 or more is expected": """
        configuration_info {
          arn      = var.open
          revision = -1
        }
    """,
    "open_monitoring lacks prometheus, which is required": "open_monitoring {}",
    "rebalancing stands 2 times, at most 1 is allowed": """
        rebalancing {
          status = var.open
        }
        rebalancing {
          status = var.open
        }
    """,
    'encryption_info.encryption_in_transit.in_cluster is "on", true or false is expected': """
        encryption_info {
          encryption_in_transit {
            in_cluster = "on"
          }
        }
    """,
    'tags is "x", a map is expected': 'tags = "x"',
    "logging_inf is no argument of aws_msk_cluster, logging_info is": """
        dynamic "logging_inf" {
          for_each = [1]
          content {}
        }
    """,
    'rebalancing.status is "ON", one of these is expected: ACTIVE, PAUSED': """
        dynamic "rebalancing" {
          for_each = ["ON"]
          content {
            status = rebalancing.value
          }
        }
    """,
    'rebalancing.status is "OFF", one of these is expected: ACTIVE, PAUSED': """
        rebalancing = {
          status = "OFF"
        }
    """,
}


@pytest.mark.parametrize("said", WRONG)
def test_what_is_wrong_is_told(said: str, faults: Faults) -> None:
    assert faults.said(WRONG[said]) == [said]


NOT_WRONG = {
    "nothing": "",
    "meta-arguments": """
        count = 2
        depends_on = []
        lifecycle {
          prevent_destroy = true
        }
        timeouts {
          create = "2h"
        }
        provisioner "local-exec" {
          command = "true"
        }
    """,
    "newer": """
        something_newer = "x"
        newer_block {}
    """,
    "a map before 0.12": """
        tags {
          a = "b"
        }
    """,
    "converted": """
        tags = { a = 1, b = true }
        configuration_info {
          arn      = ""
          revision = "1"
        }
    """,
    "unknown": "storage_mode = var.open",
    "null": "storage_mode = null",
    "unknown blocks": """
        dynamic "rebalancing" {
          for_each = var.open
          content {
            status = "ON"
          }
        }
    """,
    "left to a rule": 'enhanced_monitoring = "FULL"',
}


@pytest.mark.parametrize("what", NOT_WRONG)
def test_what_is_unknown_newer_older_or_left_to_a_rule_is_not(what: str, faults: Faults) -> None:
    assert not faults.said(NOT_WRONG[what])


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("5.31.0", ["rebalancing does not exist in provider 5.31.0, which is locked"]),
        ("5.100.0", ["rebalancing does not exist in provider 5.100.0, which is locked"]),
        ("6.0.0", []),
        ("6.50.0-beta1", []),
    ],
)
def test_a_locked_provider_may_be_too_old(version: str, said: list[str], faults: Faults) -> None:
    assert faults.locked(version, 'rebalancing {\n  status = "ACTIVE"\n}') == said


def test_what_is_like_nothing_is_wrong_where_the_provider_is_known(faults: Faults) -> None:
    assert faults.locked("4.67.0", "ebs_volume_size = 100") == []
    said = ["ebs_volume_size is no argument of aws_msk_cluster"]
    assert faults.locked("5.31.0", "ebs_volume_size = 100") == said
    assert faults.locked("6.1.0", "ebs_volume_size = 100") == []


def test_a_type_may_be_newer_than_the_provider(faults: Faults) -> None:
    topic = 'resource "aws_msk_topic" "t" {\n  name = "t"\n}\n'
    lock = {".terraform.lock.hcl": LOCK % "5.31.0"}
    [one] = faults.of({"main.tf": topic, **lock})
    said = "aws_msk_topic.t: aws_msk_topic does not exist in provider 5.31.0, which is locked"
    assert one.message == said
    assert one.span.text.startswith('resource "aws_msk_topic" "t"')


def test_a_module_of_the_users_own_is_told_and_a_downloaded_one_is_not(faults: Faults) -> None:
    wrong = SOUND % 'storage_mode = "REMOTE"'
    call = 'module "m" {\n  source = "%s"\n  open   = "x"\n}\n'
    [one] = faults.of({"main.tf": call % "./m", "m/main.tf": wrong})
    assert one.message.startswith("module.m.aws_msk_cluster.a: storage_mode")
    assert [hop.what for hop in one.related] == ["called as module.m"]
    known = {"Modules": [{"Key": "m", "Source": "x/y/z", "Dir": ".terraform/modules/m"}]}
    downloaded = {
        "main.tf": call % "x/y/z",
        ".terraform/modules/modules.json": json.dumps(known),
        ".terraform/modules/m/main.tf": wrong,
        "m/main.tf": "",
    }
    assert not faults.of(downloaded)


def test_a_value_passed_by_a_caller_is_told_at_the_caller(faults: Faults) -> None:
    module = SOUND % "storage_mode = var.mode" + 'variable "mode" {}\n'
    call = 'module "m" {\n  source = "./m"\n  open   = "x"\n  mode   = "REMOTE"\n}\n'
    [one] = faults.of({"main.tf": call, "m/main.tf": module})
    assert (one.span.file.path, one.span.text) == ("main.tf", '"REMOTE"')


def test_json_is_judged_alike(faults: Faults) -> None:
    cluster = {
        "cluster_name": "a", "kafka_version": "3.9.x", "number_of_broker_nodes": 3,
        "broker_node_group_info": {
            "instance_type": "x", "client_subnet": [], "security_groups": [],
        },
    }  # fmt: skip
    text = json.dumps({"resource": {"aws_msk_cluster": {"a": cluster}}}, indent=1)
    assert [one.message for one in faults.of({"main.tf.json": text})] == [
        "aws_msk_cluster.a: broker_node_group_info.client_subnet is no argument of aws_msk_cluster,"
        " client_subnets is"
    ]
