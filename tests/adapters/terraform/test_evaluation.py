"""Values of a cluster through everything that engineers put between them and their literals."""

from __future__ import annotations

from typing import Any

import pytest

from mskguard.model.cluster import Cluster
from mskguard.model.configuration import Configuration
from mskguard.model.graph import Relation
from mskguard.value import Absent, Choice, Known, Origin, Tri, Unknown, World, reading


def version(loaded: Any) -> Any:
    (cluster,) = loaded.graph.nodes(Cluster)
    return cluster.kafka_version


def cluster_with(expression: str) -> str:
    return f'\nresource "aws_msk_cluster" "x" {{\n  kafka_version = {expression}\n}}\n'


VARIABLE = 'variable "v" {\n  type    = string\n  default = "default"\n}\n'


@pytest.mark.parametrize(
    ("files", "given", "expected", "place"),
    [
        ({}, {}, "default", "main.tf:3:13"),
        ({"terraform.tfvars": 'v = "a"'}, {}, "a", "terraform.tfvars:1:5"),
        (
            {"terraform.tfvars": 'v = "a"', "b.auto.tfvars": 'v = "b"', "a.auto.tfvars": 'v = "c"'},
            {},
            "b",
            "b.auto.tfvars:1:5",
        ),
        ({"b.auto.tfvars": 'v = "b"'}, {"v": "given"}, "given", "--var v:1:1"),
    ],
)
def test_a_variable_has_its_value_in_terraforms_precedence(
    read: Any, files: dict[str, str], given: dict[str, str], expected: str, place: str
) -> None:
    loaded = read({"main.tf": VARIABLE + cluster_with("var.v"), **files}, variables=given)
    value = version(loaded)
    assert value.it == expected
    assert str(value.span) == place
    assert value.origin is Origin.RESOLVED
    assert [(str(hop.span), hop.what) for hop in value.via] == [("main.tf:7:19", "var.v")]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('"3.9.x"', "3.9.x"),
        ("local.a", "3.9.x"),
        ("local.b", "3.9.x.kraft"),
        ('var.v == "default" ? "yes" : "no"', "yes"),
        ('!(var.v != "default") && true ? "yes" : "no"', "yes"),
        ('"${local.major}.${local.major + 6}.x"', "3.9.x"),
        ('local.by_stage["prod"]', "3.8.x"),
        ("local.by_stage.dev", "3.7.x"),
        ("local.list[1]", "second"),
        ('[for it in local.list : it if it != "first"][0]', "second"),
        ('{for key, it in local.by_stage : it => key}["3.8.x"]', "prod"),
        ("aws_x.other.text", "3.6.0"),
        ("random_id.r.keepers.version", "3.9.x"),
        ("local.list.*[0]", "first"),
        ('length(null) > 0 && false ? "a" : "b"', "b"),
        ('true || length(null) > 0 ? "a" : "b"', "a"),
    ],
)
def test_an_expression_is_what_terraform_makes_of_it(
    read: Any, expression: str, expected: str
) -> None:
    text = """
locals {
  a        = "3.9.x"
  b        = "${local.a}.kraft"
  major    = 3
  list     = ["first", "second"]
  by_stage = { prod = "3.8.x", dev = "3.7.x" }
}
resource "aws_x" "other" {
  text = "3.6.0"
}
resource "random_id" "r" {
  keepers = {
    version = local.a
  }
}
"""
    value = version(read(VARIABLE + text + cluster_with(expression)))
    assert isinstance(value, Known), value
    assert value.it == expected


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("var.none", "var.none has no value and no default"),
        ("data.x.y.z", "data.x.y.z is read only when Terraform runs"),
        ("aws_x.other.arn", "aws_x.other.arn is known only when Terraform runs"),
        ("local.circle", "local.circle refers to itself"),
        ("timestamp()", "function timestamp gives another value at each run"),
        ("module.far.out", 'module "far" comes from a/b/c, which is not in the scanned tree'),
        ("module.up.out", 'module "up" comes from ../up, which lies outside the scanned tree'),
        ("terraform.workspace", "the workspace is chosen when Terraform runs"),
        ("var.undeclared", 'no variable "undeclared" is declared'),
        ('"${var.none}.x"', "var.none has no value and no default"),
    ],
)
def test_an_unknown_value_says_why(read: Any, expression: str, why: str) -> None:
    text = """
variable "none" {}
resource "aws_x" "other" {}
data "x" "y" {}
module "far" { source = "a/b/c" }
module "up" { source = "../up" }
locals {
  circle = local.back
  back   = local.circle
}
"""
    value = version(read(text + cluster_with(expression)))
    assert isinstance(value, Unknown)
    assert value.why == why


def test_null_is_absent(read: Any) -> None:
    assert isinstance(version(read(cluster_with("null"))), Absent)


def test_a_conditional_on_an_unknown_is_one_thing_or_the_other(read: Any) -> None:
    expression = 'var.stage == "prod" ? "3.9.x" : "2.8.1"'
    value = version(read('variable "stage" {}\n' + cluster_with(expression)))
    assert isinstance(value, Choice)
    assert value.condition.said(True) == 'var.stage == "prod" is true'
    with reading(World({value.condition: False})):
        assert value.equals("2.8.1") is Tri.YES


def test_count_makes_instances_and_their_existence_may_be_open(read: Any) -> None:
    text = """
variable "many" { default = 2 }
variable "unknown" {}
resource "aws_msk_cluster" "two" {
  count         = var.many
  cluster_name  = "c-${count.index}"
}
resource "aws_msk_cluster" "none" {
  count = 0
}
resource "aws_msk_cluster" "maybe" {
  count = var.unknown ? 1 : 0
}
"""
    clusters = {node.instance: node for node in read(text).graph.nodes(Cluster)}
    assert list(clusters) == [
        "aws_msk_cluster.two[0]",
        "aws_msk_cluster.two[1]",
        "aws_msk_cluster.maybe[0]",
    ]
    assert clusters["aws_msk_cluster.two[1]"].name.otherwise("") == "c-1"
    assert isinstance(clusters["aws_msk_cluster.maybe[0]"].exists, Choice)


PROPERTIES = """
variable "isr" {
  default = 3
}
resource "aws_msk_configuration" "c" {
  name              = "c"
  server_properties = <<-EOT
    # a comment
    default.replication.factor = 3
    min.insync.replicas=${var.isr}
    log.retention.hours : ${var.hours}

    num.partitions 6
  EOT
}
variable "hours" {}
"""


def properties(loaded: Any) -> Any:
    (configuration,) = loaded.graph.nodes(Configuration)
    return configuration.properties.it


def test_a_property_stands_at_its_line_of_the_heredoc(read: Any) -> None:
    found = properties(read(PROPERTIES))
    assert [(one.key, one.span.text) for one in found] == [
        ("default.replication.factor", "default.replication.factor = 3"),
        ("min.insync.replicas", "min.insync.replicas=${var.isr}"),
        ("log.retention.hours", "log.retention.hours : ${var.hours}"),
        ("num.partitions", "num.partitions 6"),
    ]
    assert str(found.entries[0].span) == "main.tf:9:5"


def test_a_propertys_value_stands_where_it_is_written_down(read: Any) -> None:
    isr = properties(read(PROPERTIES)).get("min.insync.replicas")
    assert (isr.it, str(isr.span)) == ("3", "main.tf:3:13")
    assert [(str(hop.span), hop.what) for hop in isr.via] == [("main.tf:10:25", "${var.isr}")]


def test_an_unknown_property_leaves_the_others_known(read: Any) -> None:
    found = properties(read(PROPERTIES))
    assert isinstance(found.get("log.retention.hours"), Unknown)
    assert found.get("num.partitions").it == "6"
    assert isinstance(found.get("min.insync"), Absent)


def test_a_line_that_is_not_known_may_set_any_property_after_it(read: Any) -> None:
    text = """
variable "more" {}
resource "aws_msk_configuration" "c" {
  name              = "c"
  server_properties = <<EOT
a=1
${var.more}
b=2
EOT
}
"""
    found = properties(read(text))
    assert isinstance(found.get("a"), Unknown), "the unknown line may set it again"
    assert found.get("b").it == "2"
    assert isinstance(found.get("c"), Unknown)


def test_joined_properties_stand_at_their_element(read: Any) -> None:
    text = """
locals {
  properties = {
    "min.insync.replicas" = 2
    "num.partitions"      = 6
  }
}
resource "aws_msk_configuration" "c" {
  name              = "c"
  server_properties = join("\\n", [for k, v in local.properties : "${k} = ${v}"])
}
"""
    found = properties(read(text))
    assert [(one.key, one.value.it, str(one.value.span)) for one in found] == [
        ("min.insync.replicas", "2", "main.tf:4:29"),
        ("num.partitions", "6", "main.tf:5:29"),
    ]
    assert found.entries[0].key_span.text == "min.insync.replicas"


def test_a_cluster_is_linked_to_its_configuration_through_a_module(read: Any) -> None:
    files = {
        "main.tf": """
            module "kafka" {
              source  = "./kafka"
              release = "3.9.x"
            }
        """,
        "kafka/main.tf": """
            variable "release" {}
            resource "aws_msk_configuration" "c" {
              count = 1
              name  = "c"
            }
            resource "aws_msk_cluster" "x" {
              kafka_version = var.release
              configuration_info {
                arn      = aws_msk_configuration.c[0].arn
                revision = aws_msk_configuration.c[0].latest_revision
              }
            }
        """,
    }
    loaded = read(files)
    (cluster,) = loaded.graph.nodes(Cluster)
    assert cluster.address == "module.kafka.aws_msk_cluster.x"
    assert [hop.what for hop in cluster.called_at] == ["called as module.kafka"]
    related = loaded.graph.targets(cluster, Relation.CONFIGURED_BY, Configuration)
    assert [node.instance for node in related.nodes] == ["module.kafka.aws_msk_configuration.c[0]"]
    assert related.complete is Tri.YES


def test_a_module_that_is_called_is_read_only_through_its_caller(read: Any) -> None:
    files = {
        "modules/kafka/main.tf": 'variable "v" { default = "x" }\n' + cluster_with("var.v"),
        "live/main.tf": 'module "k" {\n  source = "../modules/kafka"\n  v = "3.9.x"\n}\n',
    }
    clusters = list(read(files).graph.nodes(Cluster))
    assert [(node.unit.name, node.instance) for node in clusters] == [
        ("live", "module.k.aws_msk_cluster.x")
    ]
    assert clusters[0].kafka_version.otherwise("") == "3.9.x"


def test_dynamic_blocks_are_there_as_often_as_their_collection_says(read: Any) -> None:
    text = """
variable "on" { default = true }
variable "open" {}
resource "aws_msk_cluster" "x" {
  dynamic "client_authentication" {
    for_each = var.on ? ["me"] : []
    content {
      dynamic "sasl" {
        for_each = [{ iam = true }]
        iterator = it
        content {
          iam = it.value.iam
        }
      }
    }
  }
  dynamic "encryption_info" {
    for_each = var.open
    content {
      encryption_at_rest_kms_key_arn = encryption_info.value
    }
  }
  dynamic "rebalancing" {
    for_each = []
    content {
      status = "PAUSED"
    }
  }
}
"""
    (cluster,) = read(text).graph.nodes(Cluster)
    assert cluster.authentication.iam.otherwise(None) is True
    assert isinstance(cluster.rest.kms_key, Unknown)
    assert isinstance(cluster.transit.client_broker, Unknown)
    assert isinstance(cluster.rebalancing, Absent)


def test_optional_attributes_are_filled(read: Any) -> None:
    text = """
variable "cluster" {
  type = object({
    version = optional(string, "3.9.x")
    size    = optional(number)
  })
  default = {}
}
"""
    assert version(read(text + cluster_with("var.cluster.version"))).it == "3.9.x"
    assert isinstance(version(read(text + cluster_with("var.cluster.size"))), Absent)


def test_override_files_have_the_last_word(read: Any) -> None:
    files = {
        "main.tf": cluster_with('"2.8.1"'),
        "main_override.tf": cluster_with('"3.9.x"'),
    }
    value = version(read(files))
    assert (value.it, value.span.file.path) == ("3.9.x", "main_override.tf")


def test_runaway_configurations_end(read: Any) -> None:
    chain = "\n".join(f'  l{n} = "${{local.l{n + 1}}}${{local.l{n + 1}}}"' for n in range(60))
    text = f'locals {{\n{chain}\n  l60 = "xxxxxxxxxx"\n}}\n' + cluster_with("local.l0")
    assert isinstance(version(read(text)), Unknown)
    many = (
        "locals {\n"
        + "\n".join(f"  n{n} = local.n{n + 1}" for n in range(2000))
        + "\n  n2000 = 1\n}\n"
    )
    assert isinstance(version(read(many + cluster_with("local.n0"))), Unknown)
