"""Every argument of aws_msk_cluster reaches the model; absent ones are what AWS makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from mskguard.model.cluster import Cluster
from mskguard.model.node import Node
from mskguard.value import Absent, Choice, Known, Origin, Value

FULL = """
    resource "aws_msk_cluster" "full" {
      cluster_name           = "full"
      kafka_version          = "3.9.x"
      number_of_broker_nodes = 6
      enhanced_monitoring    = "PER_BROKER"
      storage_mode           = "TIERED"

      broker_node_group_info {
        az_distribution = "DEFAULT"
        client_subnets  = ["subnet-1", "subnet-2", "subnet-3"]
        instance_type   = "kafka.m7g.4xlarge"
        security_groups = ["sg-1"]

        connectivity_info {
          network_type = "DUAL"
          public_access {
            type = "SERVICE_PROVIDED_EIPS"
          }
          vpc_connectivity {
            client_authentication {
              tls = true
              sasl {
                iam   = true
                scram = true
              }
            }
          }
        }

        storage_info {
          ebs_storage_info {
            volume_size = 1000
            provisioned_throughput {
              enabled           = true
              volume_throughput = 312
            }
          }
        }
      }

      client_authentication {
        unauthenticated = true
        sasl {
          iam   = true
          scram = true
        }
        tls {
          certificate_authority_arns = ["arn:aws:acm-pca:eu-west-1:111122223333:ca/a"]
        }
      }

      configuration_info {
        arn      = "arn:aws:kafka:eu-west-1:111122223333:configuration/c/1"
        revision = 3
      }

      encryption_info {
        encryption_at_rest_kms_key_arn = "arn:aws:kms:eu-west-1:111122223333:key/k"
        encryption_in_transit {
          client_broker = "TLS_PLAINTEXT"
          in_cluster    = false
        }
      }

      logging_info {
        broker_logs {
          cloudwatch_logs {
            enabled   = true
            log_group = "brokers"
          }
          firehose {
            enabled         = true
            delivery_stream = "stream"
          }
          s3 {
            enabled = true
            bucket  = "bucket"
            prefix  = "logs"
          }
        }
      }

      open_monitoring {
        prometheus {
          jmx_exporter {
            enabled_in_broker = true
          }
          node_exporter {
            enabled_in_broker = true
          }
        }
      }

      rebalancing {
        status = "PAUSED"
      }

      tags = {
        team = "data"
      }

      lifecycle {
        prevent_destroy = true
        ignore_changes  = [broker_node_group_info[0].storage_info, tags]
      }
    }
"""


def leaves(thing: object, path: str = "") -> Iterator[tuple[str, Value[Any]]]:
    """Every value in a node, by its dotted path."""
    if isinstance(thing, Value):
        yield path, thing
    elif is_dataclass(thing):
        for field in fields(thing):
            if field.name not in ("unit", "span", "called_at"):
                yield from leaves(getattr(thing, field.name), f"{path}.{field.name}".strip("."))


def the_cluster(loaded: Any) -> Cluster:
    (cluster,) = loaded.graph.nodes(Cluster)
    assert not loaded.problems
    return cluster  # type: ignore[no-any-return]  # the tuple is of the one type asked for


def test_every_argument_is_read(read: Any) -> None:
    cluster = the_cluster(read(FULL))
    expected = {
        "name": "full",
        "kafka_version": "3.9.x",
        "brokers.count": 6,
        "brokers.size": "kafka.m7g.4xlarge",
        "brokers.az_distribution": "DEFAULT",
        "storage.mode": "TIERED",
        "storage.volume_size": 1000,
        "storage.throughput_enabled": True,
        "storage.throughput": 312,
        "rest.kms_key": "arn:aws:kms:eu-west-1:111122223333:key/k",
        "transit.client_broker": "TLS_PLAINTEXT",
        "transit.in_cluster": False,
        "authentication.iam": True,
        "authentication.scram": True,
        "authentication.tls": True,
        "authentication.unauthenticated": True,
        "configuration.arn": "arn:aws:kafka:eu-west-1:111122223333:configuration/c/1",
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
        "lifecycle.prevent_destroy": True,
        "exists": True,
    }
    collections = {
        "brokers.subnets": ["subnet-1", "subnet-2", "subnet-3"],
        "brokers.security_groups": ["sg-1"],
        "authentication.certificate_authorities": ["arn:aws:acm-pca:eu-west-1:111122223333:ca/a"],
        "lifecycle.ignored_changes": ["broker_node_group_info[0].storage_info", "tags"],
        "tags": ["data"],
    }
    found = dict(leaves(cluster))
    for path, value in expected.items():
        assert found[path].otherwise(None) == value, path
    for path, items in collections.items():
        content = found[path].otherwise(())
        elements = content.values() if isinstance(content, dict) else content
        assert [element.otherwise(None) for element in elements] == items, path
    unread = {"logs.cloudwatch.prefix", "logs.firehose.prefix", "arn"}
    unread |= {"provider_tags", "region", "account"}
    unread |= {"lifecycle.deletion_policy", "lifecycle.update_replace_policy"}
    assert found.keys() == expected.keys() | collections.keys() | unread


def test_every_written_value_stands_where_its_text_is(read: Any) -> None:
    for path, value in leaves(the_cluster(read(FULL))):
        now = value.now()
        if isinstance(now, Known) and isinstance(now.it, str) and path != "exists":
            assert now.span.text.strip('"') == now.it, path
            assert now.origin is Origin.WRITTEN
        if isinstance(now, Known) and now.slot is not None:
            assert now.slot.address == "aws_msk_cluster.full"


BARE = """
    resource "aws_msk_cluster" "bare" {
      broker_node_group_info {
        instance_type = "%s"
      }
    }
"""


def test_absent_arguments_of_a_standard_cluster_have_msks_defaults(read: Any) -> None:
    cluster = the_cluster(read(BARE % "kafka.m7g.large"))
    defaults = {
        path: value.otherwise(None)
        for path, value in leaves(cluster)
        if value.is_default.name == "YES"
    }
    assert defaults == {
        "brokers.az_distribution": "DEFAULT",
        "storage.mode": "LOCAL",
        "storage.throughput_enabled": False,
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
    }


def test_express_brokers_have_no_storage_of_their_own(read: Any) -> None:
    cluster = the_cluster(read(BARE % "express.m7g.large"))
    assert isinstance(cluster.storage.mode, Absent)
    assert isinstance(cluster.storage.throughput_enabled, Absent)
    assert cluster.transit.client_broker.otherwise("") == "TLS"


def test_a_default_differs_by_an_unknown_kind_of_broker(read: Any) -> None:
    cluster = the_cluster(read('variable "size" {}\n' + BARE.replace('"%s"', "var.size")))
    mode = cluster.storage.mode
    assert isinstance(mode, Choice)
    assert mode.condition.text == "aws_msk_cluster.bare has Express brokers"
    assert isinstance(mode.yes, Absent)
    assert mode.no.otherwise("") == "LOCAL"
    assert cluster.transit.in_cluster.otherwise(None) is True


def test_a_size_that_differs_makes_only_defaults_differ_that_hang_on_it(read: Any) -> None:
    text = BARE.replace('"%s"', 'var.big ? "kafka.m7g.large" : "express.m7g.large"')
    cluster = the_cluster(read('variable "big" {}\n' + text))
    assert isinstance(cluster.storage.mode, Choice)
    assert isinstance(cluster.brokers.count, Absent)


def test_the_beginning_of_a_size_tells_the_kind_of_broker(read: Any) -> None:
    cluster = the_cluster(
        read('variable "size" {}\n' + BARE.replace('"%s"', '"express.m7g.${var.size}"'))
    )
    assert isinstance(cluster.storage.mode, Absent)


@pytest.mark.parametrize("ask", ["encryption_info", "client_authentication"])
def test_an_absent_value_stands_at_the_block_that_lacks_it(read: Any, ask: str) -> None:
    text = 'resource "aws_msk_cluster" "x" {\n  client_authentication {\n  }\n}\n'
    cluster = the_cluster(read(text))
    value = (
        cluster.transit.client_broker
        if ask == "encryption_info"
        else cluster.authentication.unauthenticated
    )
    lines = {"encryption_info": 1, "client_authentication": 2}
    assert value.now().span.line == lines[ask]
    assert isinstance(cluster, Node)
