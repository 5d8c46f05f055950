"""Requests that make or change something, whole and in fragments."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from mskguard.adapters.load import Loaded
from mskguard.engine.fixing import apply, render
from mskguard.model.cluster import Cluster
from mskguard.model.configuration import Configuration
from mskguard.model.connect import Connector
from mskguard.model.node import Standing
from mskguard.model.request import UpdateRequest
from mskguard.model.serverless import ServerlessCluster
from mskguard.source import Fate
from mskguard.value import Absent, Known, Origin, Tri, Unknown
from tests.adapters.aws_cli.answers import ARN, BROKERS, CLUSTER, SERVERLESS, camel

Read = Callable[[Mapping[str, Any]], Loaded]

CREATE = {
    "ClusterName": "orders",
    "KafkaVersion": "3.8.x",
    "NumberOfBrokerNodes": 3,
    "BrokerNodeGroupInfo": BROKERS,
}
CREATE_V2 = {
    "ClusterName": "orders",
    "Provisioned": {key: value for key, value in CREATE.items() if key != "ClusterName"},
}


@pytest.mark.parametrize("body", [CREATE, CREATE_V2, camel(CREATE), camel(CREATE_V2)])
def test_a_request_makes_a_cluster(body: Any, read: Read) -> None:
    (cluster,) = read({"body.json": body}).graph.nodes(Cluster)
    assert cluster.standing is Standing.CREATED
    assert cluster.is_new is Tri.YES
    assert cluster.name.equals("orders") is Tri.YES
    assert cluster.brokers.count.equals(3) is Tri.YES
    assert isinstance(cluster.arn, Unknown)
    assert cluster.transit.client_broker.is_default is Tri.YES


def test_a_request_makes_a_serverless_cluster(read: Read) -> None:
    body = {"ClusterName": "s", "Serverless": SERVERLESS["Serverless"]}
    (cluster,) = read({"body.json": body}).graph.nodes(ServerlessCluster)
    assert cluster.standing is Standing.CREATED


def test_each_request_is_a_unit_of_its_own(read: Read) -> None:
    loaded = read({"a.json": CREATE, "b.json": CREATE_V2})
    assert [node.unit.name for node in loaded.graph] == ["a.json", "b.json"]


@pytest.mark.parametrize("spelling", [lambda it: it, camel], ids=["Pascal", "camel"])
def test_a_fix_writes_the_request_as_it_is_spelt(
    spelling: Callable[[Any], Any], read: Read, tmp_path: Path
) -> None:
    body = {**CREATE, "EncryptionInfo": {"EncryptionInTransit": {"ClientBroker": "PLAINTEXT"}}}
    (cluster,) = read({"body.json": spelling(body)}).graph.nodes(Cluster)
    text = (tmp_path / "body.json").read_text(encoding="utf-8")
    for value, to in ((cluster.transit.client_broker, "TLS"), (cluster.transit.in_cluster, True)):
        change = value.set(to)
        fix = render(change) if change is not None else None
        assert fix is not None
        text = apply(value.span.file, fix.edits)
        found = json.loads(text)
        wanted = spelling({"EncryptionInfo": {"EncryptionInTransit": {}}})
        assert found.keys() >= wanted.keys()
    assert json.loads(text)[next(iter(wanted))] == spelling(
        {"EncryptionInTransit": {"ClientBroker": "PLAINTEXT", "InCluster": True}}
    )


FRAGMENTS = {
    "brokernodegroupinfo.json": BROKERS,
    "encryptioninfo.json": {"EncryptionInTransit": {"ClientBroker": "TLS"}},
    "clientauthinfo.json": {"Sasl": {"Iam": {"Enabled": True}}},
    "logging.json": {"BrokerLogs": {"S3": {"Enabled": True, "Bucket": "logs"}}},
    "monitoring.json": {"Prometheus": {"JmxExporter": {"EnabledInBroker": True}}},
}


def test_fragments_in_one_folder_are_one_commands_arguments(read: Read) -> None:
    (cluster,) = read({f"orders/{name}": one for name, one in FRAGMENTS.items()}).graph.nodes(
        Cluster
    )
    assert cluster.address == "cluster/orders"
    assert cluster.standing is Standing.CREATED
    assert cluster.transit.client_broker.equals("TLS") is Tri.YES
    assert cluster.transit.in_cluster.is_default is Tri.YES
    assert cluster.authentication.iam.equals(True) is Tri.YES
    assert cluster.logs.s3.enabled.equals(True) is Tri.YES
    assert cluster.monitoring.jmx_exporter.equals(True) is Tri.YES


def test_what_fragments_leave_to_the_command_line_is_unknown(read: Read) -> None:
    (cluster,) = read({"a/brokers.json": BROKERS}).graph.nodes(Cluster)
    for value in (cluster.kafka_version, cluster.authentication.iam, cluster.monitoring.level):
        assert isinstance(value, Unknown)


def test_two_fragments_of_a_kind_are_two_commands(read: Read) -> None:
    clusters = list(read({"a.json": BROKERS, "b.json": BROKERS}).graph.nodes(Cluster))
    assert [one.address for one in clusters] == ["cluster/a", "cluster/b"]


def test_a_fragment_without_brokers_may_change_a_cluster_that_is_there(read: Read) -> None:
    (cluster,) = read({"a.json": FRAGMENTS["encryptioninfo.json"]}).graph.nodes(Cluster)
    assert cluster.standing is Standing.DECLARED
    assert isinstance(cluster.transit.in_cluster, Unknown)
    assert isinstance(cluster.rest.kms_key, Unknown)


UPDATE = {
    "ClusterArn": ARN,
    "CurrentVersion": "K3",
    "EncryptionInfo": {"EncryptionInTransit": {"ClientBroker": "PLAINTEXT"}},
}


def test_an_update_alone_tells_only_what_it_sets(read: Read) -> None:
    (cluster,) = read({"update.json": UPDATE}).graph.nodes(Cluster)
    assert cluster.standing is Standing.CHANGED
    assert cluster.is_new is Tri.NO
    assert cluster.transit.client_broker.equals("PLAINTEXT") is Tri.YES
    for value in (cluster.transit.in_cluster, cluster.brokers.count, cluster.authentication.iam):
        assert isinstance(value, Unknown)
        assert value.why == "the request leaves it as it is"


def test_an_update_beside_an_answer_is_a_change(read: Read) -> None:
    loaded = read({"update.json": UPDATE, "now.json": {"ClusterInfo": CLUSTER}})
    (change,) = loaded.graph.changes
    found = change.between(Cluster)
    assert found is not None
    before, after = found
    assert before.transit.client_broker.equals("TLS") is Tri.YES
    assert after.transit.client_broker.equals("PLAINTEXT") is Tri.YES
    assert after.transit.in_cluster.equals(True) is Tri.YES
    assert after.brokers.count.equals(3) is Tri.YES
    assert after.brokers.count.span == before.brokers.count.span


@pytest.mark.parametrize(
    ("body", "operation", "path", "value"),
    [
        (UPDATE, "update-security", "EncryptionInfo.EncryptionInTransit.ClientBroker", "PLAINTEXT"),
        (
            {"PublicAccess": {"Type": "SERVICE_PROVIDED_EIPS"}},
            "update-connectivity",
            "ConnectivityInfo.PublicAccess.Type",
            "SERVICE_PROVIDED_EIPS",
        ),
        (
            [{"KafkaBrokerNodeId": "ALL", "VolumeSizeGB": 1100}],
            "update-broker-storage",
            "TargetBrokerEBSVolumeInfo[0].VolumeSizeGB",
            1100,
        ),
    ],
)
def test_the_request_itself_is_there(
    body: Any, operation: str, path: str, value: Any, read: Read
) -> None:
    (request,) = read({"update.json": body}).graph.nodes(UpdateRequest)
    assert request.operation.equals(operation) is Tri.YES
    assert isinstance(request.arguments, Known)
    assert request.arguments.it[path].equals(value) is Tri.YES


TARGETS = [
    ({"TargetKafkaVersion": "3.9.x"}, lambda it: it.kafka_version, "3.9.x"),
    ({"TargetInstanceType": "kafka.m7g.xlarge"}, lambda it: it.brokers.size, "kafka.m7g.xlarge"),
    ({"TargetNumberOfBrokerNodes": 6}, lambda it: it.brokers.count, 6),
    ({"EnhancedMonitoring": "DEFAULT"}, lambda it: it.monitoring.level, "DEFAULT"),
    ({"StorageMode": "TIERED"}, lambda it: it.storage.mode, "TIERED"),
    (
        {"TargetBrokerEBSVolumeInfo": [{"KafkaBrokerNodeId": "ALL", "VolumeSizeGB": 200}]},
        lambda it: it.storage.volume_size,
        200,
    ),
]


@pytest.mark.parametrize(("body", "get", "value"), TARGETS)
def test_an_update_leaves_its_target_behind(
    body: Any, get: Callable[[Cluster], Any], value: Any, read: Read
) -> None:
    whole = {"ClusterArn": ARN, "CurrentVersion": "K3", **body}
    (cluster,) = read({"update.json": whole}).graph.nodes(Cluster)
    assert get(cluster).equals(value) is Tri.YES


def test_a_connectors_own_keys_stay_as_they_are(read: Read) -> None:
    body = {
        "connectorName": "sink",
        "connectorConfiguration": {"connector.class": "a.B", "topicsDir": "x"},
        "kafkaCluster": {"apacheKafkaCluster": {"bootstrapServers": "b-1:9098"}},
    }
    (connector,) = read({"body.json": body}).graph.nodes(Connector)
    assert isinstance(connector.configuration, Known)
    assert list(connector.configuration.it) == ["connector.class", "topicsDir"]
    assert connector.cluster.bootstrap_servers.equals("b-1:9098") is Tri.YES


@pytest.mark.parametrize(
    "text", ["bWluLmluc3luYy5yZXBsaWNhcz0x", "min.insync.replicas=1"], ids=["Base64", "plain"]
)
def test_properties_of_a_request_are_read_in_both_forms(text: str, read: Read) -> None:
    body = {"Name": "orders", "KafkaVersions": ["3.8.x"], "ServerProperties": text}
    (one,) = read({"body.json": body}).graph.nodes(Configuration)
    assert one.property("min.insync.replicas").equals("1") is Tri.YES


def test_a_skeleton_is_no_request(read: Read) -> None:
    body = {"ClusterName": "", "KafkaVersion": "", "BrokerNodeGroupInfo": {"ClientSubnets": [""]}}
    loaded = read({"body.json": body})
    assert not list(loaded.graph)
    assert [one.why for one in loaded.files] == [
        "a skeleton whose values are still to be filled in"
    ]


def test_snake_case_is_told_with_what_aws_expects(read: Read) -> None:
    body = {
        "cluster_name": "x",
        "kafka_version": "3.8.x",
        "number_of_broker_nodes": 3,
        "broker_node_group_info": {"client_subnets": ["a"], "instance_type": "kafka.m7g.large"},
    }
    (problem,) = read({"body.json": body}).problems
    assert problem.message == "cluster_name is no argument that AWS knows, ClusterName is"
    assert str(problem.span) == "body.json:2:3"


def test_a_wrong_type_is_told_and_the_rest_is_read(read: Read) -> None:
    loaded = read({"body.json": {**CREATE, "NumberOfBrokerNodes": "3"}})
    (problem,) = loaded.problems
    assert problem.message == "NumberOfBrokerNodes is a string, AWS expects a number"
    assert problem.span.text == '"3"'
    (cluster,) = loaded.graph.nodes(Cluster)
    assert isinstance(cluster.brokers.count, Unknown)
    assert cluster.name.equals("orders") is Tri.YES
    assert [one.fate for one in loaded.files] == [Fate.UNREADABLE]


@pytest.mark.parametrize("text", ["${BROKERS}", "{{ brokers }}", "<number>"])
def test_a_placeholder_is_of_any_type(text: str, read: Read) -> None:
    assert not read({"body.json": {**CREATE, "NumberOfBrokerNodes": text}}).problems


BROKEN = {
    "truncated": ('{"ClusterName": "a", "BrokerNodeGroupInfo": {', '"{" is never closed'),
    "not a number": ('{"BrokerNodeGroupInfo": {}, "x": NaN}', "NaN is no JSON number"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_json_is_told_with_its_place(name: str, read: Read) -> None:
    text, message = BROKEN[name]
    loaded = read({"body.json": text, "other.json": CREATE})
    (problem,) = loaded.problems
    assert problem.message == message
    assert problem.span.text
    assert "other.json" in {node.unit.name for node in loaded.graph}


def test_of_a_key_written_twice_the_last_counts_and_it_is_told(read: Read) -> None:
    loaded = read({"body.json": json.dumps(CREATE)[:-1] + ', "ClusterName": "b"}'})
    (cluster,) = loaded.graph.nodes(Cluster)
    assert cluster.name.equals("b") is Tri.YES
    assert [fault.report for fault in loaded.faults] == ["duplicate-key"]


def test_a_number_beyond_all_bounds_is_unknown(read: Read) -> None:
    text = json.dumps(CREATE).replace('"NumberOfBrokerNodes": 3', '"NumberOfBrokerNodes": 1e999999')
    (cluster,) = read({"body.json": text}).graph.nodes(Cluster)
    assert isinstance(cluster.brokers.count, Unknown)


def test_a_templated_body_is_counted_as_such(read: Read) -> None:
    loaded = read({"body.json": '{"BrokerNodeGroupInfo": {"ClientSubnets": {{ subnets }}}}'})
    assert not loaded.problems
    assert [one.why for one in loaded.files] == ["a template whose placeholders are no JSON"]


def test_what_is_written_can_be_told_from_what_was_observed(read: Read) -> None:
    (cluster,) = read({"body.json": CREATE}).graph.nodes(Cluster)
    assert isinstance(cluster.brokers.size, Known)
    assert cluster.brokers.size.origin is Origin.WRITTEN
    assert isinstance(cluster.rest.kms_key, Absent)
