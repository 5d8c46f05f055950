"""Every property of AWS::MSK::Cluster reaches the model; absent ones are what AWS makes of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from mskguard.adapters.load import Inputs, load
from mskguard.aws.facts import Facts
from mskguard.model.cluster import Cluster
from mskguard.model.serverless import ServerlessCluster
from mskguard.value import Absent, Choice, Known, Origin, Unknown, Value

FULL = """
    Resources:
      Full:
        Type: AWS::MSK::Cluster
        DeletionPolicy: Retain
        UpdateReplacePolicy: Snapshot
        Properties:
          ClusterName: full
          KafkaVersion: 3.9.x
          NumberOfBrokerNodes: 6
          EnhancedMonitoring: PER_BROKER
          StorageMode: TIERED
          BrokerNodeGroupInfo:
            BrokerAZDistribution: DEFAULT
            ClientSubnets: [subnet-1, subnet-2, subnet-3]
            InstanceType: kafka.m7g.4xlarge
            SecurityGroups: [sg-1]
            ConnectivityInfo:
              NetworkType: DUAL
              PublicAccess: {Type: SERVICE_PROVIDED_EIPS}
              VpcConnectivity:
                ClientAuthentication:
                  Tls: {Enabled: true}
                  Sasl: {Iam: {Enabled: "true"}, Scram: {Enabled: true}}
            StorageInfo:
              EBSStorageInfo:
                VolumeSize: "1000"
                ProvisionedThroughput: {Enabled: true, VolumeThroughput: 312}
          ClientAuthentication:
            Unauthenticated: {Enabled: true}
            Sasl: {Iam: {Enabled: true}, Scram: {Enabled: true}}
            Tls: {Enabled: true, CertificateAuthorityArnList: [ca]}
          ConfigurationInfo: {Arn: configuration, Revision: 3}
          EncryptionInfo:
            EncryptionAtRest: {DataVolumeKMSKeyId: key}
            EncryptionInTransit: {ClientBroker: TLS_PLAINTEXT, InCluster: false}
          LoggingInfo:
            BrokerLogs:
              CloudWatchLogs: {Enabled: true, LogGroup: brokers}
              Firehose: {Enabled: true, DeliveryStream: stream}
              S3: {Enabled: true, Bucket: bucket, Prefix: logs}
          OpenMonitoring:
            Prometheus:
              JmxExporter: {EnabledInBroker: true}
              NodeExporter: {EnabledInBroker: true}
          Rebalancing: {Status: PAUSED}
          Tags: {team: data}
"""
WRITTEN = {
    "name": "full",
    "kafka_version": "3.9.x",
    "brokers.count": 6,
    "brokers.size": "kafka.m7g.4xlarge",
    "brokers.subnets": ["subnet-1", "subnet-2", "subnet-3"],
    "brokers.security_groups": ["sg-1"],
    "brokers.az_distribution": "DEFAULT",
    "storage.mode": "TIERED",
    "storage.volume_size": 1000,
    "storage.throughput_enabled": True,
    "storage.throughput": 312,
    "rest.kms_key": "key",
    "transit.client_broker": "TLS_PLAINTEXT",
    "transit.in_cluster": False,
    "authentication.iam": True,
    "authentication.scram": True,
    "authentication.tls": True,
    "authentication.certificate_authorities": ["ca"],
    "authentication.unauthenticated": True,
    "configuration.arn": "configuration",
    "configuration.revision": 3,
    "logs.cloudwatch.enabled": True,
    "logs.cloudwatch.target": "brokers",
    "logs.firehose.enabled": True,
    "logs.firehose.target": "stream",
    "logs.s3.enabled": True,
    "logs.s3.target": "bucket",
    "logs.s3.prefix": "logs",
    "monitoring.level": "PER_BROKER",
    "monitoring.jmx_exporter": True,
    "monitoring.node_exporter": True,
    "connectivity.public_access": "SERVICE_PROVIDED_EIPS",
    "connectivity.network_type": "DUAL",
    "connectivity.vpc_iam": True,
    "connectivity.vpc_scram": True,
    "connectivity.vpc_tls": True,
    "rebalancing": "PAUSED",
    "tags": ["data"],
    "lifecycle.deletion_policy": "Retain",
    "lifecycle.update_replace_policy": "Snapshot",
}
ABSENT = {
    "logs.cloudwatch.prefix",
    "logs.firehose.prefix",
    "provider_tags",
    "lifecycle.prevent_destroy",
    "lifecycle.ignored_changes",
}
UNKNOWN = {"arn", "region", "account"}


def leaves(thing: object, path: str = "") -> Iterator[tuple[str, Value[Any]]]:
    """Every value in a node, by its dotted path."""
    if isinstance(thing, Value):
        yield path, thing
    elif is_dataclass(thing):
        for field in fields(thing):
            if field.name not in ("unit", "span", "called_at", "exists"):
                yield from leaves(getattr(thing, field.name), f"{path}.{field.name}".strip("."))


def the_cluster(loaded: Any) -> Cluster:
    (cluster,) = loaded.graph.nodes(Cluster)
    assert not loaded.problems
    return cluster  # type: ignore[no-any-return]  # the tuple is of the one type asked for


def plain(value: Value[Any]) -> object:
    found = value.otherwise(None)
    if isinstance(found, dict):
        found = tuple(found.values())
    return [one.otherwise(None) for one in found] if isinstance(found, tuple) else found


def test_every_property_is_read(read: Any) -> None:
    found = dict(leaves(the_cluster(read(FULL))))
    assert {path: plain(found[path]) for path in WRITTEN} == WRITTEN
    assert found.keys() == WRITTEN.keys() | ABSENT | UNKNOWN
    assert all(isinstance(found[path], Absent) for path in ABSENT)
    assert all(isinstance(found[path], Unknown) for path in UNKNOWN)


def test_every_written_value_stands_where_its_text_is(read: Any) -> None:
    for path, value in leaves(the_cluster(read(FULL))):
        now = value.now()
        if isinstance(now, Known) and isinstance(now.it, str):
            assert now.span.text == now.it, path
            assert now.origin is Origin.WRITTEN
            assert now.slot is not None
            assert now.slot.address == "Full"


def test_a_request_with_the_same_says_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`create-cluster` calls the volume's map otherwise, and has no policies."""
    body = yaml.safe_load(FULL)["Resources"]["Full"]["Properties"]
    storage = body["BrokerNodeGroupInfo"]["StorageInfo"]
    storage["EbsStorageInfo"] = storage.pop("EBSStorageInfo") | {"VolumeSize": 1000}
    connectivity = body["BrokerNodeGroupInfo"]["ConnectivityInfo"]["VpcConnectivity"]
    connectivity["ClientAuthentication"]["Sasl"]["Iam"]["Enabled"] = True
    monkeypatch.chdir(tmp_path)
    Path("create-cluster.json").write_text(json.dumps(body), encoding="utf-8")
    request = the_cluster(load(Inputs([Path("create-cluster.json")]), Facts()))
    policies = {path for path in WRITTEN if path.startswith("lifecycle.")}
    found = dict(leaves(request))
    assert {path: plain(found[path]) for path in WRITTEN.keys() - policies} == {
        path: it for path, it in WRITTEN.items() if path not in policies
    }
    assert all(isinstance(found[path], Absent) for path in policies)


BARE = """
    Parameters:
      U: {Type: String}
    Resources:
      Bare:
        Type: AWS::MSK::Cluster
        Properties:
          BrokerNodeGroupInfo: {InstanceType: %s}
"""


@pytest.mark.parametrize("kind", ["kafka.m7g.large", "express.m7g.large"])
def test_absent_properties_have_msks_defaults(read: Any, kind: str) -> None:
    cluster = the_cluster(read(BARE % kind))
    defaults = {
        path: value.otherwise(None)
        for path, value in leaves(cluster)
        if value.is_default.name == "YES"
    }
    of_standard = {"storage.mode": "LOCAL", "storage.throughput_enabled": False}
    assert defaults == {
        "brokers.az_distribution": "DEFAULT",
        "transit.client_broker": "TLS",
        "transit.in_cluster": True,
        "authentication.iam": False,
        "authentication.scram": False,
        "authentication.tls": False,
        "logs.cloudwatch.enabled": False,
        "logs.firehose.enabled": False,
        "logs.s3.enabled": False,
        "monitoring.level": "DEFAULT",
        "monitoring.jmx_exporter": False,
        "monitoring.node_exporter": False,
        "connectivity.public_access": "DISABLED",
        "connectivity.network_type": "IPV4",
        "connectivity.vpc_iam": False,
        "connectivity.vpc_scram": False,
        "connectivity.vpc_tls": False,
        **(of_standard if kind.startswith("kafka") else {}),
    }


def test_a_default_differs_by_an_unknown_kind_of_broker(read: Any) -> None:
    mode = the_cluster(read(BARE % "!Ref U")).storage.mode
    assert isinstance(mode, Choice)
    assert mode.condition.text == "Bare has Express brokers"
    assert isinstance(mode.yes, Absent)
    assert mode.no.otherwise("") == "LOCAL"


def test_the_beginning_of_a_size_tells_the_kind_of_broker(read: Any) -> None:
    cluster = the_cluster(read(BARE % "!Sub 'express.m7g.${U}'"))
    assert isinstance(cluster.storage.mode, Absent)


@pytest.mark.parametrize(
    ("tls", "on"),
    [
        ("{Enabled: true}", True),
        ("{Enabled: false, CertificateAuthorityArnList: [ca]}", False),
        ("{CertificateAuthorityArnList: []}", False),
        ("{CertificateAuthorityArnList: [ca]}", None),
        ("{CertificateAuthorityArnList: !Ref U}", None),
        ("{}", False),
    ],
)
def test_mutual_tls_is_on_where_it_is_enabled(read: Any, tls: str, on: bool | None) -> None:
    text = BARE % "kafka.m7g.large" + f"          ClientAuthentication: {{Tls: {tls}}}\n"
    assert the_cluster(read(text)).authentication.tls.otherwise(None) is on


def test_an_absent_policy_can_be_written_beside_the_type(read: Any) -> None:
    policy = the_cluster(read(BARE % "kafka.m7g.large")).lifecycle.deletion_policy.now()
    assert isinstance(policy, Absent)
    assert policy.slot is not None
    assert policy.slot.holder is not None
    edit = policy.slot.holder.insert(policy.slot.missing, "Retain")
    assert "DeletionPolicy: Retain" in edit.text


def test_a_serverless_cluster_of_a_request_names_its_groups_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = """{"ClusterName": "s", "Serverless": {"VpcConfigs":
      [{"SubnetIds": ["a"], "SecurityGroupIds": ["g"]}]}}"""
    Path("c.json").write_text(text, encoding="utf-8")
    (found,) = load(Inputs([Path("c.json")]), Facts()).graph.nodes(ServerlessCluster)
    (place,) = found.vpcs.otherwise(())
    assert [one.otherwise("") for one in place.security_groups.otherwise(())] == ["g"]
