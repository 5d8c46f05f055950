"""A folder of answers is one account's snapshot: linked into one graph."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from mskguard.adapters.load import Loaded
from mskguard.model.alarm import Alarm
from mskguard.model.cluster import Cluster
from mskguard.model.cluster_policy import ClusterPolicy
from mskguard.model.connect import Connector, CustomPlugin, WorkerConfiguration
from mskguard.model.graph import Relation
from mskguard.model.iam import ManagedPolicy, Role
from mskguard.model.kms import KmsAlias, KmsKey
from mskguard.model.logging import LogGroup
from mskguard.model.network import (
    GatewayAttachment,
    MainRouteTableAssociation,
    NatGateway,
    Route,
    RouteTable,
    RouteTableAssociation,
    SecurityGroup,
    Subnet,
)
from mskguard.model.node import Node
from mskguard.model.replicator import Replicator
from mskguard.model.scaling import ScalableTarget, ScalingPolicy
from mskguard.model.scram import ScramAssociation
from mskguard.model.secret import Secret
from mskguard.model.topic import Topic
from mskguard.model.vpc_connection import VpcConnection
from mskguard.value import Known, Tri, Unknown
from tests.adapters.aws_cli.answers import ARN, CLUSTER_V2, KEY, UUID

Read = Callable[[Mapping[str, Any]], Loaded]

SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:AmazonMSK_orders-AbCdEf"
KAFKA = "arn:aws:kafka:eu-west-1:123456789012"
CONNECT = "arn:aws:kafkaconnect:eu-west-1:123456789012"
ROLE = "arn:aws:iam::123456789012:role/orders-sink"
DOCUMENT = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "kafka-cluster:Connect", "Resource": ARN}],
}

NETWORK: dict[str, Any] = {
    "subnets.json": {
        "Subnets": [
            {
                "SubnetId": f"subnet-{n}",
                "VpcId": "vpc-1",
                "CidrBlock": f"10.0.{n}.0/24",
                "AvailabilityZone": f"eu-west-1{zone}",
                "AvailabilityZoneId": f"euw1-az{n}",
                "MapPublicIpOnLaunch": n == 1,
            }
            for n, zone in ((1, "a"), (2, "b"), (3, "c"))
        ]
    },
    "groups.json": {
        "SecurityGroups": [
            {
                "GroupId": "sg-1",
                "GroupName": "kafka",
                "Description": "brokers",
                "VpcId": "vpc-1",
                "IpPermissions": [
                    {
                        "IpProtocol": "tcp",
                        "FromPort": 9098,
                        "ToPort": 9098,
                        "IpRanges": [{"CidrIp": "10.0.0.0/16"}, {"CidrIp": "10.1.0.0/16"}],
                        "Ipv6Ranges": [],
                        "PrefixListIds": [],
                        "UserIdGroupPairs": [{"GroupId": "sg-1"}, {"GroupId": "sg-2"}],
                    }
                ],
                "IpPermissionsEgress": [],
            }
        ]
    },
    "routes.json": {
        "RouteTables": [
            {
                "RouteTableId": "rtb-1",
                "VpcId": "vpc-1",
                "Routes": [
                    {"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local"},
                    {"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "igw-1"},
                    {"DestinationPrefixListId": "pl-1", "GatewayId": "vpce-1"},
                ],
                "Associations": [
                    {"Main": True, "RouteTableId": "rtb-1"},
                    {"Main": False, "RouteTableId": "rtb-1", "SubnetId": "subnet-1"},
                ],
            }
        ]
    },
    "igw.json": {
        "InternetGateways": [
            {
                "InternetGatewayId": "igw-1",
                "Attachments": [{"State": "available", "VpcId": "vpc-1"}],
            }
        ]
    },
    "nat.json": {
        "NatGateways": [
            {"NatGatewayId": "nat-1", "SubnetId": "subnet-1", "ConnectivityType": "public"}
        ]
    },
    "vpcs.json": {"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}]},
}
SECRETS: dict[str, Any] = {
    "list-scram-secrets-orders.json": {"SecretArnList": [SECRET]},
    "secret.json": {"ARN": SECRET, "Name": "AmazonMSK_orders", "KmsKeyId": KEY},
    "key.json": {
        "KeyMetadata": {
            "KeyId": KEY.rpartition("/")[2],
            "Arn": KEY,
            "Enabled": True,
            "KeyManager": "CUSTOMER",
            "KeyUsage": "ENCRYPT_DECRYPT",
            "KeySpec": "SYMMETRIC_DEFAULT",
        }
    },
    f"get-key-rotation-status-{KEY.rpartition('/')[2]}.json": {"KeyRotationEnabled": False},
    "aliases.json": {
        "Aliases": [
            {
                "AliasName": "alias/orders",
                "AliasArn": "arn:aws:kms:eu-west-1:123456789012:alias/orders",
                "TargetKeyId": KEY.rpartition("/")[2],
            }
        ]
    },
    "get-cluster-policy-orders.json": {"CurrentVersion": "K1", "Policy": '{"Statement": []}'},
}
WATCHING: dict[str, Any] = {
    "targets.json": {
        "ScalableTargets": [
            {
                "ServiceNamespace": "kafka",
                "ResourceId": ARN,
                "ScalableDimension": "kafka:broker-storage:VolumeSize",
                "MinCapacity": 1,
                "MaxCapacity": 1000,
            }
        ]
    },
    "policies.json": {
        "ScalingPolicies": [
            {
                "PolicyName": "grow",
                "PolicyARN": "arn:aws:autoscaling:eu-west-1:123456789012:scalingPolicy:x",
                "ServiceNamespace": "kafka",
                "ResourceId": ARN,
                "ScalableDimension": "kafka:broker-storage:VolumeSize",
                "PolicyType": "TargetTrackingScaling",
                "TargetTrackingScalingPolicyConfiguration": {
                    "TargetValue": 60.0,
                    "PredefinedMetricSpecification": {
                        "PredefinedMetricType": "KafkaBrokerStorageUtilization"
                    },
                },
            }
        ]
    },
    "alarms.json": {
        "MetricAlarms": [
            {
                "AlarmName": "disk",
                "AlarmArn": "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:disk",
                "Namespace": "AWS/Kafka",
                "MetricName": "KafkaDataLogsDiskUsed",
                "Dimensions": [{"Name": "Cluster Name", "Value": "orders"}],
                "Statistic": "Maximum",
                "Period": 300,
                "Threshold": 85.0,
                "EvaluationPeriods": 1,
                "ComparisonOperator": "GreaterThanThreshold",
                "ActionsEnabled": True,
                "AlarmActions": [],
            }
        ]
    },
    "logs.json": {
        "logGroups": [
            {
                "logGroupName": "/msk/orders",
                "arn": "arn:aws:logs:eu-west-1:123456789012:log-group:/msk/orders:*",
                "retentionInDays": 30,
            }
        ]
    },
}
IDENTITY: dict[str, Any] = {
    "iam.json": {
        "UserDetailList": [],
        "GroupDetailList": [],
        "RoleDetailList": [
            {
                "RoleName": "orders-sink",
                "Arn": ROLE,
                "Path": "/",
                "AssumeRolePolicyDocument": DOCUMENT,
                "RolePolicyList": [{"PolicyName": "in", "PolicyDocument": DOCUMENT}],
                "AttachedManagedPolicies": [
                    {"PolicyName": "p", "PolicyArn": "arn:aws:iam::123456789012:policy/p"}
                ],
            }
        ],
        "Policies": [
            {
                "PolicyName": "p",
                "Arn": "arn:aws:iam::123456789012:policy/p",
                "PolicyVersionList": [
                    {"VersionId": "v1", "IsDefaultVersion": False, "Document": {"Statement": []}},
                    {"VersionId": "v2", "IsDefaultVersion": True, "Document": DOCUMENT},
                ],
            }
        ],
    }
}
STREAMS: dict[str, Any] = {
    "topic.json": {
        "TopicArn": f"{KAFKA}:topic/orders/{UUID}/events",
        "TopicName": "events",
        "ReplicationFactor": 3,
        "PartitionCount": 6,
        "Configs": b64encode(b"min.insync.replicas=2").decode(),
    },
    "topics.json": {
        "Topics": [
            {
                "TopicArn": f"{KAFKA}:topic/orders/{UUID}/{name}",
                "TopicName": name,
                "ReplicationFactor": 3,
                "PartitionCount": 6,
            }
            for name in ("events", "others")
        ]
    },
    "connection.json": {
        "VpcConnectionArn": f"{KAFKA}:vpc-connection/123456789012/x/y",
        "TargetClusterArn": ARN,
        "Authentication": "SASL_IAM",
        "VpcId": "vpc-1",
        "Subnets": ["subnet-1"],
        "SecurityGroups": ["sg-1"],
    },
    "replicator.json": {
        "ReplicatorArn": f"{KAFKA}:replicator/r/x",
        "ReplicatorName": "r",
        "ServiceExecutionRoleArn": ROLE,
        "KafkaClusters": [
            {
                "AmazonMskCluster": {"MskClusterArn": ARN},
                "KafkaClusterAlias": "a",
                "VpcConfig": {"SubnetIds": ["subnet-1"], "SecurityGroupIds": ["sg-1"]},
            },
            {"AmazonMskCluster": {"MskClusterArn": f"{ARN}x"}, "KafkaClusterAlias": "b"},
        ],
        "ReplicationInfoList": [
            {
                "SourceKafkaClusterAlias": "a",
                "TargetKafkaClusterAlias": "b",
                "TargetCompressionType": "NONE",
            }
        ],
    },
    "connector.json": {
        "connectorArn": f"{CONNECT}:connector/sink/x",
        "connectorName": "sink",
        "connectorConfiguration": {"connector.class": "a.B"},
        "kafkaCluster": {
            "apacheKafkaCluster": {
                "bootstrapServers": "b-1:9098",
                "vpc": {"subnets": ["subnet-1"], "securityGroups": ["sg-1"]},
            }
        },
        "plugins": [
            {"customPlugin": {"customPluginArn": f"{CONNECT}:custom-plugin/p/x", "revision": 1}}
        ],
        "workerConfiguration": {
            "workerConfigurationArn": f"{CONNECT}:worker-configuration/w/x",
            "revision": 1,
        },
        "serviceExecutionRoleArn": ROLE,
    },
    "worker.json": {
        "workerConfigurationArn": f"{CONNECT}:worker-configuration/w/x",
        "name": "w",
        "latestRevision": {
            "revision": 1,
            "propertiesFileContent": b64encode(b"key.converter=a.B").decode(),
        },
    },
    "plugins.json": {
        "customPlugins": [
            {
                "customPluginArn": f"{CONNECT}:custom-plugin/p/x",
                "name": "p",
                "latestRevision": {"revision": 1, "contentType": "ZIP"},
            }
        ]
    },
}
CLUSTER = {"cluster.json": {"ClusterInfo": CLUSTER_V2}}
SNAPSHOT = {**CLUSTER, **NETWORK, **SECRETS, **WATCHING, **IDENTITY, **STREAMS}


@pytest.fixture
def loaded(read: Read) -> Loaded:
    """The whole snapshot in a folder of its own."""
    return read({f"prod/{name}": content for name, content in SNAPSHOT.items()})


def one(loaded: Loaded, kind: type[Any]) -> Any:
    (found,) = loaded.graph.nodes(kind)
    return found


def test_a_folder_of_answers_is_one_unit(loaded: Loaded) -> None:
    assert {node.unit.name for node in loaded.graph} == {"prod"}
    assert not loaded.problems
    instances = [node.instance for node in loaded.graph]
    assert len(set(instances)) == len(instances)


LINKS: list[tuple[type[Node], Relation, type[Node], list[str]]] = [
    (Cluster, Relation.LIES_IN, Subnet, ["subnet/subnet-1", "subnet/subnet-2", "subnet/subnet-3"]),
    (Cluster, Relation.GUARDED_BY, SecurityGroup, ["security-group/sg-1"]),
    (Cluster, Relation.ENCRYPTED_WITH, KmsKey, [f"key/{KEY.rpartition('/')[2]}"]),
    (ScramAssociation, Relation.GIVES_SECRETS_TO, Cluster, ["cluster/orders"]),
    (ScramAssociation, Relation.ASSOCIATES, Secret, ["secret/AmazonMSK_orders"]),
    (Secret, Relation.ENCRYPTED_WITH, KmsKey, [f"key/{KEY.rpartition('/')[2]}"]),
    (KmsAlias, Relation.STANDS_FOR, KmsKey, [f"key/{KEY.rpartition('/')[2]}"]),
    (ClusterPolicy, Relation.ATTACHED_TO, Cluster, ["cluster/orders"]),
    (VpcConnection, Relation.CONNECTS_TO, Cluster, ["cluster/orders"]),
    (Replicator, Relation.READS_FROM, Cluster, ["cluster/orders"]),
    (Replicator, Relation.RUNS_AS, Role, ["role/orders-sink"]),
    (Connector, Relation.RUNS, CustomPlugin, ["custom-plugin/p"]),
    (Connector, Relation.CONFIGURED_BY, WorkerConfiguration, ["worker-configuration/w"]),
    (Connector, Relation.RUNS_AS, Role, ["role/orders-sink"]),
    (Connector, Relation.LIES_IN, Subnet, ["subnet/subnet-1"]),
    (Role, Relation.GRANTED, ManagedPolicy, ["policy/p"]),
    (ScalableTarget, Relation.SCALES, Cluster, ["cluster/orders"]),
    (ScalingPolicy, Relation.SCALES, Cluster, ["cluster/orders"]),
    (Alarm, Relation.WATCHES, Cluster, ["cluster/orders"]),
    (NatGateway, Relation.LIES_IN, Subnet, ["subnet/subnet-1"]),
    (RouteTableAssociation, Relation.ROUTES_BY, RouteTable, ["route-table/rtb-1"]),
]


@pytest.mark.parametrize(
    ("source", "relation", "target", "addresses"),
    LINKS,
    ids=lambda it: getattr(it, "__name__", ""),
)
def test_answers_are_linked(
    source: type[Node],
    relation: Relation,
    target: type[Node],
    addresses: list[str],
    loaded: Loaded,
) -> None:
    found = loaded.graph.targets(one(loaded, source), relation, target)
    assert [node.address for node in found.nodes] == addresses


def test_a_security_group_has_a_rule_for_each_peer(loaded: Loaded) -> None:
    group = one(loaded, SecurityGroup)
    rules = group.ingress.it
    assert [rule.cidrs.it[0].it for rule in rules[:2]] == ["10.0.0.0/16", "10.1.0.0/16"]
    assert all(rule.from_port.equals(9098) is Tri.YES for rule in rules)
    assert rules[2].itself.equals(True) is Tri.YES
    assert [str(peer) for peer in rules[3].groups.it] == ["sg-2"]
    assert isinstance(group.egress, Known)
    assert group.egress.it == ()


def test_routes_and_what_they_lead_to(loaded: Loaded) -> None:
    local, out, endpoint = loaded.graph.nodes(Route)
    assert local.way.gateway.equals("local") is Tri.YES
    assert out.way.gateway.equals("igw-1") is Tri.YES
    assert endpoint.way.vpc_endpoint.equals("vpce-1") is Tri.YES
    assert one(loaded, MainRouteTableAssociation).vpc.equals("vpc-1") is Tri.YES
    assert one(loaded, GatewayAttachment).vpc.equals("vpc-1") is Tri.YES


def test_two_answers_on_one_key_are_one_key(loaded: Loaded) -> None:
    key = one(loaded, KmsKey)
    assert key.enabled.equals(True) is Tri.YES
    assert key.rotation.equals(False) is Tri.YES


def test_the_default_version_of_a_policy_counts(loaded: Loaded) -> None:
    statements = one(loaded, ManagedPolicy).policy.statements
    assert isinstance(statements, Known)
    assert [str(it.actions.it[0]) for it in statements.it] == ["kafka-cluster:Connect"]


def test_topics_are_described_where_they_are(loaded: Loaded) -> None:
    events, others = loaded.graph.nodes(Topic)
    assert events.property("min.insync.replicas").equals("2") is Tri.YES
    assert isinstance(others.property("min.insync.replicas"), Unknown)
    assert others.cluster.equals(ARN) is Tri.YES


def test_the_topics_of_another_service_are_not_read(read: Read) -> None:
    topics = {"Topics": [{"TopicArn": "arn:aws:sns:eu-west-1:111122223333:orders"}]}
    assert not list(read({"topics.json": topics}).graph)


def test_a_log_group_is_referred_to_without_its_star(loaded: Loaded) -> None:
    arn = one(loaded, LogGroup).arn
    assert str(arn) == "arn:aws:logs:eu-west-1:123456789012:log-group:/msk/orders"


def test_an_answer_whose_file_does_not_name_its_cluster_is_of_an_unknown_one(read: Read) -> None:
    files = {**CLUSTER, "list-scram-secrets.json": {"SecretArnList": [SECRET]}}
    cluster = one(read(files), ScramAssociation).cluster
    assert isinstance(cluster, Unknown)
    assert "the file's name" in cluster.why


def test_of_two_names_in_a_files_name_the_longer_counts(read: Read) -> None:
    other = {**CLUSTER_V2, "ClusterName": "orders-eu", "ClusterArn": ARN.replace("orders", "o-eu")}
    files = {
        **CLUSTER,
        "eu.json": {"ClusterInfo": other},
        "list-scram-secrets-orders-eu.json": {"SecretArnList": [SECRET]},
    }
    assert one(read(files), ScramAssociation).cluster.equals(other["ClusterArn"]) is Tri.YES


MARKER = {
    "mskguard_snapshot": 1,
    "account": "123456789012",
    "region": "eu-west-1",
    "complete": ["kafka list-clusters-v2", "kafka list-scram-secrets"],
    "failed": {"cloudwatch describe-alarms": "AccessDenied"},
    "about": {"x.json": ARN},
}


def test_a_marker_says_what_the_snapshot_holds_and_what_it_lacks(read: Read) -> None:
    files = {**CLUSTER, "snapshot.json": MARKER, "x.json": {"SecretArnList": [SECRET]}}
    loaded = read({f"prod/{name}": content for name, content in files.items()})
    cluster = one(loaded, Cluster)
    secrets = loaded.graph.sources(cluster, Relation.GIVES_SECRETS_TO, ScramAssociation)
    assert [str(it.cluster) for it in secrets.nodes] == [ARN]
    assert secrets.complete is Tri.YES
    alarms = loaded.graph.sources(cluster, Relation.WATCHES, Alarm)
    assert alarms.complete is Tri.UNKNOWN
    assert alarms.why == "the snapshot lacks cloudwatch describe-alarms: AccessDenied"


def test_without_a_marker_no_listing_is_complete(loaded: Loaded) -> None:
    cluster = one(loaded, Cluster)
    found = loaded.graph.sources(cluster, Relation.GIVES_SECRETS_TO, ScramAssociation)
    assert found.complete is Tri.UNKNOWN


def test_things_without_an_arn_lie_where_their_snapshot_does(read: Read) -> None:
    loaded = read({"snapshot.json": MARKER, "subnets.json": NETWORK["subnets.json"]})
    subnet = next(loaded.graph.nodes(Subnet))
    assert subnet.region.equals("eu-west-1") is Tri.YES
    assert subnet.account.equals("123456789012") is Tri.YES


@pytest.mark.parametrize("manager", ["AWS", "CUSTOMER"])
def test_who_manages_a_key_is_told(manager: str, read: Read) -> None:
    key = {**SECRETS["key.json"]["KeyMetadata"], "KeyManager": manager}
    assert one(read({"key.json": {"KeyMetadata": key}}), KmsKey).manager.equals(manager) is Tri.YES
