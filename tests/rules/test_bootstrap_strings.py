"""A literal bootstrap string is enough for the rules on clients and their clusters."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.aws_cli.answers import ARN, CLUSTER_V2, UUID
from tests.harness.judging import judge
from tests.rules.asking import ask, entry, told

HOSTS = "events.a1b2c3.c2.kafka.eu-west-1.amazonaws.com"
SERVERS = f"b-1.{HOSTS}:9098,b-2.{HOSTS}:9098"


def connector(method: str = "NONE", wire: str = "TLS", servers: str = SERVERS) -> str:
    return f"""
resource "aws_security_group" "connect" {{}}
resource "aws_subnet" "connect" {{
  cidr_block = "10.0.4.0/24"
}}
resource "aws_mskconnect_connector" "orders" {{
  kafka_cluster {{
    apache_kafka_cluster {{
      bootstrap_servers = "{servers}"
      vpc {{
        security_groups = [aws_security_group.connect.id]
        subnets         = [aws_subnet.connect.id]
      }}
    }}
  }}
  kafka_cluster_client_authentication {{
    authentication_type = "{method}"
  }}
  kafka_cluster_encryption_in_transit {{
    encryption_type = "{wire}"
  }}
}}
"""


def cluster(name: str = "events", methods: str = "iam = true", wire: str = "TLS") -> str:
    return f"""
resource "aws_security_group" "lambda" {{}}
resource "aws_security_group" "brokers" {{
  ingress {{
    protocol        = "tcp"
    from_port       = 9098
    to_port         = 9098
    security_groups = [aws_security_group.lambda.id]
  }}
}}
resource "aws_msk_cluster" "c" {{
  cluster_name = "{name}"
  broker_node_group_info {{
    security_groups = [aws_security_group.brokers.id]
  }}
  client_authentication {{
    unauthenticated = false
    sasl {{
      {methods}
    }}
  }}
  encryption_info {{
    encryption_in_transit {{
      client_broker = "{wire}"
    }}
  }}
}}
"""


ACL = f"""
provider "kafka" {{
  bootstrap_servers = ["b-1.{HOSTS}:9096", "b-2.{HOSTS}:9096"]
}}
resource "kafka_acl" "orders" {{
  resource_name       = "orders"
  acl_principal       = "User:orders"
  acl_permission_type = "Allow"
}}
"""


@pytest.mark.parametrize(
    ("rule", "client", "found"),
    [
        ("connector-auth-mismatch", connector(), 'high "NONE"'),
        ("connector-encryption-mismatch", connector("IAM", "PLAINTEXT"), 'high "PLAINTEXT"'),
        (
            "connector-cannot-reach-cluster",
            connector("IAM"),
            "medium [aws_security_group.connect.id]",
        ),
        ("acl-without-effect", ACL, "medium "),
    ],
    ids=["authentication", "encryption", "groups", "acl"],
)
def test_the_string_names_the_cluster_that_is_called_so(
    rule: str, client: str, found: str, tmp_path: Path
) -> None:
    judged = ask(rule, client + cluster(), tmp_path / "named")
    assert [one.startswith(found) for one in told(judged)] == [True]
    assert not ask(rule, client + cluster("payments"), tmp_path / "other").violated


def snapshot(**provisioned: Any) -> dict[str, str]:
    """A cluster as it runs, under a name that its hosts cut short."""
    described = {
        **CLUSTER_V2,
        "ClusterName": "events-of-all",
        "Provisioned": {**CLUSTER_V2["Provisioned"], **provisioned},
    }
    answers: dict[str, Any] = {
        "cluster": {"ClusterInfo": described},
        "told": {"BootstrapBrokerStringSaslIam": SERVERS},
        "snapshot": {"mskguard_snapshot": 1, "about": {"told.json": ARN}},
    }
    return {f"prod/{name}.json": json.dumps(one) for name, one in answers.items()}


@pytest.mark.parametrize(
    ("rule", "client"),
    [
        ("connector-auth-mismatch", connector()),
        ("connector-encryption-mismatch", connector("IAM", "PLAINTEXT")),
        ("acl-without-effect", ACL),
    ],
    ids=["authentication", "encryption", "acl"],
)
def test_the_string_names_the_cluster_that_answered_with_it(
    rule: str, client: str, tmp_path: Path
) -> None:
    only_iam = {"Sasl": {"Iam": {"Enabled": True}}, "Unauthenticated": {"Enabled": False}}
    scram = {"Sasl": {"Iam": {"Enabled": False}, "Scram": {"Enabled": True}}}
    both = {"EncryptionInTransit": {"ClientBroker": "TLS_PLAINTEXT", "InCluster": True}}
    files = {**snapshot(ClientAuthentication=only_iam), "tf/main.tf": client}
    assert len(judge(entry(rule), files, tmp_path / "wrong").violated) == 1
    files = snapshot(ClientAuthentication=scram, EncryptionInfo=both)
    right = judge(entry(rule), {**files, "tf/main.tf": client}, tmp_path / "right")
    assert not right.violated


def test_a_declared_and_an_observed_cluster_are_one_cause(tmp_path: Path) -> None:
    described = {**CLUSTER_V2, "ClusterName": "events"}
    files = {
        "prod/cluster.json": json.dumps({"ClusterInfo": described}),
        "prod/get-bootstrap-brokers-events.json": json.dumps({"BootstrapBrokerString": SERVERS}),
        "main.tf": connector("IAM", "PLAINTEXT") + cluster(),
    }
    judged = judge(entry("connector-encryption-mismatch"), files, tmp_path)
    assert [judged.place(one)[0] for one in judged.violated] == ["main.tf"]


def nodes(*subnets: str) -> dict[str, str]:
    listed = [
        {
            "NodeARN": f"arn:aws:kafka:eu-west-1:123456789012:broker/events/{UUID}/n{number}",
            "InstanceType": "kafka.m7g.large",
            "BrokerNodeInfo": {
                "BrokerId": number,
                "ClientSubnet": subnet,
                "Endpoints": [f"b-{number}.{HOSTS}"],
            },
        }
        for number, subnet in enumerate(subnets, 1)
    ]
    return {"prod/nodes.json": json.dumps({"NodeInfoList": listed})}


@pytest.mark.parametrize(
    ("subnets", "violated"),
    [
        (("subnet-a", "subnet-a"), True),
        (("subnet-a", "subnet-b"), False),
        (("subnet-a",), False),
        ((), False),
    ],
)
def test_brokers_of_one_subnet_are_brokers_of_one_zone(
    subnets: tuple[str, ...], violated: bool, tmp_path: Path
) -> None:
    files = {**nodes(*subnets), "tf/main.tf": connector()} if subnets else {"main.tf": connector()}
    judged = judge(entry("single-broker-bootstrap"), files, tmp_path)
    assert bool(judged.violated) is violated
    assert not judged.undetermined
    for one in judged.violated:
        assert "2 brokers in the one subnet subnet-a" in one.message
