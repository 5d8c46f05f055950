"""Answers on clusters, in every form in which they are kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from mskguard.adapters.load import Loaded
from mskguard.model.cluster import Cluster
from mskguard.model.graph import Relation
from mskguard.model.node import Dialect, Standing
from mskguard.model.serverless import ServerlessCluster
from mskguard.source import Fate
from mskguard.value import Absent, Known, Origin, Tri, Unknown, Value
from tests.adapters.aws_cli.answers import ARN, CLUSTER, CLUSTER_V2, KEY, SERVERLESS, camel

Read = Callable[[Mapping[str, Any]], Loaded]

FORMS = {
    "describe-cluster": {"ClusterInfo": CLUSTER},
    "describe-cluster-v2": {"ClusterInfo": CLUSTER_V2},
    "list-clusters": {"ClusterInfoList": [CLUSTER]},
    "list-clusters-v2": {"ClusterInfoList": [CLUSTER_V2], "NextToken": "x"},
    "the answer's content": CLUSTER_V2,
    "a list of contents": [CLUSTER],
    "the REST interface": camel({"ClusterInfo": CLUSTER_V2}),
    "an HTTP envelope": {"status_code": 200, "data": {"ClusterInfo": CLUSTER}},
    "an SDK's answer": {"ClusterInfo": CLUSTER, "ResponseMetadata": {"HTTPStatusCode": 200}},
    "a nested state": {"step": {"outputs": {"cluster": {"ClusterInfo": CLUSTER_V2}}}},
}


@pytest.mark.parametrize("name", FORMS)
def test_a_cluster_is_read_from_any_form_of_answer(name: str, read: Read) -> None:
    (cluster,) = read({"answer.json": FORMS[name]}).graph.nodes(Cluster)
    assert cluster.address == "cluster/orders"
    assert cluster.standing is Standing.OBSERVED
    assert cluster.unit.dialect is Dialect.AWS_CLI
    said: dict[str, Value[Any]] = {
        "arn": cluster.arn,
        "name": cluster.name,
        "version": cluster.kafka_version,
        "count": cluster.brokers.count,
        "size": cluster.brokers.size,
        "volume": cluster.storage.volume_size,
        "key": cluster.rest.kms_key,
        "listener": cluster.transit.client_broker,
        "iam": cluster.authentication.iam,
        "scram": cluster.authentication.scram,
        "revision": cluster.configuration.revision,
        "level": cluster.monitoring.level,
        "public": cluster.connectivity.public_access,
        "region": cluster.region,
        "account": cluster.account,
    }
    assert {name: value.otherwise(None) for name, value in said.items()} == {
        "arn": ARN,
        "name": "orders",
        "version": "3.8.x",
        "count": 3,
        "size": "kafka.m7g.large",
        "volume": 100,
        "key": KEY,
        "listener": "TLS",
        "iam": True,
        "scram": False,
        "revision": 2,
        "level": "PER_BROKER",
        "public": "DISABLED",
        "region": "eu-west-1",
        "account": "123456789012",
    }


def test_what_is_observed_says_so_and_where(read: Read) -> None:
    (cluster,) = read({"answer.json": FORMS["describe-cluster"]}).graph.nodes(Cluster)
    listener = cluster.transit.client_broker
    assert isinstance(listener, Known)
    assert listener.origin is Origin.OBSERVED
    assert listener.span.text == '"TLS"'
    assert listener.set("TLS_PLAINTEXT") is None


def test_keys_of_tags_stay_as_they_are(read: Read) -> None:
    (cluster,) = read({"answer.json": FORMS["describe-cluster-v2"]}).graph.nodes(Cluster)
    assert isinstance(cluster.tags, Known)
    assert list(cluster.tags.it) == ["costCentre"]


def test_what_an_answer_leaves_out_is_off_by_default(read: Read) -> None:
    bare = {key: value for key, value in CLUSTER.items() if key != "ClientAuthentication"}
    (cluster,) = read({"answer.json": {"ClusterInfo": bare}}).graph.nodes(Cluster)
    assert cluster.authentication.iam.is_default is Tri.YES
    assert cluster.authentication.iam.equals(False) is Tri.YES
    assert isinstance(cluster.authentication.unauthenticated, Absent)


def test_an_answer_that_was_cut_short_says_nothing_of_the_rest(read: Read) -> None:
    short = {key: CLUSTER_V2[key] for key in ("ClusterArn", "ClusterName", "State")}
    (cluster,) = read({"answer.json": {"ClusterInfo": short}}).graph.nodes(Cluster)
    assert cluster.name.equals("orders") is Tri.YES
    for value in (cluster.authentication.iam, cluster.transit.client_broker, cluster.rest.kms_key):
        assert isinstance(value, Unknown)
        assert value.why == "the answer is cut short"


def test_a_serverless_cluster_is_one(read: Read) -> None:
    loaded = read({"answer.json": {"ClusterInfo": SERVERLESS}})
    (cluster,) = loaded.graph.nodes(ServerlessCluster)
    assert not list(loaded.graph.nodes(Cluster))
    assert cluster.iam.equals(True) is Tri.YES
    assert isinstance(cluster.vpcs, Known)
    (vpc,) = cluster.vpcs.it
    assert isinstance(vpc.security_groups, Known)
    assert [str(one) for one in vpc.security_groups.it] == ["sg-1"]


def test_a_cluster_that_is_described_and_listed_is_one_cluster(read: Read) -> None:
    files = {"list.json": {"ClusterInfoList": [CLUSTER_V2]}, "one.json": {"ClusterInfo": CLUSTER}}
    assert len(list(read(files).graph.nodes(Cluster))) == 1


LOOKALIKES = {
    "package.json": {"name": "x", "version": "1.0.0", "dependencies": {"kafka": "1"}},
    "a service model": {
        "shapes": {"BrokerNodeGroupInfo": {"type": "structure", "members": {"ClientSubnets": {}}}}
    },
    "an event": {
        "eventName": "CreateClusterV2",
        "requestParameters": camel({"ClusterInfo": CLUSTER_V2}),
    },
    "a template in JSON": {
        "Resources": {"A": {"Type": "AWS::S3::Bucket", "Properties": {"ClusterName": "x"}}}
    },
    "a construct tree": {
        "tree": {"attributes": {"aws:cdk:cloudformation:props": {"ClusterInfo": CLUSTER}}}
    },
    "a list of topics": {"topics": ["a", "b"]},
    "someone's policy": {"policy": "allow", "currentVersion": 3},
}


@pytest.mark.parametrize("name", LOOKALIKES)
def test_other_json_is_silent_and_counted(name: str, read: Read) -> None:
    loaded = read({"x.json": LOOKALIKES[name]})
    assert not list(loaded.graph)
    assert not loaded.problems
    assert [(one.fate, one.why) for one in loaded.files] == [
        (Fate.SKIPPED, "no input that mskguard reads")
    ]


def test_an_answer_that_no_rule_needs_is_counted_by_its_command(read: Read) -> None:
    loaded = read({"x.json": {"Revisions": [{"Arn": ARN, "Revision": 1}]}})
    (account,) = loaded.files
    told = "no rule asks for what `aws kafka list-configuration-revisions` tells"
    assert account.why == told


def test_what_is_declared_and_observed_has_a_twin(read: Read) -> None:
    hcl = 'resource "aws_msk_cluster" "a" {\n  cluster_name = "orders"\n}\n'
    graph = read({"main.tf": hcl, "seen/answer.json": FORMS["describe-cluster"]}).graph
    declared, observed = graph.nodes(Cluster)
    assert graph.targets(declared, Relation.SAME_AS, Cluster).nodes == (observed,)
    assert graph.twins() == {id(observed): declared}


def test_two_clusters_of_one_name_have_no_twin(read: Read) -> None:
    hcl = 'resource "aws_msk_cluster" "a" {\n  cluster_name = "orders"\n}\n'
    files = {"dev/main.tf": hcl, "prod/main.tf": hcl, "x.json": FORMS["describe-cluster"]}
    assert read(files).graph.twins() == {}
