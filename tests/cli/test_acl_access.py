"""`access` tells what Kafka's ACLs allow and deny, what is open without them, and who comes in."""

from __future__ import annotations

import json
from typing import Any

from tests.cli.projects import Cli, Project

CLUSTER = """\
resource "aws_msk_configuration" "orders" {
  server_properties = "allow.everyone.if.no.acl.found = false"
}

resource "aws_msk_cluster" "orders" {
  cluster_name = "orders"
  configuration_info {
    arn      = aws_msk_configuration.orders.arn
    revision = 1
  }
  client_authentication {
    sasl {
      scram = true
    }
  }
}

provider "kafka" {
  bootstrap_servers = [aws_msk_cluster.orders.bootstrap_brokers_sasl_scram]
}

resource "aws_secretsmanager_secret" "shop" {
  name = "AmazonMSK_shop"
}

resource "aws_secretsmanager_secret_version" "shop" {
  secret_id     = aws_secretsmanager_secret.shop.id
  secret_string = jsonencode({ username = "shop", password = "hunter2-hunter2" })
}

resource "aws_msk_scram_secret_association" "orders" {
  cluster_arn     = aws_msk_cluster.orders.arn
  secret_arn_list = [aws_secretsmanager_secret.shop.arn]
}
"""


def acl(
    name: str,
    principal: str,
    operation: str,
    resource: str = '"orders-"',
    *,
    permission: str = "Allow",
    pattern: str = "Prefixed",
    kind: str = "Topic",
    host: str = '"*"',
) -> str:
    return f"""
resource "kafka_acl" "{name}" {{
  resource_name                = {resource}
  resource_type                = "{kind}"
  resource_pattern_type_filter = "{pattern}"
  acl_principal                = "{principal}"
  acl_host                     = {host}
  acl_operation                = {operation}
  acl_permission_type          = "{permission}"
}}
"""


WRITER = acl("writer", "User:shop", '"Write"')


def told(cli: Cli, *words: str) -> dict[str, Any]:
    result = cli("access", "--format", "json", *words)
    assert result.exit_code == 0, result.output
    assert "hunter2" not in result.output
    content: dict[str, Any] = json.loads(result.stdout)
    return content


def lines(content: dict[str, Any]) -> list[str]:
    return [
        f"{it['principal']} {it['verb']} {it['kind']} {it['name']}: {it['answer']}"
        for it in content["access"]
        if it["verb"] != "connect"
    ]


def connecting(content: dict[str, Any]) -> list[tuple[str, str, list[str]]]:
    return [
        (it["principal"], it["answer"], it["actions"])
        for it in content["access"]
        if it["verb"] == "connect"
    ]


def test_an_acl_allows_and_the_user_of_a_secret_connects(cli: Cli, project: Project) -> None:
    project({"main.tf": CLUSTER + WRITER})
    assert cli("access", "--principal", "User:shop").stdout.splitlines() == [
        "User:shop",
        "  connect: cluster aws_msk_cluster.orders (SCRAM)",
        "      by main.tf:13:15",
        "      by main.tf:31:1",
        "      by main.tf:26:1",
        "  write: topic orders-* of aws_msk_cluster.orders (Write)",
        "      by main.tf:36:1",
        "",
        "what no ACL of aws_msk_cluster.orders is on",
        "  open to nobody",
        "      by allow.everyone.if.no.acl.found, main.tf:2:57",
        "      ACLs are on topic orders-*",
        "",
    ]


def test_one_that_denies_wins_over_any_that_allows(cli: Cli, project: Project) -> None:
    deny = acl("deny", "User:*", '"Write"', '"*"', permission="Deny", pattern="Literal")
    project({"main.tf": CLUSTER + WRITER + acl("all", "User:shop", '"All"') + deny})
    content = told(cli)
    assert lines(content) == [
        "User:* write topic *: no",
        "User:shop read topic orders-*: yes",
        "User:shop write topic orders-*: no",
        "User:shop administer topic orders-*: yes",
    ]
    (line,) = [it for it in content["access"] if lines({"access": [it]}) == [lines(content)[2]]]
    assert (line["by"], line["why"]) == (["main.tf:56:1"], ["an ACL denies it"])


def test_a_denial_of_some_topics_leaves_the_others(cli: Cli, project: Project) -> None:
    deny = acl(
        "deny", "User:shop", '"All"', '"orders-secret"', permission="Deny", pattern="Literal"
    )
    project({"main.tf": CLUSTER + WRITER + deny})
    assert lines(told(cli)) == [
        "User:shop write topic orders-*: yes",
        "User:shop read topic orders-secret: no",
        "User:shop write topic orders-secret: no",
        "User:shop administer topic orders-secret: no",
    ]


def test_a_literal_star_is_everything_and_a_prefix_is_no_literal(
    cli: Cli, project: Project
) -> None:
    text = CLUSTER + WRITER
    text += acl("one", "User:shop", '"Write"', '"orders-"', permission="Deny", pattern="Literal")
    project({"main.tf": text})
    assert lines(told(cli)) == [
        "User:shop write topic orders-: no",
        "User:shop write topic orders-*: yes",
    ]


def test_hosts_make_an_acl_uncertain(cli: Cli, project: Project) -> None:
    project({"main.tf": CLUSTER + acl("near", "User:shop", '"Read"', host='"10.0.0.5"')})
    content = told(cli, "--action", "read")
    assert lines(content) == ["User:shop read topic orders-*: unknown"]
    assert content["access"][0]["why"] == ["it is for clients at 10.0.0.5"]


def test_what_is_not_known_of_an_acl_that_denies_counts_too(cli: Cli, project: Project) -> None:
    deny = acl("deny", "User:shop", "var.operation", permission="Deny")
    project({"main.tf": 'variable "operation" {}\n' + CLUSTER + WRITER + deny})
    content = told(cli, "--action", "write")
    assert lines(content) == ["User:shop write topic orders-*: unknown"]
    assert content["access"][0]["why"] == ["var.operation has no value and no default"]


def test_an_acl_that_may_not_be_there_is_uncertain(cli: Cli, project: Project) -> None:
    counted = WRITER.replace("{\n", "{\n  count = var.on ? 1 : 0\n", 1)
    project({"main.tf": 'variable "on" {\n  type = bool\n}\n' + CLUSTER + counted})
    content = told(cli, "--action", "write")
    assert lines(content) == ["User:shop write topic orders-*: unknown"]
    assert content["access"][0]["cluster"] == "aws_msk_cluster.orders"
    assert content["access"][0]["why"] == ["it is so only if var.on is true"]


def test_the_default_may_differ_by_a_condition(cli: Cli, project: Project) -> None:
    text = CLUSTER.replace("found = false", "found = ${var.on ? false : true}")
    project({"main.tf": 'variable "on" {\n  type = bool\n}\n' + text})
    (default,) = told(cli)["open_by_default"]
    assert (default["answer"], default["why"]) == ("unknown", ["it is so only if var.on is false"])


def test_groups_and_the_cluster_have_operations_of_their_own(cli: Cli, project: Project) -> None:
    text = CLUSTER + acl("group", "User:shop", '"All"', '"*"', pattern="Literal", kind="Group")
    text += acl("c", "User:shop", '"All"', '"kafka-cluster"', pattern="Literal", kind="Cluster")
    text += acl("t", "User:shop", '"All"', '"tx"', pattern="Literal", kind="TransactionalID")
    project({"main.tf": text})
    content = told(cli)
    assert lines(content) == [
        "User:shop write cluster : yes",
        "User:shop administer cluster : yes",
        "User:shop read group *: yes",
        "User:shop administer group *: yes",
        "User:shop write transactional-id tx: yes",
        "User:shop administer transactional-id tx: yes",
    ]
    (default,) = content["open_by_default"]
    assert default["kinds"] == ["topic", "transactional-id"]


def test_msk_leaves_open_what_no_acl_is_on(cli: Cli, project: Project) -> None:
    sized = '  broker_node_group_info {\n    instance_type = "kafka.m7g.large"\n  }\n}'
    head, tail = CLUSTER.split("  configuration_info {\n", 1)
    tail = tail.split("  }\n", 1)[1].replace("\n}", "\n" + sized, 1)
    project({"main.tf": head + tail + WRITER})
    (default,) = told(cli)["open_by_default"]
    assert (default["answer"], default["is_default"]) == ("yes", True)
    assert (default["kinds"][0], default["acls_on"]) == ("topic", ["topic orders-*"])
    assert told(cli, "--topic", "orders-7")["open_by_default"] == []
    assert len(told(cli, "--topic", "payments")["open_by_default"]) == 1
    assert "open to everyone who comes in other than by IAM: topic, group" in cli("access").stdout


def test_a_configuration_that_was_not_read_leaves_the_default_unknown(
    cli: Cli, project: Project
) -> None:
    project({"main.tf": CLUSTER.replace("aws_msk_configuration.orders.arn", '"arn:other"')})
    content = told(cli)
    (default,) = content["open_by_default"]
    assert default["answer"] == "unknown"
    assert default["missing"] == "no ACL of aws_msk_cluster.orders is written here"


def test_only_users_with_secrets_connect_by_scram(cli: Cli, project: Project) -> None:
    project({"main.tf": CLUSTER + WRITER + acl("other", "User:intern", '"Read"')})
    content = told(cli)
    assert connecting(content) == [
        ("User:*", "yes", ["SCRAM"]),
        ("User:intern", "no", ["SCRAM"]),
        ("User:shop", "yes", ["SCRAM"]),
    ]
    (intern,) = [it for it in content["access"] if it["answer"] == "no"]
    assert intern["why"] == ["no secret of the cluster is for it"]


def test_a_secret_that_was_not_read_may_be_anybodys(cli: Cli, project: Project) -> None:
    text = CLUSTER.replace("[aws_secretsmanager_secret.shop.arn]", "var.secrets")
    project({"main.tf": 'variable "secrets" {}\n' + text + WRITER})
    content = told(cli)
    assert connecting(content) == [
        ("User:*", "yes", ["SCRAM"]),
        ("User:shop", "unknown", ["SCRAM"]),
    ]
    assert [one["why"] for one in content["unknown"]] == ["var.secrets has no value and no default"]


def test_certificates_are_for_mutual_tls(cli: Cli, project: Project) -> None:
    tls = '    tls {\n      certificate_authority_arns = ["arn:ca"]\n    }\n    sasl {\n'
    text = CLUSTER.replace("    sasl {\n", tls) + acl("dn", "User:CN=shop,O=a", '"Read"')
    project({"main.tf": text})
    content = told(cli, "--principal", "User:CN=shop,O=a")
    assert connecting(content) == [("User:CN=shop,O=a", "yes", ["mutual TLS"])]
    assert lines(content) == ["User:CN=shop,O=a read topic orders-*: yes"]


def test_a_name_that_nobody_comes_in_under_may_do_nothing(cli: Cli, project: Project) -> None:
    project({"main.tf": CLUSTER + acl("dn", "User:CN=shop,O=a", '"Read"')})
    content = told(cli, "--principal", "User:CN=shop,O=a")
    assert lines(content) == ["User:CN=shop,O=a read topic orders-*: no"]
    assert content["access"][0]["why"] == ["nobody comes in under this name"]


SERVERLESS = """\
resource "aws_msk_serverless_cluster" "orders" {
  cluster_name = "orders"
}

provider "kafka" {
  bootstrap_servers = [aws_msk_serverless_cluster.orders.bootstrap_brokers_sasl_iam]
}
"""


def test_where_iam_alone_decides_no_acl_counts(cli: Cli, project: Project) -> None:
    project({"main.tf": SERVERLESS + WRITER, "iam/main.tf": CLUSTER.replace("scram", "iam")})
    content = told(cli)
    assert lines(content) == ["User:shop write topic orders-*: no"]
    assert "IAM alone" in content["access"][0]["why"][0]
    assert content["open_by_default"] == []


LISTED = """\
Current ACLs for resource `ResourcePattern(resourceType=TOPIC, name=orders, patternType=LITERAL)`:
 \t(principal=User:shop, host=*, operation=ALL, permissionType=ALLOW)
 \t(principal=User:shop, host=*, operation=DELETE, permissionType=DENY)
 \t(principal=User:*, host=10.1.2.3, operation=READ, permissionType=ALLOW)
"""


def test_the_output_of_kafka_acls_is_read_the_same_way(cli: Cli, project: Project) -> None:
    project({"acls.txt": LISTED, "main.tf": CLUSTER})
    content = told(cli, "--topic", "orders")
    assert lines(content) == [
        "User:* read topic orders: unknown",
        "User:shop read topic orders: yes",
        "User:shop write topic orders: yes",
        "User:shop administer topic orders: no",
        "User:shop administer topic orders: yes",
    ]
    assert {it["cluster"] for it in content["access"]} == {"\u2026"}
    (default,) = content["open_by_default"]
    assert default["missing"] == "no ACL of aws_msk_cluster.orders is written here"
