"""Terraform in JSON: the same values as HCL's, each where it is written."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mskguard.model.cluster import Cluster
from mskguard.model.configuration import Configuration
from mskguard.source import Fate
from mskguard.value import Absent, Known, Tri, Unknown

LISTENER = """{
  "//": "a comment",
  "variable": {"listener": {"type": "string", "default": "TLS"}},
  "locals": {"iam": true},
  "resource": {
    "aws_msk_cluster": {
      "x": {
        "//": {"of": "the cluster"},
        "kafka_version": "3.9.x",
        "number_of_broker_nodes": 3,
        "encryption_info": {"encryption_in_transit": [{"client_broker": "${var.listener}"}]},
        "client_authentication": [{"sasl": {"iam": "${local.iam}"}}],
        "tags": {"//": "kept", "${var.listener}": "x"},
        "lifecycle": {"prevent_destroy": true}
      }
    }
  }
}
"""


def only(loaded: Any) -> Any:
    (cluster,) = loaded.graph.nodes(Cluster)
    return cluster


def cluster_of(read: Any, **arguments: object) -> Any:
    text = json.dumps({"resource": {"aws_msk_cluster": {"x": arguments}}})
    return only(read({"main.tf.json": text}))


def test_a_cluster_in_json_is_that_of_hcl(read: Any) -> None:
    loaded = read({"main.tf.json": LISTENER})
    assert not loaded.problems
    cluster = only(loaded)
    assert cluster.address == "aws_msk_cluster.x"
    assert str(cluster.span) == "main.tf.json:7:7"
    assert cluster.span.text == '"x": {'
    assert (cluster.kafka_version.it, str(cluster.kafka_version.span)) == (
        "3.9.x",
        "main.tf.json:9:26",
    )
    assert cluster.kafka_version.span.text == '"3.9.x"'
    assert cluster.brokers.count.it == 3
    listener = cluster.transit.client_broker
    assert (listener.it, str(listener.span)) == ("TLS", "main.tf.json:3:58")
    assert [str(hop.span) for hop in listener.via] == ["main.tf.json:11:76"]
    assert cluster.authentication.iam.it is True
    assert cluster.lifecycle.prevent_destroy.it is True
    assert {key: one.it for key, one in cluster.tags.it.items()} == {"//": "kept", "TLS": "x"}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("x${1 + 1}", "x2"),
        ("$${a} \\n", "${a} \\n"),
        ("%{ if true }y%{ endif }", "y"),
        ("a\n${~ 1 }", "a1"),
        ('${join("-", ["a", "b"])}', "a-b"),
        ('é"${upper("é")}" \\ \t/', 'é"É" \\ \t/'),
        (1e3, "1000"),
        (1.5, "1.5"),
        (True, "true"),
        ("${null}", None),
        (None, None),
    ],
)
def test_strings_are_templates(read: Any, written: object, expected: str | None) -> None:
    name = cluster_of(read, cluster_name=written).name
    if expected is None:
        assert isinstance(name, Absent)
    else:
        assert isinstance(name, Known)
        assert name.it == expected


def test_a_value_in_an_escaped_string_has_its_place(read: Any) -> None:
    text = r"""{"locals": {"a": "${lookup({\"k\": \"3.9.x\"}, \"k\")}"},
  "resource": {"aws_msk_cluster": {"x": {"kafka_version": "${local.a}"}}}}"""
    version = only(read({"main.tf.json": text})).kafka_version
    assert version.it == "3.9.x"
    assert version.span.text == r"\"3.9.x\""


def test_a_property_stands_at_its_line_of_the_string(read: Any) -> None:
    text = r"""{"variable": {"isr": {"default": 2}}, "resource": {"aws_msk_configuration": {"c": {
  "server_properties": "min.insync.replicas=${var.isr}\nnum.partitions = 6\n"}}}}"""
    (node,) = read({"main.tf.json": text}).graph.nodes(Configuration)
    isr, partitions = node.properties.it
    assert (partitions.value.it, str(partitions.value.span)) == ("6", "main.tf.json:2:74")
    assert partitions.span.text == "num.partitions = 6"
    assert (isr.value.it, str(isr.value.span)) == ("2", "main.tf.json:1:34")
    assert isr.span.text == "min.insync.replicas=${var.isr}"


def test_a_default_and_a_file_of_variables_compute_nothing(read: Any) -> None:
    files = {
        "main.tf.json": """{"variable": {"a": {"default": "${x}"}, "b": {}},
          "resource": {"aws_msk_cluster": {"x": {
            "cluster_name": "${var.a}", "kafka_version": "${var.b}"}}}}""",
        "terraform.tfvars.json": '{"//": 1, "b": "$${y}"}',
    }
    cluster = only(read(files))
    assert cluster.name.it == "${x}"
    assert cluster.kafka_version.it == "$${y}"
    assert str(cluster.kafka_version.span) == "terraform.tfvars.json:1:16"


def test_files_of_variables_come_in_terraforms_order(read: Any) -> None:
    files = {
        "main.tf": """
            variable "v" {}
            resource "aws_msk_cluster" "x" {
              kafka_version = var.v
            }
        """,
        "terraform.tfvars": 'v = "1"',
        "terraform.tfvars.json": '{"v": "2"}',
        "a.auto.tfvars.json": '{"v": "3"}',
        "b.auto.tfvars": 'v = "4"',
    }
    for name, expected in zip(
        ("", "b.auto.tfvars", "a.auto.tfvars.json", "terraform.tfvars.json"), "4321", strict=True
    ):
        if name:
            files[name] = "{}" if name.endswith(".json") else ""
        assert only(read(files)).kafka_version.it == expected


def test_labels_and_bodies_may_be_lists(read: Any) -> None:
    text = """{"resource": [
      {"aws_msk_cluster": [{"a": {"cluster_name": "1"}}, {"b": [{"cluster_name": "2"}]}]},
      {"aws_vpc": {"v": null}}
    ]}"""
    loaded = read({"main.tf.json": text})
    names = {node.instance: node.name.it for node in loaded.graph.nodes(Cluster)}
    assert names == {"aws_msk_cluster.a": "1", "aws_msk_cluster.b": "2"}
    assert not loaded.problems


def test_dynamic_blocks_in_json(read: Any) -> None:
    cluster = cluster_of(
        read,
        client_authentication={
            "dynamic": {
                "sasl": {
                    "for_each": [{"iam": True}],
                    "iterator": "it",
                    "content": {"iam": "${it.value.iam}"},
                }
            }
        },
        count="${2 - 1}",
    )
    assert cluster.authentication.iam.it is True
    assert cluster.instance == "aws_msk_cluster.x[0]"


def test_a_module_in_json_is_called_from_json(read: Any) -> None:
    files = {
        "main.tf.json": '{"module": {"k": {"source": "./kafka", "release": "3.9.x"}}}',
        "kafka/variables.tf.json": '{"variable": {"release": {}}}',
        "kafka/main.tf": 'resource "aws_msk_cluster" "x" {\n  kafka_version = var.release\n}\n',
    }
    cluster = only(read(files))
    assert cluster.instance == "module.k.aws_msk_cluster.x"
    assert (cluster.kafka_version.it, str(cluster.kafka_version.span)) == (
        "3.9.x",
        "main.tf.json:1:51",
    )


def test_an_override_in_json_changes_hcl(read: Any) -> None:
    files = {
        "main.tf": 'resource "aws_msk_cluster" "x" {\n  kafka_version = "2.8.1"\n}\n',
        "override.tf.json": '{"resource": {"aws_msk_cluster": {"x": {"kafka_version": "3.9.x"}}}}',
    }
    assert only(read(files)).kafka_version.it == "3.9.x"


def test_a_file_of_opentofu_stands_in_for_its_twin(read: Any) -> None:
    text = '{"resource": {"aws_msk_cluster": {"%s": {}}}}'
    loaded = read({"a.tf.json": text % "old", "a.tofu.json": text % "new", "b.tf": ""})
    assert only(loaded).instance == "aws_msk_cluster.new"


def test_bad_json_is_a_problem_with_its_place(read: Any) -> None:
    loaded = read(
        {
            "bad.tf.json": '{"resource": {"aws_msk_cluster": }}',
            "good.tf.json": '{"resource": {"aws_msk_cluster": {"x": {"kafka_version": "3.9.x"}}}}',
        }
    )
    assert [str(one.span) for one in loaded.problems] == ["bad.tf.json:1:34"]
    assert {one.path: one.fate for one in loaded.files}["bad.tf.json"] is Fate.UNREADABLE
    assert only(loaded).kafka_version.it == "3.9.x"
    assert only(loaded).unit.complete is Tri.NO


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"resource": {"aws_msk_cluster": {"x": {"cluster_name": "a${b"}}}}', "1:59"),
        (r'{"resource": {"aws_msk_cluster": {"x": {"cluster_name": "\"\n${b"}}}}', "1:62"),
        ('{"resource": {"aws_msk_cluster": {"x": 3}}}', "1:40"),
        ('{"resource": "aws_msk_cluster"}', "1:14"),
        ('["aws_msk_cluster"]', "1:2"),
    ],
)
def test_what_does_not_fit_is_a_problem_with_its_place(read: Any, text: str, place: str) -> None:
    loaded = read({"main.tf.json": text})
    assert [str(one.span) for one in loaded.problems] == [f"main.tf.json:{place}"]


def test_a_sensitive_default_in_json_is_hidden(read: Any) -> None:
    text = """{"variable": {"v": {"sensitive": true, "default": "secret"}},
      "resource": {"aws_msk_cluster": {"x": {"cluster_name": "${var.v}"}}}}"""
    assert "secret" not in only(read({"main.tf.json": text})).name.span.shown


def test_an_absent_argument_of_json_is_added_by_no_fix(read: Any) -> None:
    cluster = cluster_of(read, cluster_name="x")
    slot = cluster.kafka_version.slot
    assert slot is not None
    assert slot.holder is None


def test_an_unknown_in_json_says_why(read: Any) -> None:
    value = cluster_of(read, kafka_version="${var.v}").kafka_version
    assert isinstance(value, Unknown)
    assert value.why == 'no variable "v" is declared'
