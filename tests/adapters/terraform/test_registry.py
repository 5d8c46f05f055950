"""Well-known registry modules that were not downloaded are judged from what their calls state."""

from __future__ import annotations

from typing import Any

import pytest

from mskguard.adapters.terraform.registry import MODULES
from mskguard.model.cluster import Cluster
from mskguard.value import Absent, Choice, Known, Tri, Unknown

CALL = """
variable "stage" {}
module "kafka" {
  source  = "terraform-aws-modules/msk-kafka-cluster/aws"
  version = "~> 2.0"

  name                   = "events"
  kafka_version          = "3.5.1"
  number_of_broker_nodes = 3

  broker_node_instance_type   = var.stage == "prod" ? "kafka.m7g.large" : "kafka.t3.small"
  broker_node_client_subnets  = ["subnet-1", "subnet-2", "subnet-3"]
  broker_node_security_groups = [var.stage]
  broker_node_storage_info = {
    ebs_storage_info = { volume_size = 100 }
  }
  client_authentication = {
    sasl = { scram = true }
  }
  encryption_in_transit_client_broker = "TLS_PLAINTEXT"
}
"""


def the_cluster(loaded: Any) -> Cluster:
    clusters: list[Cluster] = list(loaded.graph.nodes(Cluster))
    assert len(clusters) == 1
    return clusters[0]


def test_what_the_call_states_is_known_where_it_is_written(read: Any) -> None:
    cluster = the_cluster(read(CALL))
    assert cluster.address == "module.kafka.aws_msk_cluster.this"
    assert cluster.instance == "module.kafka.aws_msk_cluster.this[0]"
    listener = cluster.transit.client_broker
    assert isinstance(listener, Known)
    assert (listener.it, listener.span.text, listener.span.line) == (
        "TLS_PLAINTEXT",
        '"TLS_PLAINTEXT"',
        20,
    )
    assert cluster.brokers.count.otherwise(0) == 3
    assert cluster.storage.volume_size.otherwise(0) == 100
    assert cluster.authentication.scram.otherwise(None) is True
    assert isinstance(cluster.brokers.size, Choice)


def test_what_the_call_leaves_to_the_module_is_unknown(read: Any) -> None:
    cluster = the_cluster(read(CALL))
    level = cluster.monitoring.level
    assert isinstance(level, Unknown)
    assert level.why == (
        "terraform-aws-modules/msk-kafka-cluster/aws is not in the scanned tree, and "
        "enhanced_monitoring is not given"
    )
    assert isinstance(cluster.rebalancing, Unknown)
    assert isinstance(cluster.configuration.arn, Unknown)
    assert cluster.unit.complete is Tri.NO


def test_an_object_says_all_of_itself(read: Any) -> None:
    cluster = the_cluster(read(CALL))
    assert cluster.authentication.iam.is_default is Tri.YES
    assert isinstance(cluster.authentication.unauthenticated, Absent)


def test_a_module_that_is_turned_off_makes_no_cluster(read: Any) -> None:
    off = the_cluster(read(CALL.replace("name  ", "create = false\n  name  ")))
    assert off.exists.equals(False) is Tri.YES


@pytest.mark.parametrize("source", MODULES)
def test_a_downloaded_copy_goes_before_what_is_known_of_it(read: Any, source: str) -> None:
    files = {
        "main.tf": f'module "k" {{\n  source = "{source}"\n}}\n',
        ".terraform/modules/modules.json": (
            f'{{"Modules": [{{"Key": "k", "Source": "registry.terraform.io/{source}", '
            '"Dir": ".terraform/modules/k"}]}'
        ),
        ".terraform/modules/k/main.tf": 'resource "aws_msk_cluster" "own" {}\n',
    }
    assert the_cluster(read(files)).address == "module.k.aws_msk_cluster.own"


def test_other_modules_are_not_guessed_at(read: Any) -> None:
    text = CALL.replace("terraform-aws-modules/msk-kafka-cluster/aws", "acme/kafka/aws")
    assert list(read(text + 'resource "aws_msk_topic" "t" {}\n').graph.nodes(Cluster)) == []
