"""What fixes write: literals, a new argument where a person would put it, an argument less."""

from __future__ import annotations

import shutil
import subprocess
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mskguard.source import SourceFile, TextEdit
from mskguard.syntax.hcl import ast
from mskguard.syntax.hcl.parse import parse, parse_expression
from mskguard.syntax.hcl.write import insert_argument, spell


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("TLS", '"TLS"'),
        ('a"b\\c', r'"a\"b\\c"'),
        ("a\nb\tc\rd", r'"a\nb\tc\rd"'),
        ("${x} %{y} $ % $${z}", '"$${x} %%{y} $ % $$${z}"'),
        ("\x07é", r'"\u0007é"'),
        (True, "true"),
        (False, "false"),
        (-3, "-3"),
        (Decimal("0.50"), "0.50"),
    ],
)
def test_a_value_is_spelled(value: str | int | bool | Decimal, text: str) -> None:
    assert spell(value) == text


def _read(text: str) -> ast.Expression:
    expression = parse_expression(SourceFile("x", text), 0, len(text))
    assert expression is not None
    return expression


@given(st.text(st.characters(codec="utf-8")))
def test_a_spelled_text_reads_as_itself(value: str) -> None:
    template = _read(spell(value))
    assert isinstance(template, ast.Template)
    assert template.literal == value


@given(st.integers(0) | st.decimals(0, allow_nan=False, allow_infinity=False) | st.booleans())
def test_a_spelled_number_reads_as_itself(value: int | Decimal | bool) -> None:
    literal = _read(spell(value))
    assert isinstance(literal, ast.Literal)
    assert literal.it == value


def _applied(edit: TextEdit) -> str:
    text = edit.span.file.text
    return text[: edit.span.start] + edit.text + text[edit.span.end :]


def _block(text: str, *path: str) -> tuple[SourceFile, ast.Block]:
    source = SourceFile("main.tf", text)
    body = parse(source).body
    for kind in path:
        (block,) = body.blocks_of(kind)
        body = block.body
    return source, block


# Before, the path within block `a`, after.
INSERTIONS = [
    ("a {}\n", ("n",), "a {\n  n = 1\n}\n"),
    ("a { }\n", ("n",), "a {\n  n = 1\n}\n"),
    ("a {\n}\n", ("n",), "a {\n  n = 1\n}\n"),
    ("a {\n\n}\n", ("n",), "a {\n  n = 1\n\n}\n"),
    ("a { x = 1 }\n", ("name",), "a {\n  x    = 1\n  name = 1\n}\n"),
    ("a { longer = 1 }\n", ("n",), "a {\n  longer = 1\n  n      = 1\n}\n"),
    ("a { /* c */ }\n", ("n",), "a {\n  /* c */\n  n = 1\n}\n"),
    ("a {}", ("n",), "a {\n  n = 1\n}"),
    ("a {\n  x   = 1\n  yyy = 2\n}\n", ("n",), "a {\n  x   = 1\n  yyy = 2\n  n   = 1\n}\n"),
    ("a {\n  x   = 1\n  yyy = 2\n}", ("nnn",), "a {\n  x   = 1\n  yyy = 2\n  nnn = 1\n}"),
    ("a {\n  x = 1\n}\n", ("name",), "a {\n  x = 1\n  name = 1\n}\n"),
    ("a {\n  x = 1 # c\n}\n", ("n",), "a {\n  x = 1 # c\n  n = 1\n}\n"),
    ("a {\n  x = 1 /* c\n  */\n}\n", ("n",), "a {\n  x = 1 /* c\n  */\n  n = 1\n}\n"),
    ("a {\n  x = [\n    1\n  ]\n}\n", ("n",), "a {\n  x = [\n    1\n  ]\n  n = 1\n}\n"),
    ("a {\n  xx = <<E\n}\nE\n}\n", ("n",), "a {\n  xx = <<E\n}\nE\n  n  = 1\n}\n"),
    (
        "a {\n  x = 1\n\n  b {\n    y = 1\n  }\n}\n",
        ("n",),
        "a {\n  x = 1\n  n = 1\n\n  b {\n    y = 1\n  }\n}\n",
    ),
    (
        "a {\n  b {\n    y = 1\n  }\n\n  xx = 1\n}\n",
        ("n",),
        "a {\n  b {\n    y = 1\n  }\n\n  xx = 1\n  n  = 1\n}\n",
    ),
    ("a { # c\n  b {\n  }\n}\n", ("n",), "a { # c\n  n = 1\n\n  b {\n  }\n}\n"),
    ("a {\n\n  b {\n  }\n}\n", ("n",), "a {\n  n = 1\n\n  b {\n  }\n}\n"),
    ("a {\n    x = 1\n}\n", ("n",), "a {\n    x = 1\n    n = 1\n}\n"),
    ("a {\n\tx = 1\n}\n", ("b", "n"), "a {\n\tx = 1\n\n\tb {\n\t\tn = 1\n\t}\n}\n"),
    ("a {}\n", ("b", "c", "n"), "a {\n  b {\n    c {\n      n = 1\n    }\n  }\n}\n"),
    ("a {\n}\n", ("b", "n"), "a {\n  b {\n    n = 1\n  }\n}\n"),
    ("a { x = 1 }\n", ("b", "n"), "a {\n  x = 1\n\n  b {\n    n = 1\n  }\n}\n"),
    ("a {\n  x = 1\n}\n", ("b", "n"), "a {\n  x = 1\n\n  b {\n    n = 1\n  }\n}\n"),
    ("a {\n  x = 1\n\n}\n", ("b", "n"), "a {\n  x = 1\n\n  b {\n    n = 1\n  }\n}\n"),
    ("a {\n  # c\n}\n", ("b", "n"), "a {\n  # c\n\n  b {\n    n = 1\n  }\n}\n"),
    ("a {\n  /* c */ }\n", ("b", "n"), "a {\n  /* c */ \n  b {\n    n = 1\n  }\n}\n"),
]


@pytest.mark.parametrize(("before", "path", "after"), INSERTIONS)
@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_an_argument_is_put_where_a_person_would(
    before: str, path: tuple[str, ...], after: str, line_break: str
) -> None:
    if "\n" not in before:
        line_break = "\n"  # a file without a line break shows none to follow
    before = before.replace("\n", line_break)
    source, block = _block(before, "a")
    result = _applied(insert_argument(source, block, path, "1"))
    assert result == after.replace("\n", line_break)
    assert parse(SourceFile("main.tf", result)).problems == ()


def test_a_nested_block_keeps_the_indentation_of_its_own() -> None:
    source, block = _block("r {\n  a {\n    x = 1\n  }\n}\n", "r", "a")
    result = _applied(insert_argument(source, block, ("b", "n"), "1"))
    assert result == "r {\n  a {\n    x = 1\n\n    b {\n      n = 1\n    }\n  }\n}\n"


def test_a_one_line_block_within_another_is_spread_at_its_own_depth() -> None:
    source, block = _block("r {\n  a { x = 1 }\n}\n", "r", "a")
    result = _applied(insert_argument(source, block, ("n",), "1"))
    assert result == "r {\n  a {\n    x = 1\n    n = 1\n  }\n}\n"


def _is_aligned(text: str) -> bool:
    return "  x = 1\n  name = 1" not in text


@pytest.mark.skipif(shutil.which("terraform") is None, reason="terraform is not installed")
def test_terraform_fmt_leaves_insertions_as_they_are() -> None:
    kept = [
        (before, after)
        for before, _, after in INSERTIONS
        if after.endswith("\n") and "/*" not in before and "\t" not in before
    ]
    formatted = [(before, after) for before, after in kept if _fmt(before) == before]
    assert len(formatted) > 12
    for _, after in formatted:
        assert _fmt(after) == after or not _is_aligned(after)


def _fmt(text: str) -> str:
    run = subprocess.run(
        ["terraform", "fmt", "-"], input=text.encode(), capture_output=True, check=True
    )
    return run.stdout.decode()
