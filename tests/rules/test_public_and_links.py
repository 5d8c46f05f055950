"""Corners of the rules on public access, multi-VPC connectivity and IPv6 of one cluster."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.harness.judging import judge
from tests.rules.asking import ask, entry, told

PUBLIC = 'public_access {\n        type = "SERVICE_PROVIDED_EIPS"\n      }'
DUAL = 'network_type = "DUAL"'


def linked(scheme: str) -> str:
    inner = "tls = true" if scheme == "tls" else f"sasl {{\n {scheme} = true\n }}"
    return f"vpc_connectivity {{\n client_authentication {{\n {inner}\n }}\n }}"


def cluster(
    connectivity: str,
    *,
    version: str = '"3.9.x"',
    size: str = '"kafka.m7g.large"',
    auth: str = "sasl {\n iam = true\n }",
    subnets: str = '["a", "b", "c"]',
    more: str = "",
) -> str:
    return f"""
resource "aws_msk_cluster" "c" {{
  kafka_version = {version}
  client_authentication {{
    {auth}
  }}
  broker_node_group_info {{
    instance_type  = {size}
    client_subnets = {subnets}
    connectivity_info {{
      {connectivity}
    }}
  }}
}}
variable "mystery" {{}}
{more}
"""


OLD = [
    ("public-on-old-kafka", PUBLIC, "2.5.1", "2.6.0"),
    ("vpc-link-on-old-kafka", linked("iam"), "2.7.0", "2.7.1"),
    ("dual-stack-unsupported", DUAL, "3.5.1", "3.6.0"),
]


@pytest.mark.parametrize(("rule", "connectivity", "last", "first"), OLD)
def test_a_feature_begins_with_its_version(
    rule: str, connectivity: str, last: str, first: str, tmp_path: Path
) -> None:
    for number, (version, violated) in enumerate(
        [
            (last, True),
            (first, False),
            ("2.8.2.tiered", rule.startswith("dual")),
            ("4.0.x.kraft", 0),
        ]
    ):
        text = cluster(connectivity, version=f'"{version}"')
        judged = ask(rule, text, tmp_path / str(number))
        assert bool(judged.violated) is bool(violated), version
        assert not judged.undetermined


@pytest.mark.parametrize(("rule", "connectivity"), [row[:2] for row in OLD])
def test_what_is_no_version_leaves_the_answer_open(
    rule: str, connectivity: str, tmp_path: Path
) -> None:
    judged = ask(rule, cluster(connectivity, version='"latest"'), tmp_path)
    assert not judged.violated
    assert judged.undetermined


@pytest.mark.parametrize(
    ("rule", "connectivity"),
    [("vpc-link-on-small-broker", linked("iam")), ("dual-stack-unsupported", DUAL)],
)
@pytest.mark.parametrize(
    ("size", "state"),
    [
        ('"kafka.t3.small"', "violated"),
        ('"kafka.m5.large"', "kept"),
        ('"express.m7g.large"', "kept"),
        ('"kafka.m99g.large"', "open"),
        ("var.mystery", "open"),
    ],
)
def test_small_brokers_lack_both(
    rule: str, connectivity: str, size: str, state: str, tmp_path: Path
) -> None:
    judged = ask(rule, cluster(connectivity, size=size), tmp_path)
    assert bool(judged.violated) is (state == "violated")
    assert bool(judged.undetermined) is (state == "open")


@pytest.mark.parametrize(
    ("scheme", "auth", "violated"),
    [
        ("iam", "sasl {\n iam = true\n }", []),
        ("scram", "sasl {\n iam = true\n }", ["SCRAM"]),
        ("tls", "sasl {\n iam = true\n }", ["mutual TLS"]),
        ("tls", 'tls {\n certificate_authority_arns = ["a"]\n }', []),
        ("iam", "sasl {\n iam = true\n }\n unauthenticated = true", ["unauthenticated"]),
        ("iam", "unauthenticated = true", ["unauthenticated", "IAM"]),
    ],
)
def test_a_scheme_is_on_in_the_cluster_too(
    scheme: str, auth: str, violated: list[str], tmp_path: Path
) -> None:
    judged = ask("vpc-link-unauthenticated", cluster(linked(scheme), auth=auth), tmp_path)
    assert len(judged.violated) == len(violated)
    for word in violated:
        assert any(word in one.message for one in judged.violated)


ACLS = """
resource "aws_msk_configuration" "c" {
  name              = "c"
  server_properties = "allow.everyone.if.no.acl.found=%s"
}
"""


@pytest.mark.parametrize(
    ("rule", "connectivity"),
    [("public-without-acls", PUBLIC), ("vpc-link-without-acls", linked("scram"))],
)
@pytest.mark.parametrize(
    ("auth", "found", "state"),
    [
        ("sasl {\n scram = true\n }", "true", "violated"),
        ("sasl {\n scram = true\n }", "false", "kept"),
        ("sasl {\n scram = true\n }", "${var.mystery}", "open"),
        ("sasl {\n scram = true\n }", "", "violated"),
        ("sasl {\n iam = true\n }", "true", "kept"),
    ],
)
def test_acls_are_asked_of_scram_alone(
    rule: str, connectivity: str, auth: str, found: str, state: str, tmp_path: Path
) -> None:
    text = cluster(connectivity, auth=auth, more=ACLS % found)
    text = text.replace(
        "  kafka_version",
        "  configuration_info {\n    arn = aws_msk_configuration.c.arn\n    revision = 1\n  }\n"
        "  kafka_version",
    )
    judged = ask(rule, text, tmp_path)
    assert bool(judged.violated) is (state == "violated")
    assert bool(judged.undetermined) is (state == "open")


SUBNETS = """
resource "aws_subnet" "four" {
  cidr_block = "10.0.0.0/24"
}
resource "aws_subnet" "six" {
  cidr_block      = "10.0.1.0/24"
  ipv6_cidr_block = "2001:db8::/64"
}
"""


@pytest.mark.parametrize(
    ("subnets", "places"),
    [
        ("[aws_subnet.six.id]", []),
        ("[aws_subnet.four.id, aws_subnet.six.id]", ["high aws_subnet.four.id"]),
        ('["subnet-1"]', []),
        ("var.mystery", []),
    ],
)
def test_a_subnet_known_to_have_no_ipv6_block_is_named(
    subnets: str, places: list[str], tmp_path: Path
) -> None:
    judged = ask("dual-stack-unsupported", cluster(DUAL, subnets=subnets, more=SUBNETS), tmp_path)
    assert told(judged) == places


def test_dual_stack_excludes_links(tmp_path: Path) -> None:
    judged = ask("dual-stack-unsupported", cluster(f"{DUAL}\n{linked('iam')}"), tmp_path)
    assert told(judged) == ["high true"]


@pytest.mark.parametrize(
    ("transit", "places"),
    [
        ('client_broker = "TLS"', []),
        ('client_broker = "PLAINTEXT"', ['high "PLAINTEXT"']),
        ('client_broker = "TLS_PLAINTEXT"\n in_cluster = false', 2),
        ("", []),
    ],
)
def test_public_brokers_speak_tls_alone(transit: str, places: Any, tmp_path: Path) -> None:
    text = cluster(PUBLIC).replace(
        "  kafka_version",
        f"  encryption_info {{\n encryption_in_transit {{\n {transit}\n }}\n }}\n  kafka_version",
    )
    found = told(ask("public-in-plaintext", text, tmp_path))
    assert len(found) == places if isinstance(places, int) else found == places


def test_whether_a_declared_cluster_is_new_is_left_open(tmp_path: Path) -> None:
    judged = ask("public-at-creation", cluster(PUBLIC), tmp_path / "a")
    assert not judged.violated
    assert judged.undetermined
    assert not ask("public-at-creation", cluster(""), tmp_path / "b").findings
    assert not ask("vpc-link-at-creation", cluster(linked("iam")), tmp_path / "c").findings


UPDATE = {
    "ClusterArn": "arn:aws:kafka:eu-west-1:111122223333:cluster/events/abcd1234-5",
    "CurrentVersion": "K3AEGXETSR30VB",
}


@pytest.mark.parametrize(
    ("settings", "violated"),
    [
        ({"PublicAccess": {"Type": "DISABLED"}}, False),
        ({"PublicAccess": {"Type": "DISABLED"}, "NetworkType": "DUAL"}, True),
        (
            {
                "VpcConnectivity": {"ClientAuthentication": {"Tls": {"Enabled": True}}},
                "PublicAccess": {"Type": "DISABLED"},
            },
            True,
        ),
    ],
)
def test_one_request_changes_one_setting(
    settings: dict[str, Any], violated: bool, tmp_path: Path
) -> None:
    files = {"update.json": json.dumps({**UPDATE, "ConnectivityInfo": settings})}
    judged = judge(entry("several-connectivity-changes"), files, tmp_path)
    assert bool(judged.violated) is violated


CREATE: dict[str, Any] = {
    "ClusterName": "events",
    "KafkaVersion": "3.9.x",
    "NumberOfBrokerNodes": 3,
    "BrokerNodeGroupInfo": {
        "InstanceType": "kafka.m7g.large",
        "ClientSubnets": ["subnet-0a", "subnet-0b", "subnet-0c"],
    },
}


@pytest.mark.parametrize(
    ("rule", "settings"),
    [
        ("public-at-creation", {"PublicAccess": {"Type": "SERVICE_PROVIDED_EIPS"}}),
        (
            "vpc-link-at-creation",
            {"VpcConnectivity": {"ClientAuthentication": {"Tls": {"Enabled": True}}}},
        ),
        ("dual-stack-unsupported", {"NetworkType": "DUAL"}),
    ],
)
def test_a_request_that_makes_a_cluster_is_refused_what_is_an_update(
    rule: str, settings: dict[str, Any], tmp_path: Path
) -> None:
    group = {**CREATE["BrokerNodeGroupInfo"], "ConnectivityInfo": settings}
    create = json.dumps({**CREATE, "BrokerNodeGroupInfo": group})
    update = json.dumps({**UPDATE, "ConnectivityInfo": settings})
    assert len(judge(entry(rule), {"create.json": create}, tmp_path / "a").violated) == 1
    assert not judge(entry(rule), {"update.json": update}, tmp_path / "b").violated
