"""Neither `graph` nor `why` shows a planted secret, however the value was made from it."""

from __future__ import annotations

import json

import pytest

from tests.cli.projects import Cli, Project

SECRET = "hunter2-planted"
GIVEN = "given-planted"

PLANTED = f'''\
variable "password" {{
  sensitive = true
  default   = "{SECRET}"
}}

variable "db_password" {{}}

locals {{
  api_token = "{SECRET}"
}}

resource "aws_msk_configuration" "app" {{
  name              = "app-${{var.password}}"
  description       = base64encode(var.password)
  server_properties = <<-EOF
    ssl.keystore.password={SECRET}
    upper=${{upper(var.password)}}
    inside=x${{var.password}}y
    given=x${{var.db_password}}y
    token=${{local.api_token}}
  EOF
}}

resource "aws_msk_cluster" "app" {{
  cluster_name           = upper(var.password)
  kafka_version          = var.password == "{SECRET}" ? "3.9.x" : "{SECRET}"
  number_of_broker_nodes = 3
  storage_mode           = var.db_password
  enhanced_monitoring    = join("-", [var.password, var.unknown])

  broker_node_group_info {{
    instance_type   = substr(var.password, 0, 8)
    client_subnets  = [var.password, "s-${{var.password}}", sha256(var.password)]
    security_groups = split("-", var.password)
  }}

  encryption_info {{
    encryption_at_rest_kms_key_arn = var.choose ? var.password : "k-{SECRET}"
  }}

  tags = {{ password = "{SECRET}", owner = var.password, key = "AKIAIOSFODNN7EXAMPLE" }}
}}

variable "unknown" {{}}
variable "choose" {{}}
'''
SHAPES = (SECRET, SECRET.upper(), "aHVudGVyMi1wbGFudGVk", GIVEN, "AKIAIOSFODNN7EXAMPLE", "hunter2")


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_planted_secret_reaches_the_graph(cli: Cli, project: Project, form: str) -> None:
    project({"main.tf": PLANTED})
    done = cli("graph", "--format", form, "--var", f"db_password={GIVEN}")
    assert done.exit_code == 0
    assert "*****" in done.stdout
    assert [one for one in SHAPES if one in done.stdout] == []


def test_no_planted_secret_reaches_a_story(cli: Cli, project: Project) -> None:
    project({"main.tf": PLANTED})
    given = ("--var", f"db_password={GIVEN}")
    told = json.loads(cli("graph", "--format", "json", *given).stdout)
    names = [
        f"{node['instance']}.{one['name']}" for node in told["nodes"] for one in node["attributes"]
    ]
    inner = [
        f"{node['instance']}.{part['name']}"
        for node in told["nodes"]
        for one in node["attributes"]
        for part in one["value"].get("parts", ())
    ]
    assert inner
    for name in (*names, *inner):
        done = cli("why", name, *given)
        assert done.exit_code == 0, done.stderr
        assert [one for one in SHAPES if one in done.stdout] == [], name


def test_a_masked_value_says_so(cli: Cli, project: Project) -> None:
    project({"main.tf": PLANTED})
    told = json.loads(cli("graph", "--format", "json").stdout)
    masked = {
        one["name"]: one["value"]["masked"]
        for node in told["nodes"]
        for one in node["attributes"]
        if one["value"].get("masked") is not None
    }
    assert masked["brokers.size"]
    assert not masked["brokers.count"]
