"""A plan repeats how providers are configured."""

from __future__ import annotations

from typing import Any

from mskguard.adapters.load import Loaded
from mskguard.model.cluster import Cluster
from mskguard.model.graph import Relation
from mskguard.model.topic import Topic
from mskguard.value import Known, Unknown, Value
from tests.adapters.terraform_plan.conftest import ReadPlan, plan, resource

CLUSTER = {"cluster_name": "orders", "kafka_version": "3.9.x"}


def used(address: str, key: str) -> dict[str, Any]:
    kind, name = address.split(".")
    return {"address": address, "type": kind, "name": name, "provider_config_key": key}


def configured(loaded: Loaded) -> Cluster:
    (cluster,) = loaded.graph.nodes(Cluster)
    return cluster


def with_provider(expressions: Any, variables: Any = None) -> dict[str, Any]:
    content = plan(
        resource("aws_msk_cluster.c", CLUSTER),
        configuration={"resources": [used("aws_msk_cluster.c", "aws.west")]},
        variables=variables or {},
    )
    content["configuration"]["provider_config"] = {
        "aws": {"name": "aws", "expressions": {"region": {"constant_value": "eu-west-1"}}},
        "aws.west": {"name": "aws", "alias": "west", "expressions": expressions},
    }
    return content


def known(value: Value[str]) -> str:
    assert isinstance(value, Known), value
    return str(value.it)


def test_the_region_is_that_of_the_resources_own_provider(read_plan: ReadPlan) -> None:
    loaded = read_plan(with_provider({"region": {"constant_value": "us-west-1"}}))
    assert known(configured(loaded).region) == "us-west-1"


def test_a_variable_has_the_value_that_the_plan_was_made_with(read_plan: ReadPlan) -> None:
    expressions = {
        "region": {"references": ["var.region"]},
        "assume_role": [{"role_arn": {"references": ["var.role"]}}],
        "default_tags": [{"tags": {"constant_value": {"team": "core"}}}],
    }
    variables = {
        "region": {"value": "us-west-2"},
        "role": {"value": "arn:aws:iam::111122223333:role/deploy"},
    }
    cluster = configured(read_plan(with_provider(expressions, variables)))
    assert (known(cluster.region), known(cluster.account)) == ("us-west-2", "111122223333")
    tags = cluster.provider_tags
    assert isinstance(tags, Known)
    assert {key: known(value) for key, value in tags.it.items()} == {"team": "core"}


def test_what_a_plan_does_not_repeat_is_unknown(read_plan: ReadPlan) -> None:
    cluster = configured(read_plan(with_provider({"region": {"references": ["local.region"]}})))
    assert isinstance(cluster.region, Unknown)
    assert cluster.region.why == (
        'provider "aws.west": the plan does not repeat what region is computed to'
    )


def test_kafka_resources_belong_to_the_cluster_that_is_referred_to(read_plan: ReadPlan) -> None:
    content = plan(
        resource("aws_msk_cluster.c", CLUSTER, {"arn": True}),
        resource("kafka_topic.t", {"name": "t", "partitions": 3, "replication_factor": 3}),
        configuration={"resources": [used("kafka_topic.t", "kafka")]},
    )
    servers = {"references": ["aws_msk_cluster.c.bootstrap_brokers_tls", "aws_msk_cluster.c"]}
    content["configuration"]["provider_config"] = {
        "kafka": {"name": "kafka", "expressions": {"bootstrap_servers": servers}}
    }
    loaded = read_plan(content)
    (topic,) = loaded.graph.nodes(Topic)
    related = loaded.graph.targets(topic, Relation.BELONGS_TO, Cluster)
    assert list(related.nodes) == [configured(loaded)]
