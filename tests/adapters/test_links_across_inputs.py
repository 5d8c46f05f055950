"""What one input refers to is found in another one of the same run, whatever dialects they are."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from mskguard.adapters.load import Inputs, Loaded, load
from mskguard.aws.facts import Facts
from mskguard.model.cluster import Cluster
from mskguard.model.graph import Edge, Relation
from mskguard.model.node import Node
from mskguard.survey.access import access
from mskguard.value import Tri, World, reading
from mskguard.value.cases import conditions
from tests.adapters.aws_cli.answers import ARN, CLUSTER_V2, CONFIGURATION, KEY, UUID, revision
from tests.adapters.aws_cli.test_snapshots import CONNECT, KAFKA, ROLE, SECRET, SNAPSHOT

Read = Callable[[Mapping[str, Any]], Loaded]

TOPICS = f"{KAFKA}:topic/ord*/*/e*"
HOSTS = "orders.a1b2c3.c2.kafka.eu-west-1.amazonaws.com"
SERVERS = f"b-1.{HOSTS}:9098,b-2.{HOSTS}:9098"
BOOTSTRAP = {"BootstrapBrokerStringSaslIam": SERVERS}
SNAP = {f"prod/{name}": content for name, content in SNAPSHOT.items()}
OTHER_ARN = ARN.replace("/orders/", "/audit/")
OTHER = {**CLUSTER_V2, "ClusterArn": OTHER_ARN, "ClusterName": "audit"}


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Load a directory of these files, each a text or what becomes JSON."""

    def write_and_load(files: Mapping[str, Any]) -> Loaded:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            text = content if isinstance(content, str) else json.dumps(content)
            path.write_text(text, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        loaded = load(Inputs([Path()]), Facts())
        assert not loaded.problems
        return loaded

    return write_and_load


def edges_of(loaded: Loaded, address: str) -> list[Edge]:
    [source] = [node for node in loaded.graph if node.instance == address]
    return [
        edge
        for relation in Relation
        for edge in loaded.graph.targets(source, relation, Node).edges
        if edge.target.unit is not source.unit
    ]


def across(loaded: Loaded, address: str) -> set[str]:
    """What a resource refers to in other inputs."""
    return {f"{one.relation.value} {one.target.instance}" for one in edges_of(loaded, address)}


def because(loaded: Loaded, address: str, target: str) -> set[str]:
    """The texts that establish the edge to a resource."""
    [edge] = [one for one in edges_of(loaded, address) if one.target.instance == target]
    return {span.text for span in edge.because}


CLUSTER = f"""
resource "aws_msk_cluster" "new" {{
  cluster_name = "new"
  broker_node_group_info {{
    client_subnets  = ["subnet-1", "subnet-2"]
    security_groups = ["sg-1"]
  }}
  encryption_info {{
    encryption_at_rest_kms_key_arn = "{KEY}"
  }}
  configuration_info {{
    arn      = "{CONFIGURATION}"
    revision = %s
  }}
}}
"""


def test_a_declared_cluster_lies_in_what_a_snapshot_shows(read: Read) -> None:
    files = {**SNAP, "prod/configuration.json": revision(2, "auto.create.topics.enable=true")}
    loaded = read({**files, "main.tf": CLUSTER % 2})
    assert across(loaded, "aws_msk_cluster.new") == {
        "lies in subnet/subnet-1",
        "lies in subnet/subnet-2",
        "guarded by security-group/sg-1",
        f"encrypted with key/{KEY.rpartition('/')[2]}",
        "configured by configuration/orders",
    }
    assert because(loaded, "aws_msk_cluster.new", "configuration/orders") == {f'"{CONFIGURATION}"'}


def test_another_revision_is_not_the_one_that_a_cluster_runs_with(read: Read) -> None:
    files = {**SNAP, "prod/configuration.json": revision(2, "auto.create.topics.enable=true")}
    loaded = read({**files, "main.tf": CLUSTER % 1})
    assert not any(one.startswith("configured") for one in across(loaded, "aws_msk_cluster.new"))
    [cluster] = [one for one in loaded.graph.nodes(Cluster) if one.unit.name == "."]
    related = loaded.graph.targets(cluster, Relation.CONFIGURED_BY, Node)
    assert related.complete is Tri.UNKNOWN


TEMPLATE = f"""
Resources:
  Link:
    Type: AWS::MSK::BatchScramSecret
    Properties: {{ClusterArn: "{ARN}", SecretArnList: ["{SECRET}"]}}
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: {{ResourceId: "{ARN}", ServiceNamespace: kafka}}
  Topic:
    Type: AWS::MSK::Topic
    Properties: {{ClusterArn: "{ARN}", TopicName: events}}
  Connector:
    Type: AWS::KafkaConnect::Connector
    Properties:
      ServiceExecutionRoleArn: "{ROLE}"
      KafkaCluster:
        ApacheKafkaCluster:
          BootstrapServers: "{SERVERS}"
          Vpc: {{Subnets: [subnet-1], SecurityGroups: [sg-1]}}
      Plugins: [{{CustomPlugin: {{CustomPluginArn: "{CONNECT}:custom-plugin/p/x"}}}}]
      WorkerConfiguration: {{WorkerConfigurationArn: "{CONNECT}:worker-configuration/w/x"}}
  Replicator:
    Type: AWS::MSK::Replicator
    Properties:
      ServiceExecutionRoleArn: "{ROLE}"
      KafkaClusters:
        - AmazonMskCluster: {{MskClusterArn: "{ARN}"}}
        - AmazonMskCluster: {{MskClusterArn: "{OTHER_ARN}"}}
      ReplicationInfoList:
        - {{SourceKafkaClusterArn: "{ARN}", TargetKafkaClusterArn: "{OTHER_ARN}"}}
  Function:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: f
      SelfManagedEventSource:
        Endpoints: {{KafkaBootstrapServers: ["b-1.{HOSTS}:9096", "b-2.{HOSTS}:9096"]}}
"""


def test_a_template_refers_to_what_a_snapshot_shows(read: Read) -> None:
    files = {**SNAP, "prod/audit.json": {"ClusterInfo": OTHER}}
    files["prod/get-bootstrap-brokers-orders.json"] = BOOTSTRAP
    loaded = read({**files, "template.yaml": TEMPLATE})
    assert across(loaded, "Link") == {
        "gives secrets to cluster/orders",
        "associates secret/AmazonMSK_orders",
    }
    assert across(loaded, "secret/AmazonMSK_orders") == set()
    assert across(loaded, "Target") == {"scales cluster/orders"}
    assert across(loaded, "Topic") == {"belongs to cluster/orders"}
    assert across(loaded, "Connector") == {
        "connects to cluster/orders",
        "lies in subnet/subnet-1",
        "guarded by security-group/sg-1",
        "runs custom-plugin/p",
        "runs as role/orders-sink",
        "configured by worker-configuration/w",
    }
    assert across(loaded, "Replicator") == {
        "connects to cluster/orders",
        "connects to cluster/audit",
        "reads from cluster/orders",
        "writes to cluster/audit",
        "runs as role/orders-sink",
    }
    assert across(loaded, "Function") == {"reads from cluster/orders"}
    told = because(loaded, "Connector", "cluster/orders")
    assert told == {f'"{SERVERS}"'}


def test_a_secret_of_a_template_is_encrypted_with_an_observed_key(read: Read) -> None:
    secret = f"""
    Resources:
      Secret:
        Type: AWS::SecretsManager::Secret
        Properties: {{Name: AmazonMSK_new, KmsKeyId: "{KEY}"}}
      Link:
        Type: AWS::MSK::BatchScramSecret
        Properties: {{ClusterArn: "{ARN}", SecretArnList: [!Ref Secret]}}
    """
    loaded = read({**SNAP, "template.yaml": secret})
    assert across(loaded, "Secret") == {f"encrypted with key/{KEY.rpartition('/')[2]}"}


def test_a_policy_of_its_own_file_speaks_of_an_observed_cluster_by_pattern(read: Read) -> None:
    role = f"""
resource "aws_iam_role" "reader" {{
  name = "reader"
}}
resource "aws_iam_role_policy" "reader" {{
  role   = aws_iam_role.reader.name
  policy = jsonencode({{
    Statement = [
      {{ Effect = "Allow", Action = "kafka-cluster:Connect", Resource = "{KAFKA}:cluster/ord*/*" }},
      {{ Effect = "Allow", Action = "kafka-cluster:ReadData", Resource = "{TOPICS}" }},
      {{
        Effect   = "Allow"
        Action   = "kafka-cluster:AlterGroup"
        Resource = "{KAFKA}:group/orders/{UUID}/billing-*"
      }},
    ]
  }})
}}
"""
    loaded = read({**SNAP, "main.tf": role})
    mine = [one for one in access(loaded.graph, Facts()).found if "reader" in one.principal]
    told = {(one.verb, one.kind, one.name, one.cluster) for one in mine}
    assert told == {
        ("connect", "cluster", "", "cluster/orders"),
        ("read", "topic", "e*", "cluster/orders"),
        ("read", "group", "billing-*", "cluster/orders"),
    }


def test_the_same_cluster_by_arn_or_name_is_a_twin(read: Read) -> None:
    template = "Resources: {Cluster: {Type: AWS::MSK::Cluster, Properties: {ClusterName: orders}}}"
    loaded = read({**SNAP, "template.yaml": template})
    assert across(loaded, "Cluster") == {"same as cluster/orders"}


PROVIDER = """
provider "kafka" {
  bootstrap_servers = [%s]
}
resource "kafka_topic" "events" {
  name = "events"
}
resource "kafka_acl" "events" {
  resource_name = "events"
}
"""


def test_topics_and_acls_belong_to_the_cluster_of_literal_bootstrap_servers(read: Read) -> None:
    servers = ", ".join(f'"{one}"' for one in SERVERS.split(","))
    files = {**SNAP, "prod/get-bootstrap-brokers-orders.json": BOOTSTRAP}
    loaded = read({**files, "main.tf": PROVIDER % servers})
    for address in ("kafka_topic.events", "kafka_acl.events"):
        assert across(loaded, address) == {"belongs to cluster/orders"}
    assert because(loaded, "kafka_acl.events", "cluster/orders") == {f"[{servers}]", f'"{SERVERS}"'}


def connector(servers: str, more: str = "") -> str:
    return f"""
resource "aws_mskconnect_connector" "c" {{
  kafka_cluster {{
    apache_kafka_cluster {{
      bootstrap_servers = {servers}
    }}
  }}
}}
{more}
"""


def declared(name: str, label: str = "c", region: str = "") -> str:
    return f'resource "aws_msk_cluster" "{label}" {{\n  cluster_name = {name}\n{region}\n}}\n'


def connected(loaded: Loaded) -> list[str]:
    [source] = [one for one in loaded.graph if one.instance == "aws_mskconnect_connector.c"]
    related = loaded.graph.targets(source, Relation.CONNECTS_TO, Node)
    assert bool(related.nodes) is (related.complete is Tri.YES)
    return sorted(node.instance for node in related.nodes)


C = "aws_msk_cluster.c"


@pytest.mark.parametrize(
    ("servers", "found"),
    [
        (f"b-1.{HOSTS}:9098", [C]),
        (f"B-3-public.{HOSTS}:9198", [C]),
        (f"b-1.iam.{HOSTS}:14001", [C]),
        (f"b-1.{HOSTS}.cn:9098", [C]),
        (f"b-1.{HOSTS}:9098, b-2.{HOSTS}:9098", [C]),
        (f"b-1.{HOSTS}:9098,b-1.{HOSTS.replace('a1b2c3', 'd4e5f6')}:9098", []),
        (f"b-1.{HOSTS}:9098,kafka.example.com:9098", []),
        (f"z-1.{HOSTS}:2181", []),
        ("b-1.order.a1b2c3.c2.kafka.eu-west-1.amazonaws.com:9098", []),
        ("boot-a1b2c3.c2.kafka-serverless.eu-west-1.amazonaws.com:9098", []),
        ("kafka.example.com:9098", []),
        ("", []),
    ],
)
def test_a_host_names_the_cluster_of_its_unit(servers: str, found: list[str], read: Read) -> None:
    assert connected(read({"main.tf": connector(f'"{servers}"', declared('"Orders"'))})) == found


REGION = '  region = "us-east-1"'


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (declared('"audit"', "d"), [C]),
        (declared('"orders-eu"', "d"), []),
        (declared("var.mystery", "d"), []),
        (declared("var.mystery", "d", REGION), [C]),
        (declared('"orders"', "d", REGION), [C]),
        ('resource "aws_msk_serverless_cluster" "d" {\n  cluster_name = "orders"\n}\n', [C]),
    ],
)
def test_a_host_that_may_be_of_two_clusters_names_none(
    other: str, found: list[str], read: Read
) -> None:
    text = connector(f'"{SERVERS}"', declared('"orders"') + other)
    assert connected(read({"main.tf": text + 'variable "mystery" {}\n'})) == found


def test_a_host_in_another_region_names_no_cluster(read: Read) -> None:
    text = connector(f'"{SERVERS}"', declared('"orders"', "c", REGION))
    assert connected(read({"main.tf": text})) == []


def test_names_link_within_a_unit(read: Read) -> None:
    files = {"a/main.tf": connector(f'"{SERVERS}"'), "b/main.tf": declared('"orders"')}
    assert connected(read(files)) == []


def test_told_hosts_decide_over_names(read: Read) -> None:
    """The cluster that is called so may be another one than it was when the string was copied."""
    snapshot = {
        "prod/cluster.json": {"ClusterInfo": CLUSTER_V2},
        "prod/get-bootstrap-brokers-orders.json": BOOTSTRAP,
    }
    old = SERVERS.replace("a1b2c3", "d4e5f6")
    text = declared('"orders"')
    assert connected(read({**snapshot, "main.tf": connector(f'"{old}"', text)})) == []
    found = connected(read({**snapshot, "main.tf": connector(f'"{SERVERS}"', text)}))
    assert found == [C, "cluster/orders"]


LISTED = {
    "NodeInfoList": [
        {
            "InstanceType": "kafka.m7g.large",
            "NodeARN": f"{KAFKA}:broker/orders/{UUID}/n{number}",
            "NodeType": "BROKER",
            "BrokerNodeInfo": {
                "BrokerId": number,
                "ClientSubnet": f"subnet-{(number - 1) % 2 + 1}",
                "Endpoints": [f"b-{number}.{HOSTS.replace('orders', 'ord')}"],
            },
        }
        for number in (1, 2, 3)
    ]
}


@pytest.mark.parametrize(
    "answer",
    [
        {"prod/nodes.json": LISTED},
        {"prod/get-bootstrap-brokers-orders.json": {"BootstrapBrokerString": "b-2.ord.%"}},
        {
            "prod/told.json": {"BootstrapBrokerString": "b-2.ord.%"},
            "prod/snapshot.json": {"mskguard_snapshot": 1, "about": {"told.json": ARN}},
        },
    ],
)
def test_a_name_cut_short_is_found_by_what_aws_told(answer: dict[str, Any], read: Read) -> None:
    domain = "a1b2c3.c2.kafka.eu-west-1.amazonaws.com"
    files = json.loads(json.dumps(answer).replace("%", f"{domain}:9092"))
    files["prod/cluster.json"] = {"ClusterInfo": CLUSTER_V2}
    text = connector(f'"b-1.ord.{domain}:9098"')
    assert connected(read({**files, "main.tf": text})) == ["cluster/orders"]


def test_an_answer_that_nothing_names_is_about_the_cluster_of_its_hosts(read: Read) -> None:
    files = {"prod/x.json": {"ClusterInfo": CLUSTER_V2}, "prod/y.json": BOOTSTRAP}
    text = connector(f'"b-9.{HOSTS}:9098"')
    loaded = read({**files, "main.tf": text})
    assert connected(loaded) == ["cluster/orders"]


def test_serverless_clusters_are_named_by_what_aws_told_alone(read: Read) -> None:
    servers = "boot-a1b2c3.c2.kafka-serverless.eu-west-1.amazonaws.com:9098"
    cluster = {
        "ClusterArn": ARN,
        "ClusterName": "orders",
        "ClusterType": "SERVERLESS",
        "Serverless": {"VpcConfigs": [{"SubnetIds": ["subnet-1", "subnet-2"]}]},
    }
    files = {
        "prod/cluster.json": {"ClusterInfo": cluster},
        "prod/get-bootstrap-brokers-orders.json": {"BootstrapBrokerStringSaslIam": servers},
    }
    text = connector(f'"{servers}"')
    assert connected(read({**files, "main.tf": text})) == ["cluster/orders"]


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        (f"{C}.bootstrap_brokers_sasl_iam", [C]),
        (f'join(",", slice(split(",", {C}.bootstrap_brokers_tls), 0, 2))', [C]),
        (f'"${{{C}.bootstrap_brokers}},${{var.more}}"', [C]),
        (f"coalesce(var.more, {C}.bootstrap_brokers)", []),
        (f'"${{{C}.bootstrap_brokers}},${{aws_msk_cluster.d.bootstrap_brokers}}"', []),
        (f"{C}.zookeeper_connect_string", [C]),
    ],
)
def test_what_is_made_of_a_clusters_attribute_names_it(
    expression: str, found: list[str], read: Read
) -> None:
    more = declared('"orders"') + declared('"audit"', "d") + 'variable "more" {}\n'
    assert connected(read({"main.tf": connector(expression, more)})) == found


def test_the_kafka_providers_cluster_is_not_guessed(read: Read) -> None:
    more = declared('"orders"') + 'variable "more" {}\n'
    servers = f"coalesce(var.more, {C}.bootstrap_brokers)"
    loaded = read({"main.tf": PROVIDER % servers + more})
    [topic] = [one for one in loaded.graph if one.instance == "kafka_topic.events"]
    assert not loaded.graph.targets(topic, Relation.BELONGS_TO, Node).nodes


def test_a_host_names_a_cluster_where_its_name_is_so(read: Read) -> None:
    name = 'var.blue ? "orders" : "audit"'
    text = connector(f'"{SERVERS}"', declared(name) + 'variable "blue" {}\n')
    loaded = read({"main.tf": text})
    [cluster] = loaded.graph.nodes(Cluster)
    [condition] = conditions(cluster.name)
    for blue, found in ((True, [C]), (False, [])):
        with reading(World({condition: blue})):
            assert connected(loaded) == found


MIRROR = {
    "name": "mirror",
    "config": {
        "connector.class": "org.apache.kafka.connect.mirror.MirrorSourceConnector",
        "source.cluster.bootstrap.servers": SERVERS,
        "target.cluster.bootstrap.servers": SERVERS.replace("orders", "audit"),
    },
}


def test_a_mirrors_properties_name_both_ends(read: Read) -> None:
    files = {
        "prod/orders.json": {"ClusterInfo": CLUSTER_V2},
        "prod/audit.json": {"ClusterInfo": OTHER},
        "prod/get-bootstrap-brokers-orders.json": BOOTSTRAP,
        "prod/get-bootstrap-brokers-audit.json": {
            "BootstrapBrokerString": SERVERS.replace("orders", "audit")
        },
    }
    loaded = read({**files, "connectors/mirror.json": MIRROR})
    assert across(loaded, "connector/mirror") == {
        "reads from cluster/orders",
        "writes to cluster/audit",
    }


def test_a_function_reads_from_the_cluster_of_its_servers(read: Read) -> None:
    mapping = f"""
resource "aws_lambda_event_source_mapping" "f" {{
  function_name = "f"
  topics        = ["events"]
  self_managed_event_source {{
    endpoints = {{
      KAFKA_BOOTSTRAP_SERVERS = "{SERVERS}"
    }}
  }}
}}
"""
    files = {
        "prod/x.json": {"ClusterInfo": CLUSTER_V2},
        "prod/get-bootstrap-brokers-orders.json": BOOTSTRAP,
        "prod/text.json": {
            "Arn": CONFIGURATION,
            "Revision": 2,
            "ServerProperties": b64encode(b"a=b").decode(),
        },
    }
    loaded = read({**files, "main.tf": mapping + declared('"audit"')})
    assert across(loaded, "aws_lambda_event_source_mapping.f") == {"reads from cluster/orders"}
