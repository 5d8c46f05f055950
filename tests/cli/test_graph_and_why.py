"""`graph` and `why`: what mskguard sees, and why it sees it so."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.projects import PLAINTEXT, SOUND, Cli, Project

ORDERS = Path(__file__).parents[2] / "fixtures" / "projects" / "orders"
SCHEMA = json.loads(files("mskguard.report").joinpath("graph.schema.json").read_text("utf-8"))

MODULE = {
    "main.tf": """\
variable "stage" {}

variable "prod" {
  type = bool
}

locals {
  sizes = { small = "kafka.m5.large" }
}

module "events" {
  source   = "./kafka"
  count    = 1
  name     = "events-${var.stage}"
  listener = "TLS"
  size     = local.sizes.small
  prod     = var.prod
}
""",
    "kafka/main.tf": """\
variable "name" {}
variable "listener" {}
variable "size" {}
variable "prod" {}

resource "aws_msk_configuration" "this" {
  count             = 2
  name              = "events"
  server_properties = <<-EOF
    min.insync.replicas=2
    log.retention.hours=${var.name}
  EOF
}

resource "aws_msk_cluster" "this" {
  cluster_name           = var.name
  kafka_version          = var.prod ? "3.9.x" : "4.0.x"
  number_of_broker_nodes = 3

  broker_node_group_info {
    instance_type  = var.size
    client_subnets = ["subnet-a", "subnet-b", "subnet-c"]
  }

  encryption_info {
    encryption_in_transit {
      client_broker = var.listener
    }
  }

  dynamic "configuration_info" {
    for_each = var.prod ? [1] : []
    content {
      arn      = aws_msk_configuration.this[0].arn
      revision = 1
    }
  }

  tags = { team = "core" }
}
""",
}


def closed(schema: Any) -> Any:
    """The schema without room for fields that it does not describe."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    return {**inner, "additionalProperties": False} if "properties" in schema else inner


def graph(cli: Cli, *words: str) -> dict[str, Any]:
    done = cli("graph", "--format", "json", *words)
    assert done.exit_code == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    jsonschema.Draft202012Validator(closed(SCHEMA)).validate(told)
    return told


def value(node: dict[str, Any], name: str) -> dict[str, Any]:
    [found] = [one["value"] for one in node["attributes"] if one["name"] == name]
    assert isinstance(found, dict)
    return found


def configured_by(node: dict[str, Any]) -> dict[str, Any]:
    [found] = [one for one in node["relations"] if one["relation"] == "configured by"]
    assert isinstance(found, dict)
    return found


def squeezed(text: str) -> str:
    return re.sub(" +", " ", text)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_fixtures_fit_the_schema_with_nothing_besides(cli: Cli) -> None:
    told = graph(cli, str(ORDERS.parent))
    assert {one["kind"] for one in told["nodes"]} >= {"Cluster", "Configuration"}
    assert told["edges"]


def test_every_kind_of_value_is_told_in_json(cli: Cli, project: Project) -> None:
    project(MODULE)
    told = graph(cli)
    first, _, cluster = told["nodes"]
    assert [one["what"] for one in cluster["calledAt"]] == ["called as module.events"]
    assert value(cluster, "exists")["value"] is True
    assert value(cluster, "brokers.size")["value"] == "kafka.m5.large"
    assert value(cluster, "brokers.size")["origin"] == "resolved"
    assert value(cluster, "brokers.size")["place"]["line"] == 8
    assert value(cluster, "rest.kms_key")["state"] == "absent"
    assert value(cluster, "transit.in_cluster")["source"]["url"].startswith("https://docs.aws")
    unknown = value(cluster, "name")
    assert (unknown["text"], unknown["roots"]) == ("events-...", ["var.stage"])
    assert unknown["why"] == "var.stage has no value and no default"
    choice = value(cluster, "kafka_version")
    assert (choice["condition"], choice["yes"]["value"], choice["no"]["value"]) == (
        "var.prod",
        "3.9.x",
        "4.0.x",
    )
    [tag] = value(cluster, "tags")["parts"]
    assert (tag["name"], tag["value"]["value"]) == ("tags[team]", "core")
    insync, hours = value(first, "properties")["parts"]
    assert (insync["path"], insync["value"]["place"]["line"]) == (
        "server_properties[min.insync.replicas]",
        10,
    )
    assert hours["value"]["state"] == "unknown"


def test_an_edge_tells_its_places_and_cases(cli: Cli, project: Project) -> None:
    project(MODULE)
    told = graph(cli)
    [edge] = [one for one in told["edges"] if one["relation"] == "configured by"]
    assert edge["target"]["instance"] == "module.events[0].aws_msk_configuration.this[0]"
    assert edge["when"] == ["var.prod is true"]
    places = [(place["path"], place["line"]) for place in edge["because"]]
    assert places == [("kafka/main.tf", 34), ("kafka/main.tf", 32)]
    relation = configured_by(told["nodes"][-1])
    assert (relation["direction"], relation["complete"], relation["why"]) == ("outgoing", "yes", "")


def test_a_relation_to_what_was_not_read_may_have_others(cli: Cli, project: Project) -> None:
    reference = (
        'configuration_info {\n    arn = var.arn\n    revision = 1\n  }\n}\nvariable "arn" {}\n'
    )
    project({"main.tf": SOUND.removesuffix("}\n") + reference})
    relation = configured_by(graph(cli)["nodes"][0])
    assert (relation["complete"], relation["nodes"]) == ("unknown", [])
    assert relation["why"] == "var.arn has no value and no default"
    assert "-> configured by perhaps others: var.arn has no value" in cli("graph").stdout


def test_the_text_has_a_line_for_each_value(cli: Cli, project: Project) -> None:
    project(MODULE)
    done = cli("graph")
    assert done.exit_code == 0
    text = squeezed(done.stdout)
    for line in (
        ".: terraform, 3 resources",
        "module.events[0].aws_msk_cluster.this kafka/main.tf:15:1",
        " called as module.events at main.tf:11:1",
        ' brokers.size "kafka.m5.large" resolved main.tf:8:21',
        ' name "events-..." main.tf:1:1 var.stage has no value and no default',
        " kafka_version differs kafka/main.tf:17:28 by whether var.prod",
        ' if so "3.9.x" written kafka/main.tf:17:39',
        " rest.kms_key nothing kafka/main.tf:25:3",
        ' [min.insync.replicas] "2" written kafka/main.tf:10:25',
        " brokers.subnets 3 items written kafka/main.tf:22:22",
        ' [team] "core" written kafka/main.tf:39:19',
        " -> configured by module.events[0].aws_msk_configuration.this[0], if var.prod is true",
        " -> configured by nothing else",
    ):
        assert f"\n{line}" in f"\n{text}", line
    assert " exists " not in text


def test_variables_and_the_configuration_decide_what_is_seen(cli: Cli, project: Project) -> None:
    project(
        {**MODULE, "mskguard.toml": '[variables]\nstage = "live"\n', "x.tfvars": "prod = true\n"}
    )
    cluster = graph(cli, "--var-file", "x.tfvars")["nodes"][-1]
    assert value(cluster, "name")["value"] == "events-live"
    assert value(cluster, "kafka_version")["value"] == "3.9.x"
    cluster = graph(cli, "--no-config", "--var", "stage=test")["nodes"][-1]
    assert value(cluster, "name")["value"] == "events-test"


def test_a_story_goes_from_the_argument_to_where_the_value_is_written(
    cli: Cli, project: Project
) -> None:
    project(MODULE)
    done = cli("why", "module.events[0].aws_msk_cluster.this.brokers.size")
    assert done.exit_code == 0
    assert (
        done.stdout
        == """\
module.events[0].aws_msk_cluster.this.brokers.size is "kafka.m5.large"
broker_node_group_info.instance_type, in terraform .

kafka/main.tf:21:22: comes from var.size
  19 |
  20 |   broker_node_group_info {
  21 |     instance_type  = var.size
     |                      ^^^^^^^^

main.tf:16:14: comes from local.sizes.small
  14 |   name     = "events-${var.stage}"
  15 |   listener = "TLS"
  16 |   size     = local.sizes.small
     |              ^^^^^^^^^^^^^^^^^

main.tf:8:21: it is written here
  6 |
  7 | locals {
  8 |   sizes = { small = "kafka.m5.large" }
    |                     ^^^^^^^^^^^^^^^^
    = see: main.tf:11:1 called as module.events
"""
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("name", ['is known in part, "events-..."', "main.tf:1:1: var.stage has no value",
                  "give var.stage a value: --var stage=..."]),
        ("kafka_version", ["differs, in 2 cases", 'If var.prod is true, it is "3.9.x":',
                           "decided by whether var.prod is false", "--var prod=..."]),
        ("storage.mode", ['is "LOCAL", a default', "source: MSK Developer Guide"]),
        ("rest.kms_key", ["is not given", "no default is claimed"]),
        ("configuration.arn", ["aws_msk_configuration.this[0].arn is made when Terraform runs"]),
        ("brokers.subnets", ["has 3 items", '[2] "subnet-c"']),
        ("exists", ["is true"]),
    ],
)  # fmt: skip
def test_a_story_tells_what_there_is_to_know(
    cli: Cli, project: Project, name: str, said: list[str]
) -> None:
    project(MODULE)
    done = cli("why", f"aws_msk_cluster.this.{name}")
    assert done.exit_code == 0
    for one in said:
        assert one in squeezed(done.stdout)


@pytest.mark.parametrize(
    "name",
    [
        "module.events[0].aws_msk_configuration.this[0].properties[min.insync.replicas]",
        "aws_msk_configuration.this[0].server_properties[min.insync.replicas]",
        'aws_msk_configuration.this[0].properties["min.insync.replicas"]',
        "aws_msk_configuration.this[0].properties.min.insync.replicas",
    ],
)
def test_a_value_goes_by_every_name_that_leaves_no_doubt(
    cli: Cli, project: Project, name: str
) -> None:
    project(MODULE)
    done = cli("why", name)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith(
        "module.events[0].aws_msk_configuration.this[0].properties[min.insync.replicas] is"
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "aws_msk_cluster.this.brokers.siez",
            'did you mean "module.events[0].aws_msk_cluster.this.',
        ),
        ("aws_msk_cluster.this.client_broke", "transit.client_broker"),
        (
            "aws_msk_cluster.thes.brokers.size",
            'did you mean "module.events[0].aws_msk_cluster.this"',
        ),
        ("aws_msk_cluster.this", "is a Cluster: name one of its attributes: exists, name, arn,"),
        ("aws_msk_cluster.this.brokers", "has several attributes: "),
        ("aws_msk_configuration.this.name", "is said of several: module.events[0].aws_msk_conf"),
        ("x", "nothing is called x"),
    ],
)
def test_a_name_that_is_not_there_is_2_and_the_nearest(
    cli: Cli, project: Project, name: str, said: str
) -> None:
    project(MODULE)
    done = cli("why", name)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert said in done.stderr


def test_of_several_roots_the_named_one_is_meant(cli: Cli, project: Project) -> None:
    project({"main.tf": PLAINTEXT, "old/main.tf": SOUND})
    assert 'is "TLS_PLAINTEXT"' in cli("why", "aws_msk_cluster.events.transit.client_broker").stdout
    assert 'is "TLS"' in cli("why", "aws_msk_cluster.events.transit.client_broker", "old").stdout
    assert cli("why", "aws_msk_cluster.events.name", "main.tf").exit_code == 0


BOTH = pytest.mark.parametrize("words", [["graph"], ["why", "aws_msk_cluster.events.name"]])


@BOTH
def test_what_is_broken_is_told_and_the_rest_shown(
    cli: Cli, project: Project, words: list[str]
) -> None:
    project({"main.tf": SOUND, "other.tf": 'x = "\n'})
    done = cli(*words)
    assert done.exit_code == 1
    assert "aws_msk_cluster.events" in done.stdout
    assert done.stderr.startswith("other.tf:1:")


@BOTH
def test_bytes_that_are_no_text_are_told(cli: Cli, project: Project, words: list[str]) -> None:
    project({"main.tf": SOUND})
    Path("other.tf").write_bytes(b"x = \xff\n")
    done = cli(*words)
    assert done.exit_code == 1
    assert done.stderr.startswith("other.tf:1:5: ")
    assert "other.tf" not in done.stderr[10:]


@BOTH
def test_nothing_to_see_is_3(cli: Cli, project: Project, words: list[str]) -> None:
    project({"main.tf": 'resource "aws_s3_bucket" "logs" {}\n'})
    done = cli(*words)
    assert done.exit_code == 3
    assert done.stdout == ""
    assert done.stderr == "exit code 3: there is nothing to see: no resource that is read\n"


@BOTH
@pytest.mark.parametrize(
    "slip",
    [
        ["nowhere"],
        ["--var", "x"],
        ["--var-file", "nowhere"],
        ["--config", "main.tf", "--no-config"],
    ],
)
def test_a_slip_is_2(cli: Cli, project: Project, words: list[str], slip: list[str]) -> None:
    project({"main.tf": SOUND})
    done = cli(*words, *slip)
    assert (done.exit_code, done.stdout) == (2, "")


@BOTH
def test_colour_is_for_terminals(cli: Cli, project: Project, words: list[str]) -> None:
    project({"main.tf": SOUND})
    assert "\x1b[" not in cli(*words).stdout
    assert "\x1b[" in cli(*words, "--color", "always").stdout


def test_nothing_to_see_is_an_empty_graph_in_json(cli: Cli, project: Project) -> None:
    project({"main.tf": "\n"})
    done = cli("graph", "--format", "json")
    assert done.exit_code == 3
    assert json.loads(done.stdout)["nodes"] == []
