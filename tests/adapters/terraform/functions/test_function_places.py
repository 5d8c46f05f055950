"""Where the results of functions are written: what a finding about them points at."""

from __future__ import annotations

import pytest

from mskguard.value import Choice, Origin
from tests.adapters.terraform.functions.reading import places_of, plain, source_of, value_of


@pytest.mark.parametrize(
    ("expression", "places"),
    [
        ('concat(["a"], ["b", "c"])', ['"a"', '"b"', '"c"']),
        ('slice(["a", "b", "c"], 1, 3)', ['"b"', '"c"']),
        ('flatten([["a", ["b"]], "c"])', ['"a"', '"b"', '"c"']),
        ('compact(["a", "", "b"])', ['"a"', '"b"']),
        ('distinct(["a", "b", "a"])', ['"a"', '"b"']),
        ('sort(["b", "a"])', ['"a"', '"b"']),
        ('reverse(["a", "b"])', ['"b"', '"a"']),
        ('toset(["b", "a"])', ['"a"', '"b"']),
        ("tolist([1, 2])", ["1", "2"]),
        ('tolist([1, "a"])', ["1", '"a"']),
        ('setunion(["b"], ["a"])', ['"a"', '"b"']),
        ('setintersection(["b", "a"], ["a"])', ['"a"']),
        ('setsubtract(["b", "a"], ["a"])', ['"b"']),
        ("values({ b = 1, a = 2 })", ["2", "1"]),
        ("keys({ b = 1, a = 2 })", ["a", "b"]),
        ("merge({ a = 1 }, { b = 2 })", ["1", "2"]),
        ("merge({ a = 1 }, { a = 2 })", ["2"]),
        ('zipmap(["a"], [1])', ["1"]),
        ('matchkeys(["x", "y"], [1, 2], [2])', ['"y"']),
        ('transpose({ a = ["x"] }).x', ["a"]),
        ('element(chunklist(["a", "b"], 1), 1)', ['"b"']),
        ('setproduct(["a"], [1])[0]', ['"a"', "1"]),
        ('split(",", "a,bc,")', ["a", "bc", ""]),
        ('regex("(b+)-(c+)", "abb-cc")', ["bb", "cc"]),
        ('regex("(?P<x>b+)", "abb")', ["bb"]),
        ('regexall("[a-z]", "a1b")', ["a", "b"]),
        ('jsondecode("{\\"a\\": [1, 22]}").a', ["1", "22"]),
        ("yamldecode(\"[ab, 'c', 5]\")", ["ab", "'c'", "5"]),
        ('csvdecode("a,b\\n12,34")[0]', ["12", "34"]),
        ("nonsensitive([7])", ["7"]),
        ("list(7, 8)", ["7", "8"]),
        ('map("a", 7)', ["7"]),
    ],
)
def test_elements_stand_where_they_are_written(expression: str, places: list[str]) -> None:
    assert places_of(value_of(expression)) == places


@pytest.mark.parametrize(
    ("expression", "place"),
    [
        ('coalesce("", null, "x")', '"x"'),
        ('coalescelist([], ["x"])', '["x"]'),
        ('lookup({ a = "x" }, "a", "z")', '"x"'),
        ('lookup({ a = "x" }, "b", "z")', '"z"'),
        ('element(["a", "b"], 3)', '"b"'),
        ('one(["a"])', '"a"'),
        ("min(3, 1, 2)", "1"),
        ("max(3, 1, 2)", "3"),
        ('tostring("a")', '"a"'),
        ("tostring(5)", "5"),
        ('tobool("true")', '"true"'),
        ("nonsensitive(5)", "5"),
        ('jsondecode("[{\\"a\\": true}]")[0].a', "true"),
    ],
)
def test_a_value_handed_on_keeps_its_place(expression: str, place: str) -> None:
    assert value_of(expression).span.text == place


@pytest.mark.parametrize(
    ("expression", "part", "source"),
    [
        ('join(",", ["ab", "cd"])', "cd", "cd"),
        ('join(", ", ["ab", 7])', "7", "7"),
        ('join(" and ", ["ab", "cd"])', "and", "and"),
        ('format("x=%s;", "abc")', "bc", "bc"),
        ('format("x=%s;", "abc")', "x=", "x="),
        ('format("x=%s;y", "abc")', ";y", ";y"),
        ('format("%d!", 42)', "42", "42"),
        ('format("100%% %v", "a")', "0% a", '0%% %v", "a'),
        ('formatlist("x=%s", ["ab", "cd"])[1]', "cd", "cd"),
        ('trimspace("  ab cd ")', "cd", "cd"),
        ('trim("--ab--", "-")', "ab", "ab"),
        ('trimprefix("pre-ab", "pre-")', "ab", "ab"),
        ('trimsuffix("ab-end", "-end")', "ab", "ab"),
        ('chomp("ab\\n")', "ab", "ab"),
        ('substr("abcdef", 2, 3)', "de", "de"),
        ('indent(2, "ab\\ncd")', "cd", "cd"),
        ('replace("ab-cd", "-", "+")', "cd", "cd"),
        ('replace("ab-cd", "-", "+")', "+", "+"),
        ('replace("ab-cd", "/-(c)/", "+$1")', "c", "c"),
        ('replace("ab-cd", "/-(c)/", "+$1")', "+", "+"),
        ('upper("abc")', "ABC", "abc"),
        ('title("abc")', "Abc", "abc"),
        ('split(",", "ab,cd")[1]', "d", "d"),
        ('regex("c.", "ab cd")', "d", "d"),
        ('jsonencode({ a = "xyz" })', "yz", "yz"),
        ('jsonencode({ akey = "xyz" })', "key", "key"),
        ("jsonencode([true, 12])", "12", "12"),
        ('jsondecode("[\\"abc\\"]")[0]', "bc", "bc"),
        ('jsondecode(jsonencode({ a = "xyz" })).a', "yz", "yz"),
        ('yamldecode("a: xyz").a', "yz", "yz"),
    ],
)
def test_a_texts_characters_keep_their_sources(expression: str, part: str, source: str) -> None:
    assert source_of(value_of(expression), part) == source


def test_upper_maps_each_piece_and_is_verbatim_only_where_nothing_changed() -> None:
    value = value_of('upper(join("", ["ab", "CD"]))')
    assert [(one.span.text, one.text, one.verbatim) for one in value.text.pieces] == [
        ("ab", "AB", False),
        ("CD", "CD", True),
    ]


def test_lines_of_a_heredoc_keep_their_places_through_functions() -> None:
    value = value_of('it = trimspace(replace(<<-EOT\n  auto=1\n  log=2\n  EOT\n  , "=", " = "))\n')
    assert value.it == "auto = 1\nlog = 2"
    assert source_of(value, "log") == "log"
    start = value.text.joined.index("log")
    assert value.text.span_of(start, start + 3).line == 3


def test_keys_keep_their_places_through_merge_and_zipmap() -> None:
    merged = value_of('merge({ ab = 1 }, zipmap(["cd"], [2]), tomap({ "ef" = 3 }))')
    assert {name: span.text for name, span in merged.it.keys_at.items()} == {
        "ab": "ab",
        "cd": "cd",
        "ef": "ef",
    }


def test_keys_of_decoded_text_stand_in_it() -> None:
    value = value_of('jsondecode("{\\"ab\\": 1}")')
    assert value.it.keys_at["ab"].text == "ab"


def test_a_result_tells_what_it_came_through() -> None:
    value = value_of('a = { b = "x" }\nit = upper(a.b)\n')
    assert value.origin is Origin.RESOLVED
    assert [hop.span.text for hop in value.via] == ["a.b", '"x"']


def test_a_result_of_literals_is_written() -> None:
    assert value_of('upper("a")').origin is Origin.WRITTEN


def test_elements_that_differ_by_a_condition_are_moved_as_they_are() -> None:
    value = value_of('concat(["a"], [flag ? "b" : "c"])')
    assert isinstance(value.it[1], Choice)
    assert plain(value) == ["a", {"flag": ("b", "c")}]
