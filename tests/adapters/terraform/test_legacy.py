"""Forms of Terraform before 0.12, as they still stand in configurations."""

from __future__ import annotations

from typing import Any

import pytest

from mskguard.model.cluster import Cluster
from mskguard.value import Choice, Known, Unknown

VARIABLES = """
variable "many" {
  type    = "list"
  default = ["a", "b", "c"]
}
variable "map" {
  type = "map"
  default = {
    key = "value"
  }
}
variable "subnets" {
  type = "list"
}
variable "subnet" {}
variable "text" {
  type = "string"
}
module "vpc" {
  source = "acme/vpc/aws"
}
resource "aws_subnet" "a" {}
"""


def cluster(read: Any, body: str) -> Any:
    loaded = read(VARIABLES + f'resource "aws_msk_cluster" "x" {{\n{body}\n}}\n')
    assert not loaded.problems
    (found,) = loaded.graph.nodes(Cluster)
    return found


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('"${var.many[1]}"', "b"),
        ('"${element(var.many, 4)}"', "b"),
        ('"${lookup(var.map, "key")}"', "value"),
        ('"${join("-", list("a", "b"))}"', "a-b"),
        ('"${lookup(map("a", "b"), "a")}"', "b"),
        ('"${-0}"', "-0"),
        ('"${0 * -1} ${-0 + 0} ${tonumber("-0")}"', "-0 0 -0"),
        ('"${var.many[-0]}"', "a"),
        ('-0 == 0 ? "same" : "other"', "same"),
    ],
)
def test_quoted_interpolations_are_what_stands_in_them(
    read: Any, expression: str, expected: str
) -> None:
    assert cluster(read, f"  cluster_name = {expression}").name.it == expected


def subnets(read: Any, expression: str) -> Any:
    body = f"  broker_node_group_info {{\n    client_subnets = {expression}\n  }}"
    return cluster(read, body).brokers.subnets


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('["${slice(var.many, 0, 2)}"]', ["a", "b"]),
        ('["x", "${var.many}"]', ["x", "a", "b", "c"]),
        ('["${list("a", "b")}"]', ["a", "b"]),
        ('["aws_subnet.a.id"]', ["aws_subnet.a.id"]),
        ('"${var.many}"', ["a", "b", "c"]),
    ],
)
def test_a_list_in_quotes_within_a_list_is_that_list(
    read: Any, expression: str, expected: list[str]
) -> None:
    assert [one.it for one in subnets(read, expression).it] == expected


@pytest.mark.parametrize(
    "element",
    ["var.subnets", "module.vpc.private", "compact(var.subnets)", "aws_subnet.a.*.id"],
)
def test_how_many_elements_an_unknown_list_has_is_unknown(read: Any, element: str) -> None:
    value = subnets(read, f'["${{{element}}}"]')
    if element == "aws_subnet.a.*.id":
        assert isinstance(value, Known), "one subnet without count"
    else:
        assert isinstance(value, Unknown)
        assert value.why.startswith("an element may be a list of its own: ")


@pytest.mark.parametrize(
    "element", ["var.subnet", "var.text", "aws_subnet.a.id", "element(var.subnets, 0)"]
)
def test_an_unknown_text_is_one_element(read: Any, element: str) -> None:
    value = subnets(read, f'["${{{element}}}", "x"]')
    assert [type(one) for one in value.it] == [Unknown, Known]


def test_a_block_written_as_a_map_is_that_block(read: Any) -> None:
    body = """
  encryption_info = {
    encryption_in_transit = {
      client_broker = "PLAINTEXT"
    }
  }
"""
    listener = cluster(read, body).transit.client_broker
    assert listener.it == "PLAINTEXT"
    assert listener.span.text == '"PLAINTEXT"'


def test_a_block_of_tags_is_a_map(read: Any) -> None:
    tags = cluster(read, '  tags {\n    Name = "${var.many[0]}"\n  }').tags
    assert {key: one.it for key, one in tags.it.items()} == {"Name": "a"}


def test_a_list_in_a_list_stays_one_where_it_is_no_argument(read: Any) -> None:
    value = cluster(read, '  cluster_name = jsonencode(["${var.many}"])').name
    assert value.it == '[["a","b","c"]]'


def test_a_module_whose_count_is_unknown_may_or_may_not_be(read: Any) -> None:
    files = {
        "main.tf": """
            variable "on" {}
            module "k" {
              source = "./k"
              count  = var.on ? 1 : 0
            }
            module "far" {
              source = "acme/far/aws"
            }
            module "l" {
              source = "./k"
              count  = module.far.count
            }
        """,
        "k/main.tf": 'resource "aws_msk_cluster" "x" {\n  kafka_version = "3.9.x"\n}\n',
    }
    found = {one.instance: one for one in read(files).graph.nodes(Cluster)}
    assert list(found) == ["module.k[0].aws_msk_cluster.x", "module.l.aws_msk_cluster.x"]
    assert all(isinstance(one.exists, Choice) for one in found.values())
    assert all(one.kafka_version.it == "3.9.x" for one in found.values())


def test_a_library_is_read_with_unknown_inputs_and_its_example_with_arguments(read: Any) -> None:
    files = {
        "main.tf": """
            variable "release" {}
            resource "aws_msk_cluster" "x" {
              kafka_version = var.release
            }
        """,
        "examples/a/main.tf": 'module "k" {\n  source  = "../../"\n  release = "3.9.x"\n}\n',
    }
    (found,) = read(files).graph.nodes(Cluster)
    assert (found.unit.name, found.kafka_version.it) == ("examples/a", "3.9.x")
    (found,) = read({"main.tf": files["main.tf"], "examples/a/main.tf": ""}).graph.nodes(Cluster)
    assert found.unit.name == "."
    assert found.kafka_version.why == "var.release has no value and no default"
