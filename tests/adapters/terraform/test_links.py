"""References between resources become edges; what was not read stays open with its reason."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from mskguard import model
from mskguard.adapters.linking.table import LINKS
from mskguard.model.cluster import Cluster
from mskguard.model.graph import Relation
from mskguard.model.network import Subnet
from mskguard.model.node import Node
from mskguard.model.scram import ScramAssociation
from mskguard.value import Condition, Tri, World, reading
from tests.adapters.terraform.linked import ACCESS, CLIENTS, CLUSTER, EDGES, NETWORK


def edges(loaded: Any) -> list[str]:
    return sorted(
        f"{edge.source.instance} {edge.relation.value} {edge.target.instance}"
        for node in loaded.graph
        for relation in Relation
        for edge in loaded.graph.targets(node, relation, Node).edges
    )


def open_relations(loaded: Any) -> dict[str, str]:
    return {
        f"{node.instance} {relation.value}": related.why
        for node in loaded.graph
        for relation in Relation
        if (related := loaded.graph.targets(node, relation, Node)).complete is not Tri.YES
    }


def test_every_reference_becomes_an_edge_and_nothing_else_does(read: Any) -> None:
    loaded = read(NETWORK + ACCESS + CLUSTER + CLIENTS)
    assert not loaded.problems
    assert edges(loaded) == sorted(line.strip() for line in EDGES.strip().splitlines())
    assert open_relations(loaded) == {}


def test_an_edge_says_where_it_is_written(read: Any) -> None:
    loaded = read(NETWORK + ACCESS + CLUSTER)
    (cluster,) = loaded.graph.nodes(Cluster)
    (edge,) = loaded.graph.targets(cluster, Relation.ENCRYPTED_WITH, Node).edges
    assert [span.text for span in edge.because] == ["aws_kms_key.k.arn"]


UNRESOLVED = """
    data "aws_subnet" "s" {}
    variable "groups" {}
    resource "aws_msk_cluster" "c" {
      broker_node_group_info {
        client_subnets  = [data.aws_subnet.s.id]
        security_groups = var.groups
      }
      encryption_info {
        encryption_at_rest_kms_key_arn = "arn:aws:kms:eu-west-1:111122223333:key/k"
      }
    }
    resource "kafka_topic" "t" {
      name = "t"
    }
"""


def test_what_was_not_read_stays_open_with_its_reason(read: Any) -> None:
    loaded = read(UNRESOLVED)
    assert edges(loaded) == []
    assert open_relations(loaded) == {
        "aws_msk_cluster.c lies in": "data.aws_subnet.s.id is read only when Terraform runs",
        "aws_msk_cluster.c guarded by": "var.groups has no value and no default",
        "aws_msk_cluster.c encrypted with": "arn:aws:kms:eu-west-1:111122223333:key/k was not read",
        "kafka_topic.t belongs to": 'no provider "kafka" is configured here',
    }


CONDITIONAL = """
    variable "own" { type = bool }
    resource "aws_subnet" "a" {}
    resource "aws_subnet" "b" {}
    resource "aws_msk_cluster" "c" {
      broker_node_group_info {
        client_subnets = var.own ? [aws_subnet.a.id, aws_subnet.b.id] : ["subnet-1"]
      }
    }
    resource "aws_msk_single_scram_secret_association" "s" {
      count       = var.own ? 1 : 0
      cluster_arn = aws_msk_cluster.c.arn
      secret_arn  = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:AmazonMSK_x"
    }
"""


def condition_of(loaded: Any) -> Condition:
    (association,) = loaded.graph.nodes(ScramAssociation)
    return association.exists.condition  # type: ignore[no-any-return]  # a Choice, as written


def test_a_reference_that_differs_by_a_condition_is_an_edge_where_it_holds(read: Any) -> None:
    loaded = read(CONDITIONAL)
    (cluster,) = loaded.graph.nodes(Cluster)
    for own, expected in ((True, ["aws_subnet.a", "aws_subnet.b"]), (False, [])):
        with reading(World({condition_of(loaded): own})):
            related = loaded.graph.targets(cluster, Relation.LIES_IN, Subnet)
            assert [node.instance for node in related.nodes] == expected
            assert related.complete is (Tri.YES if own else Tri.UNKNOWN)


def test_blocks_that_differ_by_a_condition_are_edges_where_they_are_there(read: Any) -> None:
    text = """
        # aws_msk
        variable "own" { type = bool }
        variable "others" {}
        resource "aws_security_group" "a" {}
        resource "aws_security_group" "g" {
          dynamic "ingress" {
            for_each = var.own ? [aws_security_group.a.id] : []
            content {
              security_groups = [ingress.value]
            }
          }
          dynamic "egress" {
            for_each = var.others
            content {
              security_groups = [egress.value]
            }
          }
        }
    """
    loaded = read(text)
    _, group = loaded.graph
    for own in (True, False):
        with reading(World({group.ingress.condition: own})):
            related = loaded.graph.targets(group, Relation.NAMES_PEER, Node)
            assert len(related.nodes) == own
            assert related.why == "var.others has no value and no default"


def test_what_does_not_exist_in_a_world_has_no_edges_there(read: Any) -> None:
    loaded = read(CONDITIONAL)
    (cluster,) = loaded.graph.nodes(Cluster)
    for own, number in ((True, 1), (False, 0)):
        with reading(World({condition_of(loaded): own})):
            related = loaded.graph.sources(cluster, Relation.GIVES_SECRETS_TO, ScramAssociation)
            assert len(related.nodes) == number
            assert related.complete is Tri.YES


def test_names_that_are_known_in_part_link_where_they_are_the_same(read: Any) -> None:
    text = """
        variable "env" {}
        resource "aws_cloudwatch_log_group" "a" {
          name = "/msk/${var.env}"
        }
        resource "aws_cloudwatch_log_group" "b" {
          name = "/msk/${var.env}-b"
        }
        resource "aws_msk_cluster" "c" {
          logging_info {
            broker_logs {
              cloudwatch_logs {
                log_group = aws_cloudwatch_log_group.a.name
              }
            }
          }
        }
    """
    loaded = read(text)
    assert edges(loaded) == ["aws_msk_cluster.c logs to aws_cloudwatch_log_group.a"]


def test_units_are_linked_by_arn_and_not_by_name(read: Any) -> None:
    logs = 'resource "aws_cloudwatch_log_group" "l" {\n  name = "brokers"\n}\n# aws_msk\n'
    cluster = """
        resource "aws_msk_cluster" "c" {
          logging_info {
            broker_logs {
              cloudwatch_logs {
                log_group = "brokers"
              }
            }
          }
        }
    """
    assert edges(read({"a/main.tf": logs, "b/main.tf": cluster})) == []
    assert len(edges(read({"c/main.tf": logs + cluster}, "c"))) == 1


def test_every_link_speaks_of_types_of_the_model(read: Any) -> None:
    loaded = read(NETWORK + ACCESS + CLUSTER + CLIENTS)
    assert len(loaded.graph) > 0
    for module in iter_modules(model.__path__, f"{model.__name__}."):
        import_module(module.name)
    known = {kind.__name__ for kind in _kinds(Node)}
    for one in LINKS:
        assert {one.source, *one.targets} <= known, one
    assert {one.relation for one in LINKS} == set(Relation) - {Relation.SAME_AS}


ALONE = """
import sys
from pathlib import Path
from mskguard.adapters.load import Inputs, load
from mskguard.aws.facts import Facts
load(Inputs([Path(sys.argv[1])]), Facts())
print(*sorted(name for name in sys.modules if name.startswith("mskguard.model.")))
"""


def test_a_run_loads_the_model_of_no_resource_that_it_does_not_meet(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text('resource "aws_msk_cluster" "c" {}\n', encoding="utf-8")
    command = [sys.executable, "-c", ALONE, str(tmp_path)]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert "mskguard.model.cluster" in loaded
    others = ("connect", "iam", "kms", "network", "replicator", "scram", "topic")
    assert not {f"mskguard.model.{name}" for name in others}.intersection(loaded)


def _kinds(kind: type[Node]) -> set[type[Node]]:
    return {kind}.union(*(_kinds(one) for one in kind.__subclasses__()))
