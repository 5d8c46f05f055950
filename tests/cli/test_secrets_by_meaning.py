"""A secret is hidden for what it becomes, whatever it is called where it is written."""

from __future__ import annotations

import pytest

from tests.cli.projects import Cli, Project

SECRET = "hunter2-planted"

PLANTED = f'''\
variable "pw" {{
  default = "{SECRET}-1"
}}

locals {{
  mode = var.flag ? "{SECRET}-2" : "{SECRET}-3"
}}

variable "flag" {{}}

resource "aws_secretsmanager_secret" "app" {{
  name = "AmazonMSK_app"
}}

resource "aws_secretsmanager_secret_version" "app" {{
  secret_id     = aws_secretsmanager_secret.app.id
  secret_string = jsonencode({{ username = "app", password = var.pw }})
}}

resource "aws_msk_scram_secret_association" "app" {{
  cluster_arn     = "arn:aws:kafka:eu-west-1:111122223333:cluster/app/abcd1234-5"
  secret_arn_list = [aws_secretsmanager_secret.app.arn]
}}

resource "aws_mskconnect_connector" "app" {{
  connector_configuration = {{
    "database.password"  = local.mode
    "sasl.jaas.config"   = "x required username=\\"a\\" password=\\"{SECRET}-4\\";"
    "connection.url"     = "jdbc:mysql://app:{SECRET}-5@host/db"
  }}
}}
'''


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--open"),
        ("check", "--open", "--format", "json"),
        ("check", "--open", "--format", "sarif"),
        ("graph",),
        ("graph", "--format", "json"),
        ("why", "aws_mskconnect_connector.app.configuration"),
        ("why", "aws_secretsmanager_secret_version.app.members"),
    ],
)
def test_nothing_shows_a_secret_of_another_name(
    words: tuple[str, ...], project: Project, cli: Cli
) -> None:
    project({"main.tf": PLANTED})
    result = cli(*words)
    assert SECRET not in result.output
    assert SECRET not in result.stderr


def test_the_secrets_are_found_where_they_are_written(project: Project, cli: Cli) -> None:
    project({"main.tf": PLANTED})
    found = cli("check", "--select", "secret-in-source", "--format", "json").output
    assert found.count('"secret-in-source"') >= 4
