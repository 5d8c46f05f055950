"""What `mskguard snapshot` writes, and that it is judged like what declares it."""

from __future__ import annotations

import datetime as dt
import json
import stat
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from mskguard.adapters.load import Inputs, load
from mskguard.aws.facts import Facts
from mskguard.check import Options, check
from mskguard.engine.finding import State
from mskguard.model.cluster import Cluster
from mskguard.model.graph import Relation
from mskguard.model.network import SecurityGroup, Subnet
from mskguard.model.node import Node
from mskguard.model.scram import ScramAssociation
from mskguard.value import Tri
from tests.adapters.aws_cli.answers import ARN, CLUSTER_V2, CONFIGURATION, DESCRIBED
from tests.snapshot.conftest import Canned, Snap

pytestmark = [
    pytest.mark.aws,
    pytest.mark.filterwarnings("ignore"),
]

AS_OF = dt.date(2026, 11, 21)
PROPERTIES = b"min.insync.replicas=1\n"
SECRET = "hunter2hunter2"
CONNECTOR = {
    "connectorArn": "arn:aws:kafkaconnect:eu-west-1:123456789012:connector/sink/x",
    "connectorName": "sink",
    "connectorConfiguration": {
        "connector.class": "a.B",
        "database.password": SECRET,
        "other.password": "${secretManager:a:b}",
    },
    "kafkaCluster": {"apacheKafkaCluster": {"bootstrapServers": "b-1:9098", "vpc": {}}},
}
WORKER = {
    "workerConfigurationArn": "arn:aws:kafkaconnect:eu-west-1:123456789012:worker-configuration/w",
    "name": "w",
    "latestRevision": {
        "revision": 1,
        "propertiesFileContent": b64encode(
            f"key.converter=a.B\nproducer.sasl.jaas.config={SECRET}\n".encode()
        ).decode(),
    },
}


def denied(operation: str) -> ClientError:
    return ClientError({"Error": {"Code": "AccessDeniedException", "Message": "no"}}, operation)


@pytest.fixture
def subnets(account: None) -> list[str]:  # noqa: ARG001
    ec2 = boto3.client("ec2")
    return [it["SubnetId"] for it in ec2.describe_subnets()["Subnets"]][:3]


@pytest.fixture(autouse=True)
def cluster(canned: Canned, subnets: list[str]) -> dict[str, Any]:
    """A cluster in the account, with all that moto does not know of it."""
    ec2 = boto3.client("ec2")
    group = ec2.describe_security_groups()["SecurityGroups"][0]["GroupId"]
    ports = {"IpProtocol": "tcp", "FromPort": 9092, "ToPort": 9098}
    ec2.authorize_security_group_ingress(
        GroupId=group, IpPermissions=[{**ports, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}]
    )
    brokers = {
        **CLUSTER_V2["Provisioned"]["BrokerNodeGroupInfo"],
        "ClientSubnets": subnets,
        "SecurityGroups": [group],
    }
    made: dict[str, Any] = {
        **CLUSTER_V2,
        "CreationTime": dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        "Provisioned": {
            **CLUSTER_V2["Provisioned"],
            "BrokerNodeGroupInfo": brokers,
            "EncryptionInfo": {
                "EncryptionInTransit": {"ClientBroker": "TLS_PLAINTEXT", "InCluster": True}
            },
        },
    }
    canned |= {
        "ListClustersV2": {"ClusterInfoList": [made]},
        "DescribeClusterV2": {"ClusterInfo": made},
        "GetClusterPolicy": ClientError({"Error": {"Code": "NotFoundException"}}, "x"),
        "ListTopics": {"Topics": []},
        "GetBootstrapBrokers": {
            "BootstrapBrokerStringTls": "b-1.orders.a1b2c3.c2.kafka.eu-west-1.amazonaws.com:9094"
        },
        "ListNodes": {"NodeInfoList": []},
        "ListScramSecrets": {"SecretArnList": []},
        "ListConfigurations": {"Configurations": [DESCRIBED]},
        "DescribeConfigurationRevision": lambda asked: {
            "Arn": CONFIGURATION,
            "Revision": asked["Revision"],
            "ServerProperties": PROPERTIES,
        },
        "ListVpcConnections": {"VpcConnections": []},
        "ListReplicators": {"Replicators": []},
        "ListConnectors": {"connectors": [CONNECTOR]},
        "DescribeConnector": CONNECTOR,
        "ListWorkerConfigurations": {"workerConfigurations": [WORKER]},
        "DescribeWorkerConfiguration": WORKER,
        "ListCustomPlugins": {"customPlugins": []},
        "DescribeScalingPolicies": {"ScalingPolicies": []},
    }
    return made


def read(folder: Path, name: str) -> Any:
    return json.loads((folder / "shot" / name).read_text(encoding="utf-8"))


def test_a_snapshot_says_what_it_holds(snap: Snap, tmp_path: Path) -> None:
    outcome = snap()
    assert outcome.exit_code == 0, outcome.output
    marker = read(tmp_path, "snapshot.json")
    assert marker["mskguard_snapshot"] == 1
    assert (marker["account"], marker["region"]) == ("123456789012", "eu-west-1")
    assert (marker["taken_at"], marker["partial"], marker["failed"]) == ("then", False, {})
    assert marker["about"] == {
        "kafka-get-bootstrap-brokers-orders.json": ARN,
        "kafka-list-scram-secrets-orders.json": ARN,
    }
    assert "kafka list-clusters-v2" in marker["complete"]
    assert not (tmp_path / "shot" / "kafka-get-cluster-policy-orders.json").exists()


def test_only_its_owner_may_read_it(snap: Snap, tmp_path: Path) -> None:
    snap()
    shot = tmp_path / "shot"
    assert stat.S_IMODE(shot.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in shot.iterdir()} == {0o600}


def test_no_secret_is_written(snap: Snap, tmp_path: Path) -> None:
    snap()
    for path in (tmp_path / "shot").iterdir():
        assert SECRET not in path.read_text(encoding="utf-8")
    found = read(tmp_path, "kafkaconnect-describe-connector-sink.json")
    assert found["connectorConfiguration"] == {
        "connector.class": "a.B",
        "database.password": "*****",
        "other.password": "${secretManager:a:b}",
    }
    worker = read(tmp_path, "kafkaconnect-describe-worker-configuration-w.json")
    text = b64decode(worker["latestRevision"]["propertiesFileContent"]).decode()
    assert text == "key.converter=a.B\nproducer.sasl.jaas.config=*****\n"


def test_a_snapshot_is_read_as_one_linked_account(snap: Snap, tmp_path: Path) -> None:
    snap()
    graph = load(Inputs([tmp_path / "shot"]), Facts()).graph
    (found,) = graph.nodes(Cluster)
    assert len(graph.targets(found, Relation.LIES_IN, Subnet).nodes) == 3
    assert graph.targets(found, Relation.LIES_IN, Subnet).complete is Tri.YES
    assert len(graph.targets(found, Relation.GUARDED_BY, SecurityGroup).nodes) == 1
    secrets = graph.sources(found, Relation.GIVES_SECRETS_TO, ScramAssociation)
    assert secrets.complete is Tri.YES


def test_every_revision_in_use_is_asked_for(snap: Snap, tmp_path: Path) -> None:
    snap()
    names = sorted(path.name for path in (tmp_path / "shot").glob("*revision*"))
    assert names == [
        "kafka-describe-configuration-revision-orders-2.json",
        "kafka-describe-configuration-revision-orders-3.json",
    ]


def test_a_denied_call_is_recorded_and_leaves_its_questions_open(
    snap: Snap, tmp_path: Path, canned: Canned
) -> None:
    canned["ListScramSecrets"] = denied("ListScramSecrets")
    outcome = snap()
    assert outcome.exit_code == 1
    assert "not answered: kafka list-scram-secrets: AccessDeniedException" in outcome.output
    marker = read(tmp_path, "snapshot.json")
    assert marker["partial"] is True
    assert marker["failed"] == {"kafka list-scram-secrets": "AccessDeniedException"}
    graph = load(Inputs([tmp_path / "shot"]), Facts()).graph
    (found,) = graph.nodes(Cluster)
    secrets = graph.sources(found, Relation.GIVES_SECRETS_TO, ScramAssociation)
    assert secrets.complete is Tri.UNKNOWN
    assert "AccessDeniedException" in secrets.why


def test_one_cluster_alone_is_no_complete_list(snap: Snap, tmp_path: Path) -> None:
    snap("--cluster-arn", ARN)
    marker = read(tmp_path, "snapshot.json")
    assert "kafka list-clusters-v2" not in marker["complete"]
    graph = load(Inputs([tmp_path / "shot"]), Facts()).graph
    assert len(list(graph.nodes(Cluster))) == 1


def test_a_folder_with_other_files_is_left_alone(snap: Snap, tmp_path: Path) -> None:
    (tmp_path / "shot").mkdir()
    (tmp_path / "shot" / "mine.txt").write_text("x")
    outcome = snap()
    assert outcome.exit_code == 2
    assert "is not empty" in outcome.output
    assert [path.name for path in (tmp_path / "shot").iterdir()] == ["mine.txt"]


def test_without_access_there_is_no_snapshot(snap: Snap, canned: Canned) -> None:
    canned["GetCallerIdentity"] = denied("GetCallerIdentity")
    outcome = snap()
    assert outcome.exit_code == 2
    assert "AccessDeniedException" in outcome.output


def test_only_calls_that_read_are_made(snap: Snap, canned: Canned) -> None:
    from botocore.client import BaseClient

    asked: list[str] = []
    original = BaseClient._make_api_call

    def listen(self: Any, operation: str, arguments: dict[str, Any]) -> Any:
        asked.append(operation)
        return original(self, operation, arguments)

    BaseClient._make_api_call = listen
    try:
        snap()
    finally:
        BaseClient._make_api_call = original
    assert canned.keys() & set(asked)
    assert all(name.startswith(("Describe", "Get", "List")) for name in asked)


SPEAK_OF_SOURCES = {"unprotected-cluster"}
"""Rules on what only a declaration can say."""

TERRAFORM = """
resource "aws_msk_configuration" "orders" {
  name              = "orders"
  kafka_versions    = ["3.8.x"]
  server_properties = "min.insync.replicas=1"
}

resource "aws_msk_cluster" "orders" {
  cluster_name           = "orders"
  kafka_version          = "3.8.x"
  number_of_broker_nodes = 3
  enhanced_monitoring    = "PER_BROKER"
  broker_node_group_info {
    instance_type   = "kafka.m7g.large"
    client_subnets  = SUBNETS
    security_groups = ["sg-1"]
    storage_info {
      ebs_storage_info {
        volume_size = 100
      }
    }
  }
  client_authentication {
    sasl {
      iam = true
    }
  }
  encryption_info {
    encryption_in_transit {
      client_broker = "TLS_PLAINTEXT"
    }
  }
  configuration_info {
    arn      = aws_msk_configuration.orders.arn
    revision = aws_msk_configuration.orders.latest_revision
  }
  tags = { costCentre = "7" }
}
"""


def verdicts(path: Path, kinds: tuple[type[Node], ...]) -> set[str]:
    """The rules that find a fault in a cluster or its configuration."""
    options = Options(Inputs([path]), AS_OF)
    result = check(options)
    assert not result.crashes
    nodes = load(Inputs([path]), Facts()).graph
    named = {node.instance for kind in kinds for node in nodes.nodes(kind)}
    return {
        one.rule.name
        for one in result.findings
        if one.state is State.VIOLATED
        and any(instance.split(": ", 1)[1] in named for instance in one.instances)
    }


def test_a_snapshot_gets_the_verdicts_of_the_terraform_that_describes_it(
    snap: Snap, tmp_path: Path, subnets: list[str]
) -> None:
    snap()
    hcl = TERRAFORM.replace("SUBNETS", json.dumps(subnets))
    (tmp_path / "hcl").mkdir()
    (tmp_path / "hcl" / "main.tf").write_text(hcl, encoding="utf-8")
    declared = verdicts(tmp_path / "hcl", (Cluster,))
    observed = verdicts(tmp_path / "shot", (Cluster,))
    assert "plaintext-listener" in declared
    assert observed == declared - SPEAK_OF_SOURCES
