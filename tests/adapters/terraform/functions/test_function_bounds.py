"""Functions on hostile arguments: never long, never large, never an exception."""

from __future__ import annotations

import time
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mskguard.adapters.terraform.functions.table import TABLE
from mskguard.adapters.terraform.values import Failure
from mskguard.value import Choice, Known, Unknown, Value
from tests.adapters.terraform.functions.reading import plain, value_of

DOUBLINGS = "".join(f"a{n + 1} = [a{n}, a{n}]\n" for n in range(40))
SHARED = f'a0 = ["x"]\n{DOUBLINGS}'
DEEP = "".join(f"a{n + 1} = [a{n}]\n" for n in range(400))
NESTED = f'a0 = ["x"]\n{DEEP}'
A_HANG = 60
"""Seconds: whoever takes them takes time out of proportion, on the slowest of machines too."""

LONG = 'a = "' + "a" * 15_000 + '!"\n'
LETTERS = f'a = [for x in range(1000) : "{"y" * 1000}"]\nb = join("", a)\n'
CROWD = "a = range(1000)\nb = concat(a, a, a, a, a, a, a, a, a, a)\nc = concat(b, b, b, b, b)\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{SHARED}it = flatten(a40)\n",
        f"{SHARED}it = jsonencode(a40)\n",
        f"{SHARED}it = yamlencode(a40)\n",
        f"{SHARED}it = distinct([a40, a39])\n",
        f"{SHARED}it = contains([a40], a40)\n",
        f"{SHARED}it = index([a40], a39)\n",
        f"{SHARED}it = toset([a40])\n",
        f"{SHARED}it = tolist([a40])\n",
        f"{SHARED}it = coalesce(a40, a39)\n",
        f"{SHARED}it = setproduct(a40, a40)\n",
        f'{SHARED}it = format("%v", a40)\n',
        f"{SHARED}it = matchkeys(a40, a40, a40)\n",
        f"{SHARED}it = transpose({{ a = a40 }})\n",
        f"{NESTED}it = flatten(a400)\n",
        f"{NESTED}it = jsonencode(a400)\n",
        f"{NESTED}it = yamlencode(a400)\n",
        f"{NESTED}it = distinct(a400)\n",
        f"{NESTED}it = contains(a400, a399)\n",
        f"{CROWD}it = setproduct(b, b)\n",
        f"{CROWD}it = concat(c, c, c)\n",
        f"{LETTERS}it = join(b, [1, 2, 3, 4, 5, 6, 7])\n",
        f'{LETTERS}it = replace(b, "y", "yyyyyyyyyy")\n',
        f'{LETTERS}it = replace(b, "", "yyyy")\n',
        f'{LETTERS}it = replace(b, "/y/", "yyyyyyyyyy")\n',
        f'{LETTERS}it = split("", b)\n',
        f'{LETTERS}it = regexall("y", b)\n',
        f'{LETTERS}it = format("%s%s%s%s%s", b, b, b, b, b)\n',
        f"{LETTERS}it = formatlist(b, [])\nit2 = upper(jsonencode([b, b, b, b, b]))\n",
        f'{LONG}it = regex("(a*)*(a*)*(a*)*$", a)\n',
        'it = indent(1000000000, "a\\nb")\n',
        'it = format("%1000000000d", 1)\n',
        'it = format("%.1000000000f", 1)\n',
        'it = parseint("' + "9" * 5000 + '", 10)\n',
        'it = jsondecode("' + "[" * 5000 + '")\n',
        'it = jsondecode("1' + "0" * 5000 + '")\n',
        'it = yamldecode("' + "[" * 500 + '")\n',
        'it = regex("' + "(" * 500 + ")" * 500 + '", "a")\n',
        'it = regex("((a{100}){100}){100}", "a")\n',
        "it = pow(10, 5000)\n",
        'it = tonumber("1e1000000000")\n',
        'it = sum(["1e300", "1e-300", "1e1000000"])\n',
        'it = timeadd("9999-12-31T23:59:59Z", "1h")\n',
    ],
)
def test_what_grows_beyond_bounds_is_unknown(text: str) -> None:
    began = time.process_time()
    value = value_of(text)
    assert time.process_time() - began < A_HANG
    assert isinstance(value, Unknown)
    assert not isinstance(value, Failure), value.why


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("range(1000000000)", "refused"),
        ("range(0, 1, 0.0000000001)", "refused"),
        (f'{LONG}it = length(regexall("(a+)+$", a))\n', 0),
        (f'{LONG}it = can(regex("^(a|aa)+$", a))\n', False),
        (f'{LONG}it = length(replace(a, "/(a|b|ab)*c/", ""))\n', 15_001),
        (f"{CROWD}it = length(distinct(c))\n", 1000),
        (f"{CROWD}it = length(toset(c))\n", 1000),
        (f"{CROWD}it = contains(c, 5000)\n", False),
        (f'{CROWD}it = length(join(",", c))\n', 194_499),
        (
            f'{LETTERS}it = length(split("y", b))\n',
            "? function split: it has more than 100000 elements",
        ),
    ],
)
def test_what_stays_within_bounds_is_computed_in_time(text: str, expected: object) -> None:
    began = time.process_time()
    value = value_of(text)
    assert time.process_time() - began < A_HANG
    assert plain(value) == expected


def test_many_conditions_at_once_are_unknown() -> None:
    text = "".join(f"c{n} = mystery == {n}\n" for n in range(12))
    value = value_of(text + f'it = join("", [{", ".join(f"c{n}" for n in range(12))}])\n')
    assert isinstance(value, Unknown | Choice)


ODD = [
    "null",
    "true",
    "-1",
    "1.5",
    '""',
    '"a%sb"',
    '"/(/"',
    "[]",
    '["a", null, 1, [true]]',
    "{}",
    "{ a = null, b = [1] }",
    'toset(["a", "b"])',
    '"x${mystery}"',
    "[mystery]",
    'flag ? "a" : []',
]


@pytest.mark.parametrize("name", sorted(TABLE))
def test_any_arguments_give_a_value(name: str) -> None:
    for arguments in (*product(ODD, repeat=1), *product(ODD, repeat=2)):
        value = value_of(f"{name}({', '.join(arguments)})")
        assert isinstance(value, Value), arguments
        plain(value)


@pytest.mark.parametrize("name", ["replace", "substr", "lookup", "slice", "cidrsubnet", "range"])
def test_any_three_arguments_give_a_value(name: str) -> None:
    for arguments in product(ODD, repeat=3):
        assert isinstance(value_of(f"{name}({', '.join(arguments)})"), Known | Unknown | Choice)


TEXTS = st.text(alphabet="ab01 \n\t\r:,-.'\"[]{}()|?*+^$%&~!<>#@/\\eEsdvx\u00e9\u0301", max_size=24)


def written(text: str) -> str:
    """The text as a literal of HCL."""
    for char, escape in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        text = text.replace(char, escape)
    return '"' + text.replace("${", "$${").replace("%{", "%%{") + '"'


@pytest.mark.parametrize(
    "call",
    [
        "csvdecode({})",
        "format({}, 1.5)",
        'formatdate({}, "2020-01-02T03:04:05Z")',
        "jsondecode({})",
        "jsonencode({})",
        'regexall({}, "ab01 \\n")',
        'replace("ab01", "/${{a}}/", "$1")',
        'replace("aabb", "a", {})',
        'replace("aabb", "/(a)/", {})',
        "title({})",
        "yamldecode({})",
        "yamlencode({})",
    ],
)
@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_any_text_gives_a_value(call: str, text: str) -> None:
    value = value_of(f"a = {written(text)}\nit = {call.format('a')}\n")
    assert isinstance(value, Known | Unknown)
    plain(value)


@pytest.mark.parametrize(
    "expression",
    [
        'tonumber("hunter2")',
        'jsondecode("hunter2")',
        'index(["hunter2"], "hunter3")',
        'regex("hunter[0-9", "hunter2")',
        'lookup({ hunter2 = 1 }, "hunter3")',
        'cidrhost("hunter2", 1)',
        'formatdate("YYYY", "hunter2")',
        'parseint("hunter2", 10)',
        'format("%d", "hunter2")',
        'base64decode("hunter2")',
        'tobool("hunter2")',
    ],
)
def test_a_refusal_does_not_tell_the_value(expression: str) -> None:
    value = value_of(expression)
    assert isinstance(value, Failure)
    assert "hunter" not in value.why
    assert value.why.startswith("function ")
