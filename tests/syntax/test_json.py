"""JSON with places: the same values as Python's own reader, and sentences where there are none."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mskguard.source import SourceFile
from mskguard.syntax.json import MOST_NESTED, Document, Json, Members, parse

SPLINTERS = [
    *'{}[]:,"\\ \n\t\r0123456789.eE+-abnrtu/\x00\x1f\x7fé😀',
    *("true", "false", "null", "NaN", "Infinity", "-Infinity", "\\u00e9", "\\ud83d\\ude00"),
    *("\\ud800", "\\udc00", '"a":', '{"a":1}', "[1,2]", "1.5", "-0", "1e5", "//", "'", "\u2028"),
]
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.decimals(allow_nan=False,
    allow_infinity=False, places=3).map(float),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


def read(text: str) -> Document:
    return parse(SourceFile("plan.json", text))


def root(text: str) -> Json:
    document = read(text)
    assert document.root is not None, document.problems
    return document.root


def plain(value: Json) -> Any:
    if isinstance(value.it, list):
        return [plain(one) for one in value.it]
    if isinstance(value.it, Members):
        return {name: plain(one) for name, one in value.it.items()}
    return value.it


def without_halves(value: Any) -> Any:
    """Half a surrogate pair is no character; Terraform reads it as U+FFFD, too."""
    if isinstance(value, str):
        return re.sub("[\ud800-\udfff]", "\ufffd", value)
    if isinstance(value, list):
        return [without_halves(one) for one in value]
    if isinstance(value, dict):
        return {without_halves(name): without_halves(one) for name, one in value.items()}
    return value


def refuse(word: str) -> Any:
    raise ValueError(word)


def every_value(value: Json) -> list[Json]:
    found = [value]
    for one in value.it if isinstance(value.it, list) else []:
        found += every_value(one)
    for one in value.it.values() if isinstance(value.it, Members) else []:
        found += every_value(one)
    return found


@given(st.lists(st.sampled_from(SPLINTERS), max_size=12).map("".join) | st.text(max_size=20))
def test_any_text_is_read_or_refused_as_python_does(text: str) -> None:
    document = read(text)
    try:
        expected = json.loads(text, parse_float=Decimal, parse_constant=refuse)
    except ValueError:
        assert document.root is None
        assert document.problems
    else:
        assert document.root is not None, document.problems
        assert plain(document.root) == without_halves(expected)
    for problem in document.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
        assert not problem.message.endswith(".")


@given(values, st.sampled_from([None, 2]))
def test_every_value_stands_where_it_says(value: Any, indent: int | None) -> None:
    text = json.dumps(value, indent=indent)
    for one in every_value(root(text)):
        assert 0 <= one.start < one.end <= len(text)
        again = json.loads(one.span.text, parse_float=Decimal)
        assert plain(one) == without_halves(again)
        if isinstance(one.it, str):
            assert "".join(piece for _, piece, _ in one.pieces()) == one.it
            assert all(span.text == piece for span, piece, verbatim in one.pieces() if verbatim)


def test_numbers_are_exact_and_keys_have_places() -> None:
    found = root('{"big": 9223372036854775807, "half": 1.5, "short": 1e5}')
    assert plain(found) == {"big": 9223372036854775807, "half": Decimal("1.5"), "short": 100000}
    assert isinstance(found.it, Members)
    assert type(found.it["big"].it) is int
    assert found.key_span("half").text == '"half"'
    assert found.it["short"].span.text == "1e5"


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("", 1, 1, "there is no value in this file"),
        ('{"a": 1', 1, 1, '"{" is never closed'),
        ('{"a": "b', 1, 7, "this string is never closed"),
        ('{"a": "b\n"}', 1, 7, "this string does not end on its line"),
        ('{"a" 1}', 1, 2, 'after a key, ":" and its value are expected'),
        ('[1,\n 2,]', 2, 4, "the comma before this bracket is one too many"),
        ('["\\x"]', 1, 3, "this is no escape that JSON knows"),
        ("[NaN]", 1, 2, "NaN is no JSON number"),
        ("[-Infinity]", 1, 2, "-Infinity is no JSON number"),
        ("{'a': 1}", 1, 2, "JSON quotes with \", not with '"),
        ("[1] // done", 1, 5, "JSON has no comments"),
        ("[True]", 1, 2, "True is no JSON, true is"),
        ("[01]", 1, 2, "this is no JSON number"),
        ("{} {}", 1, 4, "the file goes on after its value"),
        ("[1 2]", 1, 4, "a comma or the closing bracket is expected here"),
        ("[1e99999999999999999999]", 1, 2, "this number is larger than any that is used"),
    ],
)  # fmt: skip
def test_what_is_no_json_is_told_with_its_place(
    text: str, line: int, column: int, message: str
) -> None:
    document = read(text)
    assert document.root is None
    (problem,) = document.problems
    assert (problem.span.line, problem.span.column) == (line, column)
    assert problem.message.startswith(message)


def test_a_key_written_twice_is_noted_and_the_last_one_counts() -> None:
    document = read('{"a": 1,\n "a": 2}')
    assert document.root is not None
    assert plain(document.root) == {"a": 2}
    assert not document.problems
    assert document.root.file.repeated == {(10, 13): "a"}


def test_depth_is_bounded() -> None:
    assert read("[" * MOST_NESTED + "]" * MOST_NESTED).root is not None
    assert "nested deeper" in read("[" * 100_000).problems[0].message


def test_a_number_of_many_digits_takes_no_time() -> None:
    assert isinstance(root("9" * 100_000).it, Decimal)
