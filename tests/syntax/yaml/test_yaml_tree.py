"""YAML trees: what is written, where, and what is wrong with it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mskguard.source import SourceFile
from mskguard.syntax.json import Json, Members
from mskguard.syntax.yaml import Stream, parse


def stream(text: str) -> Stream:
    return parse(SourceFile("t.yaml", text))


def root(text: str) -> Json:
    read = stream(text)
    assert not read.problems
    return read.roots[0]


def plain(node: Json) -> Any:
    if isinstance(node.it, Members):
        return {name: plain(value) for name, value in node.it.items()}
    return [plain(one) for one in node.it] if isinstance(node.it, list) else node.it


def at(node: Json, *path: str | int) -> Json:
    for step in path:
        held: Any = node.it
        node = held[step]
    return node


@pytest.mark.parametrize(
    ("raw", "it"),
    [
        ("3", 3),
        ("-12", -12),
        ("3.10", Decimal("3.10")),
        ("true", True),
        ("yes", True),
        ("Off", False),
        ("~", None),
        ("", None),
        ("'3'", "3"),
        ('"true"', "true"),
        ("2012-10-17", "2012-10-17"),
        ("3.6.0", "3.6.0"),
        ("1e3", "1e3"),
        ("0777", "0777"),
        ("!!str 3", "3"),
        ("9223372036854775807", 9223372036854775807),
    ],
)
def test_scalars_are_read_by_yaml_1_1_and_keep_what_is_written(raw: str, it: object) -> None:
    value = at(root(f"k: {raw}\n"), "k")
    assert value.it == it
    assert type(value.it) is type(it)
    assert value.raw == raw.removeprefix("!!str ")


def test_a_tag_is_kept_and_the_value_begins_behind_it() -> None:
    tree = root("a: !Ref  X\nb: !Sub\n  - !Ref Y\nc: &n !If [x, {k: v}, 1]\n")
    assert [at(tree, name).tag for name in "abc"] == ["!Ref", "!Sub", "!If"]
    assert at(tree, "a").raw == "X"
    assert at(tree, "b").raw == "- !Ref Y"
    assert at(tree, "c").raw == "[x, {k: v}, 1]"


def test_keys_and_values_know_their_places() -> None:
    tree = root("one: 1\ntwo:\n  - x: 'y'\n    z: >-\n      a\n      b\n")
    inner = at(tree, "two", 0)
    assert tree.key_span("two").text == "two"
    assert str(inner.key_span("z")) == "t.yaml:4:5"
    assert at(inner, "x").raw == "'y'"
    assert at(inner, "z").raw == ">-\n      a\n      b"
    assert inner.span.end_line == 6


def test_aliases_and_merged_keys_stand_where_they_are_written() -> None:
    tree = root("base: &b {size: 3, tls: true}\nuse: *b\nmore:\n  <<: *b\n  size: 6\n")
    assert plain(tree)["use"] == {"size": 3, "tls": True}
    assert plain(tree)["more"] == {"size": 6, "tls": True}
    assert at(tree, "use", "size").span.line == 1
    assert at(tree, "use", "size").shared
    assert not at(tree, "more", "size").shared


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("|\n  a=1\n    b=2\n\n  c=3\n", {"a=1": 2, "  b=2": 3, "c=3": 5}),
        ("|-\n  # a remark\n  a=1", {"# a remark": 2, "a=1": 3}),
        (">\n  a=1\n  b=2\n\n  c=3\n", {"a=1": 2, "b=2": 3, "c=3": 5}),
        ("one\n  two\n  three", {"one": 1, "two": 2, "three": 3}),
        ('"a\\tb\n  c\\\n  d"', {"a": 1, "b": 1, "c": 2, "d": 3}),
        ("'it''s\n\n  so'", {"it": 1, "s": 1, "so": 3}),
    ],
)
def test_each_line_of_a_scalar_knows_its_line(
    written: str, lines: dict[str, int], newline: str
) -> None:
    value = at(root(f"k: {written}".replace("\n", newline)), "k")
    pieces = list(value.pieces())
    assert "".join(text for _, text, _ in pieces) == value.it
    assert {text: span.line for span, text, verbatim in pieces if verbatim} == lines
    assert all(span.text == text for span, text, verbatim in pieces if verbatim)


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a: b: c", "1:5", 'this ":" makes a second mapping here: quote the text'),
        ("a:\n\tb: 1", "2:1", "no value can start with this character: quote it"),
        ("a: [1, 2", "1:9", "a comma or the closing bracket is expected here"),
        ("a: 'x\nb: 1\n", "1:4", "this quoted text is never closed"),
        ("a: @x", "1:4", "no value can start with this character: quote it"),
        ("a: &x [*x]", "1:8", "the alias *x stands inside what it names"),
        ("a: *x", "1:4", "the alias *x names nothing that stands above it"),
        ("a: \x00", "1:4", "a character stands here that YAML does not allow"),
        ("{[a]: 1}", "1:2", "a key is a text here"),
        ("a: 1\n b: 2", "2:3", 'this ":" makes a second mapping here: quote the text'),
    ],
)
def test_what_is_wrong_is_told_where(text: str, place: str, message: str) -> None:
    problem = stream(text).problems[0]
    assert (str(problem.span), problem.message) == (f"t.yaml:{place}", message)


def test_a_key_written_twice_is_noted_and_the_last_is_read() -> None:
    read = stream("a: 1\nb: 2\na: 3\n")
    assert plain(read.roots[0]) == {"a": 3, "b": 2}
    assert not read.problems
    assert read.roots[0].file.repeated == {(10, 11): "a"}


def test_a_key_that_stands_over_a_merged_one_is_not_written_twice() -> None:
    read = stream("a: &x {k: 1}\nb: {<<: *x, k: 2}\n")
    assert read.roots[0].file.repeated == {}


def test_every_document_is_read() -> None:
    assert [plain(one) for one in stream("--- {a: 1}\n---\nb: 2\n").roots] == [{"a": 1}, {"b": 2}]


@pytest.mark.parametrize("text", ["[" * 10_000, "- " * 10_000, "{a: " * 10_000])
def test_deep_nesting_ends(text: str) -> None:
    assert stream(text).problems


def test_aliases_that_multiply_are_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    (problem,) = stream("\n".join(lines)).problems
    assert problem.message.startswith("its aliases unfold to more than")


YAMLISH = st.text(
    st.sampled_from("abk:-[]{}!&*#|>'\"\\ \n\r\t,?%@`<=~0.19é\U0001f600"), max_size=80
)


@given(YAMLISH | st.text(max_size=60))
def test_any_text_ends_in_trees_and_problems_whose_places_lie_in_it(text: str) -> None:
    read = stream(text)
    for problem in read.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
    pending: list[Json] = list(read.roots)
    while pending:
        node = pending.pop()
        assert 0 <= node.start <= node.end <= len(text)
        if isinstance(node.it, Members):
            pending += node.it.values()
        elif isinstance(node.it, list):
            pending += node.it
        elif isinstance(node.it, str):
            pieces = list(node.pieces())
            assert "".join(one for _, one, _ in pieces) == node.it
            assert all(0 <= span.start <= span.end <= len(text) for span, _, _ in pieces)
            assert all(span.text == one for span, one, verbatim in pieces if verbatim)
