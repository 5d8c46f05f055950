"""Every argument of every modelled resource reaches the model.

The texts are written so that each says which field of the model it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from mskguard.adapters.terraform.resources import READERS
from mskguard.model.node import Node
from mskguard.value import Known, Origin, Unknown, Value
from tests.adapters.terraform import written_msk, written_surroundings

WRITTEN = {**written_msk.WRITTEN, **written_surroundings.WRITTEN}
_LITERAL = re.compile(r'(?:[=\[,(]\s*)("[^"]*"|\d+|true|false)(?=\s*[\],\n}])')
NOT_AN_ARGUMENT = {"unit", "address", "instance", "span", "exists", "called_at"}


def contents(thing: Any, path: str = "") -> Iterator[tuple[str, Known[Any]]]:
    """Every known scalar in a node, by its path without the places in lists and maps."""
    if isinstance(thing, Value):
        now = thing.now()
        if not isinstance(now, Known):
            return
        thing = now.it
        if not isinstance(thing, (tuple, Mapping)) and not is_dataclass(thing):
            yield path, now
            return
    if isinstance(thing, tuple):
        for item in thing:
            yield from contents(item, path)
    elif isinstance(thing, Mapping):
        for item in thing.values():
            yield from contents(item, path)
    elif is_dataclass(thing):
        for field in fields(thing):
            if field.name not in NOT_AN_ARGUMENT:
                yield from contents(getattr(thing, field.name), f"{path}.{field.name}".strip("."))


def arguments(node: Node) -> list[tuple[str, Known[Any]]]:
    """The contents that are written as arguments: not what a block's presence or type says."""
    return [
        (path, one)
        for path, one in contents(node)
        if not path.endswith("present") and not one.span.text.startswith("resource")
    ]


def the_node(loaded: Any) -> Node:
    (node,) = loaded.graph
    assert not loaded.problems
    assert isinstance(node, Node)
    return node


def header(kind: str) -> str:
    mode = "data" if kind.startswith("data.") else "resource"
    return f'{mode} "{kind.removeprefix("data.")}" "x"'


@pytest.mark.parametrize("kind", WRITTEN)
def test_every_argument_is_read(read: Any, kind: str) -> None:
    text = f"# aws_msk\n{header(kind)} {{\n{WRITTEN[kind]}\n}}\n"
    found = arguments(the_node(read(text)))
    written = sorted(literal.strip('"') for literal in _LITERAL.findall(text))
    told = [
        ("true" if one.it is True else "false" if one.it is False else str(one.it))
        for _, one in found
    ]
    assert sorted(told) == written
    for path, one in found:
        assert one.origin is not Origin.DEFAULT
        if isinstance(one.it, str):
            assert one.it.split("~")[0] == path


@pytest.mark.parametrize("kind", WRITTEN)
def test_nothing_is_invented_where_nothing_is_written(read: Any, kind: str) -> None:
    text = f"# aws_msk\n{header(kind)} {{\n}}\n"
    assert arguments(the_node(read(text))) == []


@pytest.mark.parametrize("kind", WRITTEN)
def test_unknown_arguments_are_unknown_each_with_its_reason(read: Any, kind: str) -> None:
    body = _LITERAL.sub(lambda it: it[0].replace(it[1], "var.u"), WRITTEN[kind])
    text = f'# aws_msk\nvariable "u" {{}}\n{header(kind)} {{\n{body}\n}}\n'
    assert arguments(the_node(read(text))) == []


def test_every_resource_type_is_written_out_here() -> None:
    others = {"aws_msk_cluster", "aws_msk_configuration", *NEEDING_TESTS_OF_THEIR_OWN}
    assert set(WRITTEN) | others == set(READERS)


NEEDING_TESTS_OF_THEIR_OWN = {
    "aws_msk_topic",
    "kafka_topic",
    "aws_mskconnect_worker_configuration",
    "aws_default_vpc",
    "aws_default_subnet",
    "aws_default_security_group",
}


def test_a_topics_configs_are_properties_where_they_are_written(read: Any) -> None:
    text = """
        resource "aws_msk_topic" "x" {
          cluster_arn        = "arn:aws:kafka:eu-west-1:111122223333:cluster/a/b"
          name               = "orders"
          partition_count    = 12
          replication_factor = 3
          configs = jsonencode({
            "cleanup.policy" = "compact"
            "retention.ms"   = 604800000
          })
        }
    """
    topic: Any = the_node(read(text))
    assert topic.partitions.otherwise(0) == 12
    assert topic.replication_factor.otherwise(0) == 3
    assert topic.property("cleanup.policy").otherwise("") == "compact"
    assert topic.property("retention.ms").otherwise("") == "604800000"
    assert topic.property("retention.ms").now().span.text == "604800000"
    assert topic.property("segment.bytes").given.name == "NO"


@pytest.mark.parametrize(
    "configs",
    ['"a=b"', '"{"', '"[1]"', '""', '"{\\"a\\": 1,}"', '"{} {}"', '"{\\"a\\" 1}"', '"{1: 2}"'],
)
def test_configs_that_are_no_json_object_are_faulty_and_unknown(read: Any, configs: str) -> None:
    topic: Any = the_node(read(f'resource "aws_msk_topic" "x" {{\n  configs = {configs}\n}}\n'))
    assert isinstance(topic.property("retention.ms"), Unknown)
    assert topic.properties.now().it.fault == "it is no JSON object"


def test_an_unknown_value_in_configs_leaves_the_others_known(read: Any) -> None:
    text = """
        variable "days" {}
        resource "aws_msk_topic" "x" {
          configs = "{\\"retention.ms\\": \\"${var.days}\\", \\"cleanup.policy\\": \\"delete\\"}"
        }
    """
    topic: Any = the_node(read(text))
    assert topic.property("cleanup.policy").otherwise("") == "delete"
    assert isinstance(topic.property("retention.ms"), Unknown)


def test_a_topic_of_the_kafka_provider(read: Any) -> None:
    text = """
        # aws_msk
        resource "kafka_topic" "x" {
          name               = "orders"
          partitions         = 12
          replication_factor = 3
          config = {
            "cleanup.policy" = "compact"
          }
        }
    """
    topic: Any = the_node(read(text))
    assert (topic.name.otherwise(""), topic.partitions.otherwise(0)) == ("orders", 12)
    assert topic.replication_factor.otherwise(0) == 3
    assert topic.property("cleanup.policy").otherwise("") == "compact"
    assert topic.cluster.now().why == 'no provider "kafka" is configured here'


def test_a_worker_configuration_has_its_properties(read: Any) -> None:
    text = """
        resource "aws_mskconnect_worker_configuration" "x" {
          name                    = "w"
          description             = "d"
          properties_file_content = "key.converter=K\\nvalue.converter=V"
        }
    """
    found: Any = the_node(read(text))
    assert (found.name.otherwise(""), found.description.otherwise("")) == ("w", "d")
    assert found.property("value.converter").otherwise("") == "V"


def test_a_name_of_which_only_a_prefix_is_given_is_known_in_part(read: Any) -> None:
    text = (
        '# aws_msk\nresource "aws_secretsmanager_secret" "x" {\n  name_prefix = "AmazonMSK_"\n}\n'
    )
    secret: Any = the_node(read(text))
    assert secret.name.startswith("AmazonMSK_").name == "YES"
    assert secret.name.startswith("Other").name == "NO"
    assert isinstance(secret.name.now(), Unknown)


RULES = """
    # aws_msk
    variable "open" {}
    variable "on" { type = bool }
    resource "aws_security_group" "x" {
      %s
      ingress {
        from_port = 9094
      }
      dynamic "ingress" {
        for_each = [9096, 9098]
        content {
          from_port = ingress.value
        }
      }
    }
"""


def ports(group: Any) -> list[Any]:
    return [rule.from_port.otherwise(None) for rule in group.ingress.now().it]


def test_static_and_dynamic_blocks_stand_in_one_list(read: Any) -> None:
    assert ports(the_node(read(RULES % ""))) == [9094, 9096, 9098]


def test_an_unknown_number_of_blocks_stands_as_one_unknown_block(read: Any) -> None:
    dynamic = 'dynamic "ingress" {\n for_each = var.open\n content {\n from_port = 1\n}\n}'
    group: Any = the_node(read(RULES % dynamic))
    assert ports(group) == [None, 9094, 9096, 9098]
    assert "var.open" in group.ingress.now().it[0].from_port.now().why
    alone = (
        f'# aws_msk\nvariable "open" {{}}\nresource "aws_security_group" "x" {{\n{dynamic}\n}}\n'
    )
    lonely: Any = the_node(read(alone))
    assert isinstance(lonely.ingress.now(), Unknown)


def test_blocks_differ_by_an_undecided_condition(read: Any) -> None:
    dynamic = 'dynamic "ingress" {\n for_each = var.on ? [1] : []\n content {\n from_port = 1\n}\n}'
    group: Any = the_node(read(RULES % dynamic))
    assert len(group.ingress.yes.it) == 4
    assert len(group.ingress.no.it) == 3


def test_blocks_may_be_written_as_an_argument(read: Any) -> None:
    text = """
        # aws_msk
        resource "aws_security_group" "x" {
          ingress = [{ from_port = 9094 }, { from_port = 9098 }]
          egress  = []
        }
    """
    group: Any = the_node(read(text))
    assert ports(group) == [9094, 9098]
    assert group.egress.otherwise(None) == ()
