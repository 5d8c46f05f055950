"""What values answer, and how worlds decide between them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mskguard.source import SourceFile, Span
from mskguard.value import (
    Absent,
    Choice,
    Condition,
    Hop,
    Identity,
    Known,
    Origin,
    Piece,
    Text,
    Tri,
    Undecided,
    Unknown,
    Value,
    World,
    conditions,
    distribute,
    joined,
    lift,
    reading,
    restrict,
)

NO, UNKNOWN, YES = Tri.NO, Tri.UNKNOWN, Tri.YES
FILE = SourceFile("main.tf", 'size = "kafka.m5.large"\nmode = var.mode\n')
HERE = Span(FILE, 7, 23)
THERE = Span(FILE, 31, 39)


def known(it: Any) -> Known[Any]:
    return Known(it, HERE)


def unknown(identity: Identity | None = None, text: Text | None = None) -> Unknown[Any]:
    return Unknown(THERE, "var.mode has no value", identity, text=text)


def condition(subject: str, literal: Any = True, *roots: str) -> Condition:
    return Condition(subject, literal, f"{subject} == {literal}", THERE, frozenset(roots))


def test_a_known_value_answers_yes_or_no() -> None:
    value = known("TLS")
    assert value.equals("TLS") is YES
    assert value.among("PLAINTEXT", "TLS_PLAINTEXT") is NO
    assert value.startswith("T") is YES
    assert value.matches("[A-Z]+") is YES
    assert value.given is YES


def test_an_absent_value_satisfies_nothing_and_is_not_given() -> None:
    value: Absent[str] = Absent(HERE)
    assert value.equals("TLS") is NO
    assert value.given is NO
    assert value.same(known("TLS")) is NO


def test_a_default_is_known_but_not_given() -> None:
    value = Known("TLS", HERE, Origin.DEFAULT)
    assert value.equals("TLS") is YES
    assert value.given is NO
    assert value.is_default is YES


def test_an_unknown_value_answers_unknown() -> None:
    value = unknown()
    for answer in (value.equals("TLS"), value.matches(".*"), value.given, value.same(known(1))):
        assert answer is UNKNOWN


def test_what_is_known_of_a_text_decides_its_prefix() -> None:
    text = Text((Piece(HERE, "AmazonMSK_", verbatim=True), Piece(THERE, None)))
    value = unknown(text=text)
    assert value.startswith("Amazon") is YES
    assert value.startswith("AmazonMSK_prod") is UNKNOWN
    assert value.startswith("msk") is NO


def test_two_references_to_one_unknown_thing_are_the_same() -> None:
    subnet = Identity("root", "aws_subnet.a", "id")
    assert unknown(subnet).same(unknown(Identity("root", "aws_subnet.a", "id"))) is YES
    assert unknown(subnet).same(unknown(Identity("root", "aws_subnet.b", "id"))) is UNKNOWN
    assert unknown().same(unknown()) is UNKNOWN


def test_lift_is_unknown_before_it_is_absent() -> None:
    def add(a: int, b: int) -> int:
        return a + b

    assert lift(add, known(2), known(3)).equals(5) is YES
    assert isinstance(lift(add, known(2), unknown()), Unknown)
    assert isinstance(lift(add, Absent(HERE), unknown()), Unknown)
    assert isinstance(lift(add, known(2), Absent(HERE)), Absent)


def test_a_choice_outside_of_any_world_is_unknown() -> None:
    value: Value[int] = Choice(condition("prod"), known(1), known(2))
    assert value.equals(1) is UNKNOWN


def test_a_choice_asks_before_it_answers_and_then_keeps_to_the_world() -> None:
    prod = condition("prod")
    value: Value[int] = Choice(prod, known(1), known(2))
    with reading(World()), pytest.raises(Undecided) as asked:
        value.equals(1)
    assert asked.value.condition == prod
    with reading(World({prod: True})):
        assert value.equals(1) is YES
    with reading(World({prod: False})):
        assert value.equals(1) is NO


def test_one_subject_has_one_answer() -> None:
    world = World({condition("env", "prod"): True})
    assert world.decide(condition("env", "dev")) is False
    assert world.decide(condition("env", "prod")) is True
    assert world.decide(condition("region", "eu")) is None
    assert World({condition("env", "prod"): False}).decide(condition("env", "dev")) is None


def test_a_world_is_told_without_the_denials_that_follow() -> None:
    dev, prod, other = condition("env", "dev"), condition("env", "prod"), condition("m", True)
    assert (
        str(World({dev: False, prod: True, other: False}))
        == f"{prod.said(True)} and {other.said(False)}"
    )
    assert str(World({dev: False, prod: False})) == f"{dev.said(False)} and {prod.said(False)}"


def test_conditions_that_share_an_input_entangle_a_world() -> None:
    one, other = condition("n > 1", True, "var.n"), condition("n > 2", True, "var.n")
    assert World({one: True, other: False}).entangled
    assert not World({one: True}).entangled
    assert not World({one: True, condition("m", True, "var.m"): True}).entangled
    exclusive = condition("env", "a", "var.env"), condition("env", "b", "var.env")
    assert not World(dict.fromkeys(exclusive, False)).entangled


def test_worlds_that_differ_in_one_condition_alone_are_one_without_it() -> None:
    a, b = condition("a"), condition("b")
    every = [World({a: one, b: other}) for one in (True, False) for other in (True, False)]
    assert [str(one) for one in joined(every)] == [""]
    assert [str(one) for one in joined(every[:2])] == ["a == True is true"]
    assert len(joined([every[0], every[3]])) == 2
    assert [str(one) for one in joined([every[0], every[0]])] == [str(every[0])]


def test_reading_records_the_unknowns_it_met() -> None:
    value = unknown()
    with reading(World()) as current:
        value.equals("x")
    assert current.unknowns == [value]


def test_a_value_keeps_the_places_it_came_through() -> None:
    value = known("TLS").through(Hop(THERE, "var.mode"))
    assert value.span == HERE
    assert value.origin is Origin.RESOLVED
    assert [hop.what for hop in value.via] == ["var.mode"]


LEAVES = st.integers(0, 3).map(known)
CONDITIONS = st.sampled_from([condition(name) for name in "abcd"])
TREES: st.SearchStrategy[Value[Any]] = st.recursive(
    LEAVES, lambda inner: st.builds(Choice, CONDITIONS, inner, inner), max_leaves=12
)
WORLDS = st.fixed_dictionaries({condition(name): st.booleans() for name in "abcd"}).map(World)


@given(TREES, TREES, WORLDS)
def test_distributing_says_in_each_world_what_the_parts_say_there(
    one: Value[Any], other: Value[Any], world: World
) -> None:
    total = distribute(lambda a, b: known(a.it + b.it), one, other)
    with reading(world):
        left, right, result = one.now(), other.now(), total.now()
    assert isinstance(left, Known)
    assert isinstance(right, Known)
    assert isinstance(result, Unknown) or (
        isinstance(result, Known) and result.it == left.it + right.it
    )
    assert isinstance(result, Known), "four conditions are few enough to be followed"


@given(TREES, CONDITIONS, st.booleans())
def test_restricting_leaves_nothing_to_ask_about_the_condition(
    tree: Value[Any], asked: Condition, holds: bool
) -> None:
    assert asked not in set(conditions(restrict(tree, asked, holds)))
