"""Every property of every modelled type reaches the model.

The texts are written so that each says which field of the model it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from mskguard.adapters.shapes import READERS
from mskguard.model.node import Node
from mskguard.value import Absent, Known, Origin, Unknown, Value
from tests.adapters.shapes import written_msk, written_surroundings

WRITTEN = {**written_msk.WRITTEN, **written_surroundings.WRITTEN}
_LITERAL = re.compile(r'(?:[:\[,]\s+|\[)("[^"]*"|\d+|true|false)(?=\s*[\],\n}])')
NOT_A_PROPERTY = {"unit", "address", "instance", "span", "exists", "called_at"}
HEAD = "# AWS::MSK::\nParameters:\n  U: {Type: String}\nResources:\n  X:\n    Type: "


def template(kind: str, body: str) -> str:
    return f"{HEAD}{kind}\n" + (f"    Properties:\n{body}\n" if body.strip() else "")


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
            if field.name not in NOT_A_PROPERTY:
                yield from contents(getattr(thing, field.name), f"{path}.{field.name}".strip("."))


def properties(node: Node) -> list[tuple[str, Known[Any]]]:
    """What is read of the properties: not what their presence or the type says."""
    return [
        (path, one)
        for path, one in contents(node)
        if not path.endswith("present") and one.span.text != "X" and path != "id"
    ]


def the_node(loaded: Any) -> Any:
    (node,) = loaded.graph
    assert not loaded.problems
    return node


@pytest.mark.parametrize("kind", WRITTEN)
def test_every_property_is_read_at_its_place(read: Any, kind: str) -> None:
    found = properties(the_node(read(template(kind, WRITTEN[kind]))))
    written = sorted(literal.strip('"') for literal in _LITERAL.findall(WRITTEN[kind] + "\n"))
    told = [str(one.it).lower() if isinstance(one.it, bool) else str(one.it) for _, one in found]
    assert sorted(told) == written
    for path, one in found:
        assert one.origin is Origin.WRITTEN
        assert one.span.text.strip('"') == (
            str(one.it).lower() if one.it in (True, False) else str(one.it)
        )
        if isinstance(one.it, str):
            assert one.it.split("~")[0] == path


@pytest.mark.parametrize("kind", WRITTEN)
def test_nothing_is_invented_where_nothing_is_written(read: Any, kind: str) -> None:
    assert properties(the_node(read(template(kind, "")))) == []


@pytest.mark.parametrize("kind", WRITTEN)
def test_unknown_properties_are_unknown_each_with_its_reason(read: Any, kind: str) -> None:
    body = _LITERAL.sub(lambda it: it[0].replace(it[1], "!Ref U"), WRITTEN[kind] + "\n")
    node = the_node(read(template(kind, body)))
    assert properties(node) == []
    unknown = [one for one in leaves(node) if isinstance(one, Unknown) and "U " in one.why]
    assert len(unknown) >= len(_LITERAL.findall(WRITTEN[kind])) // 2


@pytest.mark.parametrize("kind", WRITTEN)
def test_properties_of_a_wrong_type_are_unknown_with_a_reason(read: Any, kind: str) -> None:
    body = _LITERAL.sub(lambda it: it[0].replace(it[1], "{a: [b]}"), WRITTEN[kind] + "\n")
    node = the_node(read(template(kind, body)))
    assert [path for path, _ in properties(node) if not path.startswith(_TREES)] == []
    whys = {one.why for one in leaves(node) if isinstance(one, Unknown)}
    assert all(
        "expected here" in why or "known once" in why or _MADE in why for why in whys | {_MADE}
    )


_TREES = ("policy.text", "trust.text", "inline_policies.policy.text")
_MADE = "X when it is made"


@pytest.mark.parametrize("kind", WRITTEN)
@pytest.mark.parametrize("odd", ["[]", "7", "!Ref U", "{Tags: 3}", "{Tags: [3]}"])
def test_odd_properties_are_read_without_a_fault(read: Any, kind: str, odd: str) -> None:
    text = f"{HEAD}{kind}\n    Properties: {odd}\n"
    loaded = read(text)
    assert not loaded.problems
    assert {node.address for node in loaded.graph} == {"X"}


def leaves(thing: Any) -> Iterator[Any]:
    if isinstance(thing, Known):
        if isinstance(thing.it, (tuple, Mapping)) or is_dataclass(thing.it):
            yield from leaves(thing.it)
        else:
            yield thing
    elif isinstance(thing, Value):
        yield thing
    elif isinstance(thing, tuple):
        for item in thing:
            yield from leaves(item)
    elif isinstance(thing, Mapping):
        yield from leaves(tuple(thing.values()))
    elif is_dataclass(thing):
        for field in fields(thing):
            if field.name not in NOT_A_PROPERTY | {"region", "account"}:
                yield from leaves(getattr(thing, field.name))


def test_every_type_is_written_out_here() -> None:
    assert set(WRITTEN) | NEEDING_TESTS_OF_THEIR_OWN == set(READERS)


NEEDING_TESTS_OF_THEIR_OWN = {
    "AWS::MSK::Cluster",
    "AWS::MSK::Configuration",
    "AWS::MSK::Topic",
    "AWS::KafkaConnect::WorkerConfiguration",
}


def test_an_endpoint_without_a_kind_is_a_gateway(read: Any) -> None:
    kind = the_node(read(template("AWS::EC2::VPCEndpoint", ""))).kind.now()
    assert (kind.it, kind.origin) == ("Gateway", Origin.DEFAULT)


def test_a_tag_without_a_known_key_leaves_all_tags_unknown(read: Any) -> None:
    body = "      Tags: [{Key: a, Value: b}, {Key: !Ref U, Value: c}]"
    tags = the_node(read(template("AWS::MSK::Replicator", body))).tags.now()
    assert isinstance(tags, Unknown)
    assert "U " in tags.why


def test_an_unknown_tag_leaves_the_others_known(read: Any) -> None:
    body = "      Tags: [{Key: a, Value: !Ref U}, {Key: c, Value: d}]"
    tags = the_node(read(template("AWS::MSK::Replicator", body))).tags.now()
    assert isinstance(tags.it["a"], Unknown)
    assert tags.it["c"].otherwise("") == "d"


def test_a_block_that_ipam_or_amazon_gives_is_unknown(read: Any) -> None:
    subnet = the_node(read(template("AWS::EC2::Subnet", "      Ipv4IpamPoolId: pool")))
    assert subnet.cidr.now().why == "IPAM takes the block from a pool"
    given = "      AmazonProvidedIpv6CidrBlock: {}"
    block = the_node(read(template("AWS::EC2::VPCCidrBlock", given.format("true"))))
    assert block.ipv6_cidr.now().why == "Amazon chooses the block when it is made"
    none = the_node(read(template("AWS::EC2::VPCCidrBlock", given.format("false"))))
    assert isinstance(none.ipv6_cidr.now(), Absent)
