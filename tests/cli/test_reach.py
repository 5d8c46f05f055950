"""`reach`: who comes in to a cluster by which listener, hop by hop, and what is not known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.cli.projects import Cli, Project

PUBLIC_IOT = Path(__file__).parents[2] / "fixtures" / "projects" / "public-iot"
INSIDE = {
    "main.tf": """\
variable "office" {}

resource "aws_security_group" "apps" {}

resource "aws_security_group" "brokers" {
  ingress {
    protocol        = "tcp"
    from_port       = 9098
    to_port         = 9098
    security_groups = [aws_security_group.apps.id]
    cidr_blocks     = ["10.1.0.0/16", var.office]
    self            = true
  }
}

resource "aws_msk_cluster" "events" {
  broker_node_group_info {
    instance_type   = "kafka.m7g.large"
    security_groups = [aws_security_group.brokers.id]
  }
  client_authentication {
    sasl {
      iam = true
    }
  }
}
"""
}


def told(cli: Cli, *words: str, path: str = ".") -> list[dict[str, Any]]:
    result = cli("reach", path, "--format", "json", *words)
    assert result.exit_code == 0, result.output
    content: dict[str, Any] = json.loads(result.output)
    assert content["version"] == 1
    found: list[dict[str, Any]] = content["clusters"]
    return found


def answers(cluster: dict[str, Any]) -> dict[str, dict[str, str]]:
    return {
        one["name"]: {path["from"]: path["reached"] for path in one["paths"]}
        for one in cluster["listeners"]
    }


def test_everybody_whom_the_groups_name_is_listed(cli: Cli, project: Project) -> None:
    project(INSIDE)
    (cluster,) = told(cli)
    assert answers(cluster) == {
        "9098 IAM": {
            "aws_security_group.brokers": "yes",
            "aws_security_group.apps": "yes",
            "10.1.0.0/16": "yes",
            "var.office": "yes",
        }
    }
    assert cluster["listeners"][0]["complete"] == "yes"
    assert [one["what"] for one in cluster["closed"]] == ["internet: public access is off"]


def test_a_group_or_a_block_may_be_asked_about(cli: Cli, project: Project) -> None:
    project(INSIDE)
    (cluster,) = told(cli, "--from", "aws_security_group.apps")
    assert answers(cluster) == {"9098 IAM": {"aws_security_group.apps": "yes"}}
    (cluster,) = told(cli, "--from", "10.1.2.0/24")
    assert answers(cluster) == {"9098 IAM": {"10.1.2.0/24": "yes"}}
    (cluster,) = told(cli, "--from", "10.2.0.0/24")
    (path,) = cluster["listeners"][0]["paths"]
    assert path["reached"] == "unknown"
    whys = [one["why"] for one in path["unknown"]]
    assert "var.office has no value and no default" in whys


def test_a_text_names_every_hop_at_its_place(cli: Cli, project: Project) -> None:
    project(INSIDE)
    result = cli("reach", "--from", "aws_security_group.apps")
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "aws_msk_cluster.events  main.tf:16:1",
        "  9098 IAM  main.tf:23:13",
        "    yes      aws_security_group.apps",
        "             named here  main.tf:3:1",
        "             let in by aws_security_group.brokers  main.tf:8:23",
        "",
    ]


def test_the_internet_comes_by_public_listeners_alone(cli: Cli) -> None:
    (cluster,) = told(cli, "--from", "internet", path=str(PUBLIC_IOT))
    assert answers(cluster) == {
        "9094 TLS": {"internet": "no"},
        "9096 SCRAM": {"internet": "no"},
        "9194 TLS, public": {"internet": "yes"},
        "9196 SCRAM, public": {"internet": "no"},
    }
    (path,) = cluster["listeners"][2]["paths"]
    steps = [(one["what"], one["place"]["line"]) for one in path["steps"]]
    assert steps[0] == ('routed to aws_subnet.brokers["eu-west-1a"] by aws_route_table.public', 34)
    assert steps[-1] == ("let in by aws_vpc_security_group_ingress_rule.devices_mtls", 15)


def test_what_a_group_lets_in_under_a_condition_is_said_with_it(cli: Cli, project: Project) -> None:
    choice = 'var.wide ? ["0.0.0.0/0"] : ["10.1.0.0/16"]'
    text = INSIDE["main.tf"].replace('["10.1.0.0/16", var.office]', choice)
    project({"main.tf": text + 'variable "wide" {\n  type = bool\n}\n'})
    (cluster,) = told(cli)
    found = {(path["from"], path["when"]) for path in cluster["listeners"][0]["paths"]}
    assert ("0.0.0.0/0, everyone who is routed to it", "var.wide is true") in found
    assert ("10.1.0.0/16", "var.wide is false") in found


CONNECTION = """
resource "aws_security_group" "link" {
  ingress {
    protocol    = "tcp"
    from_port   = 14001
    to_port     = 14100
    cidr_blocks = ["10.9.0.0/16"]
  }
}

resource "aws_msk_vpc_connection" "apps" {
  target_cluster_arn = aws_msk_cluster.events.arn
  authentication     = "SASL_IAM"
  security_groups    = [aws_security_group.link.id]
}
"""


def test_managed_vpc_connections_are_ways_in(cli: Cli, project: Project) -> None:
    linked = INSIDE["main.tf"].replace(
        "    security_groups = [aws_security_group.brokers.id]\n",
        """    security_groups = [aws_security_group.brokers.id]
    connectivity_info {
      vpc_connectivity {
        client_authentication {
          sasl {
            iam = true
          }
        }
      }
    }
""",
    )
    project({"main.tf": linked + CONNECTION})
    (cluster,) = told(cli)
    assert answers(cluster)["14001-14100 by aws_msk_vpc_connection.apps"] == {"10.9.0.0/16": "yes"}


def test_a_serverless_cluster_has_one_listener(cli: Cli, project: Project) -> None:
    serverless = """
resource "aws_msk_serverless_cluster" "events" {
  client_authentication {
    sasl {
      iam {
        enabled = true
      }
    }
  }
  vpc_config {
    subnet_ids         = ["subnet-1"]
    security_group_ids = [aws_security_group.brokers.id]
  }
}
"""
    head = INSIDE["main.tf"].split('resource "aws_msk_cluster"')[0]
    project({"main.tf": head + serverless})
    (cluster,) = told(cli, "--from", "aws_security_group.apps")
    assert answers(cluster) == {"9098 IAM": {"aws_security_group.apps": "yes"}}


def test_groups_that_were_not_read_may_let_others_in(cli: Cli, project: Project) -> None:
    text = INSIDE["main.tf"].replace("[aws_security_group.brokers.id]", '["sg-1"]')
    project({"main.tf": text})
    (cluster,) = told(cli)
    (listener,) = cluster["listeners"]
    assert (listener["complete"], listener["paths"]) == ("unknown", [])
    result = cli("reach")
    assert "perhaps others: " in result.output


def test_a_source_that_is_nothing_is_refused(cli: Cli, project: Project) -> None:
    project(INSIDE)
    result = cli("reach", "--from", "everywhere")
    assert result.exit_code == 2
    assert "--from: everywhere is neither internet" in result.output


def test_one_cluster_of_several_may_be_chosen(cli: Cli, project: Project) -> None:
    project({"main.tf": INSIDE["main.tf"] + 'resource "aws_msk_cluster" "other" {}\n'})
    assert [one["instance"] for one in told(cli, "--cluster", "events")] == [
        "aws_msk_cluster.events"
    ]
    assert len(told(cli)) == 2


def test_no_secret_is_shown(cli: Cli, project: Project) -> None:
    text = INSIDE["main.tf"].replace('"10.1.0.0/16"', '"password=hunter2hunter2"')
    project({"main.tf": text})
    for form in ("text", "json"):
        assert "hunter2" not in cli("reach", "--format", form).output
