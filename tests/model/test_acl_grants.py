"""Kafka's ACLs as Kafka decides by them, in three values."""

from __future__ import annotations

from pathlib import Path

import pytest

from mskguard.adapters.load import Inputs, load
from mskguard.aws.facts import Facts
from mskguard.model.acl_grants import AclGrants, acl_grants_of, stray_grants
from mskguard.model.cluster import Cluster
from mskguard.value import Tri
from tests.cli.test_acl_access import CLUSTER, acl

OPEN = CLUSTER.replace("found = false", "found = true")
SHOP = "User:shop"


def granted(directory: Path, text: str) -> AclGrants:
    (directory / "main.tf").write_text(text, encoding="utf-8")
    loaded = load(Inputs([directory]), Facts())
    assert not loaded.problems
    (cluster,) = loaded.graph.nodes(Cluster)
    return acl_grants_of(loaded.graph, Facts(), cluster)


@pytest.mark.parametrize(
    ("allowed", "asked", "answer"),
    [
        ("Read", "Describe", Tri.YES),
        ("Write", "Describe", Tri.YES),
        ("Delete", "Describe", Tri.YES),
        ("Alter", "Describe", Tri.YES),
        ("AlterConfigs", "DescribeConfigs", Tri.YES),
        ("All", "DescribeConfigs", Tri.YES),
        ("Alter", "DescribeConfigs", Tri.NO),
        ("Create", "Describe", Tri.NO),
        ("Describe", "Read", Tri.NO),
    ],
)
def test_what_an_operation_implies(tmp_path: Path, allowed: str, asked: str, answer: Tri) -> None:
    grants = granted(tmp_path, CLUSTER + acl("one", SHOP, f'"{allowed}"'))
    assert grants.complete is Tri.YES
    assert grants.of(SHOP, asked, "topic", "orders-7") is answer


def test_a_denial_implies_nothing(tmp_path: Path) -> None:
    text = CLUSTER + acl("all", SHOP, '"All"') + acl("no", SHOP, '"Read"', permission="Deny")
    grants = granted(tmp_path, text)
    assert grants.of(SHOP, "Read", "topic", "orders-7") is Tri.NO
    assert grants.of(SHOP, "Describe", "topic", "orders-7") is Tri.YES


def test_names_are_met_as_they_are_written(tmp_path: Path) -> None:
    text = CLUSTER + acl("group", SHOP, '"Read"', '"a?*"', kind="Group", pattern="Literal")
    grants = granted(tmp_path, text)
    assert grants.of(SHOP, "Read", "group", "abc") is Tri.NO
    assert grants.of(SHOP, "Read", "topic", "a") is Tri.NO
    assert grants.of("User:shop2", "Read", "group", "abc") is Tri.NO


def test_the_first_acl_on_something_ends_its_being_open(tmp_path: Path) -> None:
    """Whoever it is for, and whatever it allows or denies, and from wherever."""
    text = OPEN + acl("one", "User:other", '"Write"', host='"10.0.0.5"')
    grants = granted(tmp_path, text)
    assert grants.of(SHOP, "Read", "topic", "orders-7") is Tri.NO
    assert grants.of(SHOP, "Read", "topic", "payments") is Tri.YES
    assert grants.of(SHOP, "Read", "group", "orders-7") is Tri.YES


def test_what_is_open_is_denied_to_those_who_are_named(tmp_path: Path) -> None:
    text = OPEN + acl("no", SHOP, '"All"', '"*"', permission="Deny", pattern="Literal")
    grants = granted(tmp_path, text)
    assert grants.of(SHOP, "Read", "topic", "payments") is Tri.NO
    assert grants.of("User:other", "Read", "topic", "payments") is Tri.NO
    assert grants.of("User:other", "Read", "group", "g") is Tri.YES


def test_an_acl_on_an_unknown_name_may_be_on_any(tmp_path: Path) -> None:
    text = 'variable "name" {}\n' + OPEN + acl("one", SHOP, '"Read"', "var.name", pattern="Literal")
    grants = granted(tmp_path, text)
    assert grants.of(SHOP, "Read", "topic", "payments") is Tri.UNKNOWN
    assert grants.of(SHOP, "Read", "group", "g") is Tri.YES
    assert grants.is_spoken_of("topic", "payments") is Tri.UNKNOWN


def test_without_any_acl_in_sight_they_may_be_elsewhere(tmp_path: Path) -> None:
    grants = granted(tmp_path, OPEN)
    assert grants.complete is Tri.NO
    assert grants.of(SHOP, "Read", "topic", "payments") is Tri.UNKNOWN


def test_acls_that_kafka_lists_are_of_no_cluster(tmp_path: Path) -> None:
    head = "Current ACLs for resource `Topic:LITERAL:orders`: \n"
    line = " \tUser:shop has Allow permission for operations: Read from hosts: *\n"
    (tmp_path / "acls.txt").write_text(head + line, encoding="utf-8")
    grants = stray_grants(load(Inputs([tmp_path]), Facts()).graph, Facts())
    assert grants.of(SHOP, "Read", "topic", "orders") is Tri.YES
    assert grants.of(SHOP, "Describe", "topic", "orders") is Tri.YES
    assert grants.of(SHOP, "Write", "topic", "orders") is Tri.NO
    assert grants.of(SHOP, "Write", "topic", "other") is Tri.UNKNOWN
