"""What functions conclude where something is unknown, or differs by a condition."""

from __future__ import annotations

from typing import Any

import pytest

from mskguard.adapters.terraform.functions.table import TABLE
from mskguard.adapters.terraform.values import Failure
from mskguard.value import Known, Unknown
from tests.adapters.terraform.functions.reading import plain, value_of

MYSTERY = "? mystery has no value"


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("name", sorted(TABLE))
def test_unknown_arguments_never_give_a_known_value(name: str, count: int) -> None:
    value = value_of(f"{name}({', '.join(['mystery'] * count)})")
    known_anyway = {"list", "map"}
    assert isinstance(value, Unknown) or name in known_anyway, value


@pytest.mark.parametrize("name", sorted(TABLE))
def test_a_failed_argument_fails_the_call(name: str) -> None:
    value = value_of(f"{name}([][5])")
    assert isinstance(value, Failure) or name in {"list"}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("length([mystery, 1])", 2),
        ("length({ a = mystery })", 1),
        ("length(toset([mystery]))", 1),
        ("length(toset([mystery, 1]))", MYSTERY),
        ("length(mystery)", MYSTERY),
        ('length("a${mystery}")', MYSTERY),
        ("concat([1], [mystery])", [1, MYSTERY]),
        ("concat([1], mystery)", MYSTERY),
        ('join(",", ["a", mystery, "b"])', "? a,…,b"),
        ('join(mystery, ["a", "b"])', "? a…b"),
        ('join(",", mystery)', MYSTERY),
        ('format("a-%s-b", mystery)', "? a-…-b"),
        ('format("a-%s-b", "x${mystery}")', "? a-x…-b"),
        ('format("%05d", mystery)', "? …"),
        ("format(mystery, 1)", MYSTERY),
        ('format("%v", [mystery])', "? […]"),
        ('formatlist("%s-x", ["a", mystery])', ["a-x", "? …-x"]),
        ('formatlist("%s-x", mystery)', MYSTERY),
        ('formatlist("%s-%s", mystery, ["a", "b"])', MYSTERY),
        ('coalesce("a", mystery)', "a"),
        ('coalesce("", mystery, "b")', MYSTERY),
        ('coalesce("x-${mystery}", "b")', "? x-…"),
        ('coalesce("${mystery}${secret}", "b")', MYSTERY),
        ('coalescelist([], mystery, ["b"])', MYSTERY),
        ('coalescelist(["a"], mystery)', ["a"]),
        ('lookup({ a = 1, b = mystery }, "a", 0)', 1),
        ('lookup({ a = 1, b = mystery }, "b", 0)', MYSTERY),
        ('lookup({ a = 1 }, "b", mystery)', MYSTERY),
        ("lookup({ a = 1 }, mystery, 0)", MYSTERY),
        ('lookup(mystery, "a", 0)', MYSTERY),
        ("merge({ a = 1 }, { b = mystery })", {"a": 1, "b": MYSTERY}),
        ("merge({ a = 1 }, mystery)", MYSTERY),
        ("keys({ a = mystery })", ["a"]),
        ("values({ a = mystery })", [MYSTERY]),
        ('contains(["a", mystery], "a")', True),
        ('contains(["a", mystery], "b")', MYSTERY),
        ('contains(["a"], mystery)', MYSTERY),
        ("contains([secret, mystery], mystery)", True),
        ('contains([], "a")', False),
        ('index(["a", mystery], "a")', 0),
        ('index([mystery, "a"], "a")', MYSTERY),
        ("element([1, mystery], 0)", 1),
        ("element([1, 2], mystery)", MYSTERY),
        ("slice([1, mystery], 0, 1)", [1]),
        ("reverse([1, mystery])", [MYSTERY, 1]),
        ("flatten([[1], [mystery]])", MYSTERY),
        ('flatten([["a"], ["b${mystery}"]])', ["a", "? b…"]),
        ("flatten([[1], mystery])", MYSTERY),
        ("one([mystery])", MYSTERY),
        ("one(toset([mystery, 1]))", MYSTERY),
        ('compact(["a", mystery])', MYSTERY),
        ('sort(["a", mystery])', MYSTERY),
        ('distinct(["a", mystery])', MYSTERY),
        ('distinct([["a"], [mystery]])', MYSTERY),
        ('toset(["b", mystery, "a"])', ["a", "b", MYSTERY]),
        ("toset([mystery, mystery])", [MYSTERY]),
        ('tolist(["a", mystery])', ["a", MYSTERY]),
        ("tomap({ a = mystery })", {"a": MYSTERY}),
        ("tostring(mystery)", MYSTERY),
        ('tostring("a${mystery}")', "? a…"),
        ("nonsensitive(mystery)", MYSTERY),
        ('setunion(["a"], [mystery])', ["a", MYSTERY]),
        ('setintersection(["a"], [mystery])', MYSTERY),
        ('setsubtract(["a"], [mystery])', MYSTERY),
        ('setproduct(["a"], [mystery])', [["a", MYSTERY]]),
        ('zipmap(["a"], [mystery])', {"a": MYSTERY}),
        ("zipmap([mystery], [1])", MYSTERY),
        ("transpose({ a = [mystery] })", MYSTERY),
        ("chunklist([1, mystery], 1)", [[1], [MYSTERY]]),
        ('matchkeys([mystery, 2], ["a", "b"], ["a"])', [MYSTERY]),
        ('matchkeys([1], [mystery], ["a"])', MYSTERY),
        ("alltrue([true, mystery])", MYSTERY),
        ("alltrue([false, mystery])", False),
        ("anytrue([true, mystery])", True),
        ("anytrue([false, mystery])", MYSTERY),
        ("sum([1, mystery])", MYSTERY),
        ("min(1, mystery)", MYSTERY),
        ("range(mystery)", MYSTERY),
        ('upper("ab${mystery}")', "? AB…"),
        ('lower("AB${mystery}")', "? ab…"),
        ('trimspace("  ab${mystery}cd ")', "? ab…cd"),
        ('trimspace("${mystery} ")', MYSTERY),
        ('trimspace(" ${mystery}x")', MYSTERY),
        ('trimprefix("ab-${mystery}", "ab-")', "? …"),
        ('trimprefix("ab-${mystery}", "cd")', "? ab-…"),
        ('trimprefix("${mystery}-ab", "cd")', MYSTERY),
        ('trimsuffix("${mystery}-ab", "-ab")', "? …"),
        ('trimsuffix("${mystery}-ab", "x-ab")', MYSTERY),
        ('chomp("${mystery}a\\n")', "? …a"),
        ('substr("abcd${mystery}", 0, 2)', "ab"),
        ('substr("ab${mystery}", 0, 3)', MYSTERY),
        ('startswith("arn:aws:${mystery}", "arn:")', True),
        ('startswith("arn:aws:${mystery}", "x")', False),
        ('startswith("arn:${mystery}", "arn:aws")', MYSTERY),
        ('startswith(mystery, "")', True),
        ('endswith("${mystery}.com", ".com")', True),
        ('endswith("${mystery}.com", ".org")', False),
        ('strcontains("a-${mystery}", "-")', True),
        ('strcontains("a-${mystery}", "b")', MYSTERY),
        ('split(",", "a,${mystery}")', MYSTERY),
        ('replace("a${mystery}", "a", "b")', MYSTERY),
        ('regex("a", "a${mystery}")', MYSTERY),
        ('jsonencode({ a = mystery, b = "x${mystery}" })', '? {"a":…,"b":"x…"}'),
        ('jsonencode(toset(["a", mystery]))', "? …"),
        ("jsondecode(mystery)", MYSTERY),
        ("yamlencode({ a = mystery })", MYSTERY),
        ('cidrsubnet("10.0.0.0/8", 8, mystery)', MYSTERY),
        ("list(1, mystery)", [1, MYSTERY]),
        ("map(mystery, 1)", MYSTERY),
    ],
)
def test_what_is_known_in_part_is_concluded_from(expression: str, expected: Any) -> None:
    assert plain(value_of(expression)) == expected


@pytest.mark.parametrize(
    ("expression", "yes", "no"),
    [
        ('join(",", ["a", flag ? "b" : "c"])', "a,b", "a,c"),
        ('format("x-%s", flag ? "b" : "c")', "x-b", "x-c"),
        ('format("%v", [flag ? 1 : 2])', "[1]", "[2]"),
        ('formatlist("x-%s", [flag ? "b" : "c"])[0]', "x-b", "x-c"),
        ('contains(["a", flag ? "b" : "c"], "b")', True, False),
        ('index(["a", flag ? "b" : "c", "b"], "b")', 1, 2),
        ('compact(["a", flag ? "b" : ""])', ["a", "b"], ["a"]),
        ('sort(["b", flag ? "a" : "c"])', ["a", "b"], ["b", "c"]),
        ('distinct(["a", flag ? "a" : "b"])', ["a"], ["a", "b"]),
        ('toset(["b", flag ? "a" : "b"])', ["a", "b"], ["b"]),
        ('length(toset(["b", flag ? "a" : "b"]))', 2, 1),
        ('length(flag ? ["a"] : [])', 1, 0),
        ("sum([1, flag ? 2 : 3])", 3, 4),
        ("flatten([1, flag ? [2, 3] : []])", [1, 2, 3], [1]),
        ('jsonencode({ a = flag ? "x" : "y" })', '{"a":"x"}', '{"a":"y"}'),
        ('yamlencode([flag ? "x" : "y"])', '- "x"\n', '- "y"\n'),
        ("alltrue([true, flag ? true : false])", True, False),
        ('setsubtract(["a", "b"], [flag ? "a" : "b"])', ["b"], ["a"]),
        ('zipmap([flag ? "a" : "b"], [1])', {"a": 1}, {"b": 1}),
        ('transpose({ x = [flag ? "a" : "b"] })', {"a": ["x"]}, {"b": ["x"]}),
        ("merge(flag ? { a = 1 } : {}, { b = 2 })", {"a": 1, "b": 2}, {"b": 2}),
        ('map(flag ? "a" : "b", 1)', {"a": 1}, {"b": 1}),
        ('sort([flag ? "a" : ["b"]])', ["a"], "refused"),
        ('one(flag ? ["a"] : ["a", "b"])', "a", "refused"),
    ],
)
def test_elements_that_differ_by_a_condition_give_results_that_do(
    expression: str, yes: Any, no: Any
) -> None:
    assert plain(value_of(expression)) == {"flag": (yes, no)}


def test_one_condition_in_several_elements_is_decided_once() -> None:
    value = value_of('join("", [flag ? "a" : "b", flag ? "c" : "d"])')
    assert plain(value) == {"flag": ("ac", "bd")}


def test_an_unknown_result_hangs_on_the_unknown_arguments() -> None:
    value = value_of("max(1, mystery, secret)")
    assert isinstance(value, Unknown)
    assert sorted(str(root) for root in value.roots) == ["mystery", "secret"]


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ('pathexpand("~/x")', "the path depends on the machine that Terraform runs on"),
        ('abspath("x")', "the path depends on the machine that Terraform runs on"),
        ('base64gzip("x")', "function base64gzip: its bytes depend on Terraform's compressor"),
        ('rsadecrypt("x", "y")', "function rsadecrypt: mskguard decrypts nothing"),
        ('issensitive("x")', "function issensitive: what is sensitive is not traced"),
        ("log(0, 2)", "function log: the logarithm is infinite"),
        ("pow(2, 64)", "function pow: the result is too large or too small"),
        ('tonumber("1e999")', "function tonumber: a number is too large or too small"),
        (
            'length("e\u0301")',
            "function length: its text has characters made of several code points",
        ),
        ('regex("\\\\p{Greek}", "a")', "function regex: the pattern names a script"),
        ('cidrsubnet("10.0.0.0/8", 4, -1)', "function cidrsubnet: a number is negative"),
        ('cidrhost("::ffff:a00:0/104", 1)', "function cidrhost: its range maps IPv4 addresses"),
        (
            'textencodebase64("a", "koi8-r")',
            "function textencodebase64: this encoding is not known to mskguard",
        ),
        (
            'yamldecode("2020-01-01T00:00:00Z")',
            "function yamldecode: the text has a time of day",
        ),
        (
            'timeadd("2020-01-01T5:00:00Z", "1h")',
            "function timeadd: its timestamp is written in a special way",
        ),
        ('uuidv5("x", "y")', "function uuidv5: its namespace is no plain UUID"),
    ],
)
def test_what_is_beyond_mskguard_is_unknown_and_says_why(expression: str, why: str) -> None:
    value = value_of(expression)
    assert isinstance(value, Unknown)
    assert not isinstance(value, Failure)
    assert value.why == why


def test_sensitive_values_are_handed_on() -> None:
    value = value_of('sensitive("x")')
    assert isinstance(value, Known)
    assert value.span.text == '"x"'
