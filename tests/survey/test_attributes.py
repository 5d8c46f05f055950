"""Attributes are derived from whatever classes a node is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from mskguard.model.cluster import Cluster
from mskguard.model.node import Dialect, Node, Unit
from mskguard.record import record
from mskguard.source import SourceFile, Span
from mskguard.survey import Attribute, attributes, parts
from mskguard.value import Choice, Condition, Known, Slot, Tri, Unknown, Value

FILE = SourceFile("main.tf", 'topic "orders" { keep = 7 }\n')
HERE = Span(FILE, 0, 5)


class Kind(Enum):
    COMPACT = "compact"


@record(frozen=True, slots=True, eq=False)
class Group:
    hours: Value[int]
    kind: Kind
    span: Span


@record(frozen=True, slots=True, eq=False, kw_only=True)
class Topic(Node):
    keep: Group
    groups: tuple[Group, ...]
    members: Value[tuple[Group, ...]]
    settings: Mapping[str, Value[str]]
    owner: Value[Mapping[str, Value[str]]]


def known(it: Any, path: str = "") -> Known[Any]:
    return Known(it, HERE, slot=Slot("topic.orders", path) if path else None)


def topic(**given: Any) -> Topic:
    group = Group(known(7, "keep"), Kind.COMPACT, HERE)
    made: dict[str, Any] = {
        "unit": Unit(".", Dialect.TERRAFORM, Tri.YES),
        "address": "topic.orders",
        "instance": "topic.orders",
        "span": HERE,
        "exists": known(True),
        "keep": group,
        "groups": (group, group),
        "members": known((group,), "member"),
        "settings": {"a.b": known("x")},
        "owner": known({"team": known("core")}, "owner"),
    }
    return Topic(**{**made, **given})


def test_groups_collections_and_plain_fields_all_have_names() -> None:
    assert [(one.name, one.path) for one in attributes(topic())] == [
        ("exists", ""),
        ("keep.hours", "keep"),
        ("keep.kind", ""),
        ("groups[0].hours", "keep"),
        ("groups[0].kind", ""),
        ("groups[1].hours", "keep"),
        ("groups[1].kind", ""),
        ("members", "member"),
        ("settings[a.b]", ""),
        ("owner", "owner"),
    ]


def test_the_parts_of_a_known_collection_are_named_below_it() -> None:
    found = {one.name: one for one in attributes(topic())}

    def inner(name: str) -> list[tuple[str, str]]:
        whole = found[name]
        assert isinstance(whole.value, Known)
        return [(one.name, one.path) for one in parts(whole, whole.value)]

    assert inner("members") == [("members[0].hours", "keep"), ("members[0].kind", "member[0].kind")]
    assert inner("owner") == [("owner[team]", "owner[team]")]
    assert inner("keep.hours") == []


def test_unknown_and_differing_values_are_attributes_too() -> None:
    unknown = Unknown[Any](HERE, "who knows")
    choice = Choice(Condition("x", True, "x", HERE), known(1), unknown)
    found = {one.name: one.value for one in attributes(topic(members=unknown, owner=choice))}
    assert found["members"] is unknown
    assert found["owner"] is choice


def test_every_value_of_a_cluster_is_an_attribute() -> None:
    """Whatever fields the class has: the names are those of the classes."""

    def leaves(kind: type, name: str) -> list[str]:
        from typing import get_type_hints

        hints = get_type_hints(kind)
        found: list[str] = []
        for field in fields(kind):
            if kind is Cluster and field.name in {one.name for one in fields(Node)}:
                continue
            inner = hints[field.name]
            if is_dataclass(inner) and isinstance(inner, type):
                found += leaves(inner, f"{name}{field.name}.")
            else:
                found.append(f"{name}{field.name}")
        return found

    def made(kind: type) -> Any:
        from typing import get_type_hints

        hints = get_type_hints(kind)
        given: dict[str, Any] = {"unit": topic().unit, "address": "a", "instance": "a"}
        given |= {"span": HERE, "called_at": ()} if kind is Cluster else {}
        for field in fields(kind):
            inner = hints[field.name]
            if field.name not in given:
                group = is_dataclass(inner) and isinstance(inner, type)
                given[field.name] = made(inner) if group else known("x")
        return kind(**{key: it for key, it in given.items() if key in hints})

    expected = ["exists", *leaves(Cluster, "")]
    assert [one.name for one in attributes(made(Cluster))] == expected


def test_an_attribute_is_told_apart_by_its_identity() -> None:
    one = Attribute("a", "", known(1))
    assert one != Attribute("a", "", known(1))
