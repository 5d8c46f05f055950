"""The tree of every kind of expression, and the text that each of its spans covers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from mskguard.source import SourceFile, Span
from mskguard.syntax.hcl import ast
from mskguard.syntax.hcl.parse import parse, parse_expression


def _expression(text: str) -> Any:
    file = parse(SourceFile("main.tf", f"é = {text}\n"))
    assert file.problems == ()
    return file.body.attributes[0].expression


def _nodes(node: Any) -> Iterator[tuple[str, str]]:
    """Every node before its children: its kind, and the text of its span."""
    if hasattr(node, "span"):
        yield type(node).__name__, node.span.text
    for child in node:
        if isinstance(child, tuple) and not isinstance(child, Span):
            yield from _nodes(child)


# Text, and its nodes in order: kind and text.
TREES: list[tuple[str, list[tuple[str, str]]]] = [
    ("12", [("Literal", "12")]),
    ("true", [("Literal", "true")]),
    ("ünder-score", [("Name", "ünder-score")]),
    ('"añb"', [("Template", '"añb"'), ("TextPart", "añb")]),
    ('""', [("Template", '""')]),
    ('"${x}"', [("Template", '"${x}"'), ("Interpolation", "${x}"), ("Name", "x")]),
    (
        'x.é["k"].0',
        [
            ("Index", 'x.é["k"].0'),
            ("Index", 'x.é["k"]'),
            ("GetAttr", "x.é"),
            ("Name", "x"),
            ("Template", '"k"'),
            ("TextPart", "k"),
            ("Literal", "0"),
        ],
    ),
    (
        "x.*.a.0[1].b",
        [
            ("GetAttr", "x.*.a.0[1].b"),
            ("Index", "x.*.a.0[1]"),
            ("Splat", "x.*.a.0"),
            ("Name", "x"),
            ("Index", ".*.a.0"),
            ("GetAttr", ".*.a"),
            ("Each", ".*"),
            ("Literal", "0"),
            ("Literal", "1"),
        ],
    ),
    (
        "x[*].a[1]",
        [
            ("Splat", "x[*].a[1]"),
            ("Name", "x"),
            ("Index", "[*].a[1]"),
            ("GetAttr", "[*].a"),
            ("Each", "[*]"),
            ("Literal", "1"),
        ],
    ),
    (
        "x[*][*]",
        [
            ("Splat", "x[*][*]"),
            ("Name", "x"),
            ("Splat", "[*][*]"),
            ("Each", "[*]"),
            ("Each", "[*]"),
        ],
    ),
    ("f()", [("Call", "f()")]),
    ("a::b(x...)", [("Call", "a::b(x...)"), ("Name", "x")]),
    ("f(\n x,\n y,\n)", [("Call", "f(\n x,\n y,\n)"), ("Name", "x"), ("Name", "y")]),
    ("-x.y", [("Unary", "-x.y"), ("GetAttr", "x.y"), ("Name", "x")]),
    ("!!x", [("Unary", "!!x"), ("Unary", "!x"), ("Name", "x")]),
    (
        "1 + 2 * 3",
        [
            ("Binary", "1 + 2 * 3"),
            ("Literal", "1"),
            ("Binary", "2 * 3"),
            ("Literal", "2"),
            ("Literal", "3"),
        ],
    ),
    (
        "a || b && c == d < e + f * -g",
        [
            ("Binary", "a || b && c == d < e + f * -g"),
            ("Name", "a"),
            ("Binary", "b && c == d < e + f * -g"),
            ("Name", "b"),
            ("Binary", "c == d < e + f * -g"),
            ("Name", "c"),
            ("Binary", "d < e + f * -g"),
            ("Name", "d"),
            ("Binary", "e + f * -g"),
            ("Name", "e"),
            ("Binary", "f * -g"),
            ("Name", "f"),
            ("Unary", "-g"),
            ("Name", "g"),
        ],
    ),
    (
        "a - b - c",
        [
            ("Binary", "a - b - c"),
            ("Binary", "a - b"),
            ("Name", "a"),
            ("Name", "b"),
            ("Name", "c"),
        ],
    ),
    (
        "a == b ? c : d ? e : f",
        [
            ("Conditional", "a == b ? c : d ? e : f"),
            ("Binary", "a == b"),
            ("Name", "a"),
            ("Name", "b"),
            ("Name", "c"),
            ("Conditional", "d ? e : f"),
            ("Name", "d"),
            ("Name", "e"),
            ("Name", "f"),
        ],
    ),
    ("(\n x\n)", [("Parentheses", "(\n x\n)"), ("Name", "x")]),
    ("(x).y", [("GetAttr", "(x).y"), ("Parentheses", "(x)"), ("Name", "x")]),
    ("[ x, 1, ]", [("Tuple", "[ x, 1, ]"), ("Name", "x"), ("Literal", "1")]),
    (
        "{ a = 1, (b) : c\n d.e = 2 }",
        [
            ("Object", "{ a = 1, (b) : c\n d.e = 2 }"),
            ("Template", "a"),
            ("TextPart", "a"),
            ("Literal", "1"),
            ("Parentheses", "(b)"),
            ("Name", "b"),
            ("Name", "c"),
            ("GetAttr", "d.e"),
            ("Name", "d"),
            ("Literal", "2"),
        ],
    ),
    (
        "{\n a = b\n (c) = d\n}",
        [
            ("Object", "{\n a = b\n (c) = d\n}"),
            ("Template", "a"),
            ("TextPart", "a"),
            ("Name", "b"),
            ("Parentheses", "(c)"),
            ("Name", "c"),
            ("Name", "d"),
        ],
    ),
    (
        "[for v in x : v if y]",
        [("For", "[for v in x : v if y]"), ("Name", "x"), ("Name", "v"), ("Name", "y")],
    ),
    (
        "{\nfor k, v in x : k => v...}",
        [("For", "{\nfor k, v in x : k => v...}"), ("Name", "x"), ("Name", "k"), ("Name", "v")],
    ),
    (
        '"%{ if x }a%{ else }b%{ endif }%{ for k, v in y }c%{ endfor }"',
        [
            ("Template", '"%{ if x }a%{ else }b%{ endif }%{ for k, v in y }c%{ endfor }"'),
            ("IfDirective", "%{ if x }a%{ else }b%{ endif }"),
            ("Name", "x"),
            ("TextPart", "a"),
            ("TextPart", "b"),
            ("ForDirective", "%{ for k, v in y }c%{ endfor }"),
            ("Name", "y"),
            ("TextPart", "c"),
        ],
    ),
    (
        "x /* a\n */ /* b */ + /**/ y # c",
        [("Binary", "x /* a\n */ /* b */ + /**/ y"), ("Name", "x"), ("Name", "y")],
    ),
]


@pytest.mark.parametrize(("text", "nodes"), TREES)
def test_every_node_covers_its_text(text: str, nodes: list[tuple[str, str]]) -> None:
    assert list(_nodes(_expression(text))) == nodes


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("007", 7),
        ("1e5", 100000),
        ("1.50E+2", 150),
        ("1.25", Decimal("1.25")),
        ("0.1e-1", Decimal("0.01")),
        ("9" * 400, int("9" * 400)),
        ("1e99999", Decimal("1e99999")),
    ],
)
def test_a_number_is_exact(text: str, number: int | Decimal) -> None:
    literal = _expression(text)
    assert literal.it == number
    assert type(literal.it) is type(number)


def test_a_number_beyond_all_measure_is_none() -> None:
    (problem,) = parse(SourceFile("x", "a = 1e99999999999999999999\n")).problems
    assert problem.message == '"1e99999999999999999999" is no number'


def test_names_have_places_of_their_own() -> None:
    attribute = _expression("x.yy")
    assert (attribute.name, attribute.name_span.text) == ("yy", "yy")
    call = _expression("a :: b (x)")
    assert (call.name, call.name_span.text) == ("a::b", "a :: b")


def test_a_for_keeps_its_names_and_its_grouping() -> None:
    grouped = _expression("{for k, v in x : k => v... if v}")
    assert (grouped.key, grouped.value, grouped.grouping) == ("k", "v", True)
    assert isinstance(grouped.condition, ast.Name)
    plain = _expression("[for v in x : v]")
    assert (plain.key, plain.value, plain.grouping) == ("", "v", False)
    assert plain.key_result is None
    assert plain.condition is None


def test_splats_know_their_kind() -> None:
    assert _expression("x[*]").full
    assert _expression("x[ * ]").full
    assert not _expression("x.*").full


def test_bare_keys_are_text_even_where_they_are_keywords() -> None:
    keys = [item.key for item in _expression("{true = 1, null = 2, if = 3, a-b = 4}").items]
    assert [key.literal for key in keys] == ["true", "null", "if", "a-b"]


def test_keywords_may_name_arguments_and_attributes() -> None:
    file = parse(SourceFile("x", "for = 1\nnull = x.for.null\nin {\n}\n"))
    assert file.problems == ()
    assert [one.name for one in file.body.attributes] == ["for", "null"]


def _parts(text: str) -> list[tuple[str, str, bool]]:
    template = _expression(text)
    return [(part.text, part.span.text, part.verbatim) for part in template.parts]


def test_text_is_cut_at_escapes() -> None:
    assert _parts(r'"a\n%\u00e9 $${x} %%{"') == [
        ("a", "a", True),
        ("\n", r"\n", False),
        ("%", "%", True),
        ("é", r"\u00e9", False),
        (" ", " ", True),
        ("${", "$${", False),
        ("x} ", "x} ", True),
        ("%{", "%%{", False),
    ]


def test_text_of_a_heredoc_is_cut_at_lines() -> None:
    assert _parts("<<-EOT\n    a\\n\n\n      b $${c}\n    EOT\n") == [
        ("a\\n\n", "a\\n\n", True),
        ("\n", "\n", True),
        ("  b ", "  b ", True),
        ("${", "$${", False),
        ("c}\n", "c}\n", True),
    ]


def test_a_heredoc_reaches_to_the_end_of_its_marker() -> None:
    source = SourceFile("x", "a = <<-EOT\n  b\n  EOT \nc = 1\n")
    first, second = parse(source).body.attributes
    assert isinstance(first.expression, ast.Template)
    assert first.expression.heredoc
    assert first.expression.span.text == "<<-EOT\n  b\n  EOT"
    assert second.span.text == "c = 1"


def test_a_quoted_string_is_no_heredoc() -> None:
    assert not _expression('"a"').heredoc
    assert not _expression('"\\n"').heredoc


def test_stripped_text_shrinks_its_span() -> None:
    template = _expression('"a  ${~ x ~}  b"')
    before, _, after = template.parts
    assert (before.text, before.span.text) == ("a", "a")
    assert (after.text, after.span.text) == ("b", "b")


def test_text_that_is_stripped_away_leaves_an_empty_part() -> None:
    before, _, after = _expression('" ${~ x ~} "').parts
    assert (before.text, before.span.text, after.text, after.span.text) == ("", "", "", "")


def test_a_literal_is_all_text() -> None:
    assert _expression(r'"a\tb"').literal == "a\tb"
    assert _expression('"a${b}"').literal is None
    assert _expression('""').literal == ""


BLOCK = 'resource "aws_x" é-2 { # here\n\n  a = 1\n  b {\n    c = 2\n  }\n  d = 3\n}\n'


def test_a_block_has_its_places() -> None:
    (block,) = parse(SourceFile("x", BLOCK)).body.blocks
    assert (block.type, block.labels) == ("resource", ("aws_x", "é-2"))
    assert block.span.text == BLOCK.rstrip("\n")
    assert block.header.text == 'resource "aws_x" é-2 {'
    assert block.body.span.text == BLOCK[BLOCK.index(" # here") : -2]
    assert [one.span.text for one in block.body.attributes] == ["a = 1", "d = 3"]
    assert block.body.attributes[1].name_span.text == "d"
    assert [one.header.text for one in block.body.blocks] == ["b {"]


def test_labels_are_unescaped() -> None:
    (block,) = parse(SourceFile("x", 'a "b\\"c" "$${d}" {}\n')).body.blocks
    assert block.labels == ('b"c', "${d}")


def test_carriage_returns_do_not_matter() -> None:
    file = parse(SourceFile("x", BLOCK.replace("\n", "\r\n")))
    assert file.problems == ()
    (block,) = file.body.blocks
    assert [one.span.text for one in block.body.attributes] == ["a = 1", "d = 3"]


def test_a_byte_order_mark_does_not_matter() -> None:
    source = SourceFile.decode("x", b"\xef\xbb\xbfa = 1\n")
    (attribute,) = parse(source).body.attributes
    assert (attribute.span.line, attribute.span.column) == (1, 1)


@pytest.mark.parametrize("text", ["a = 1", "a {}", "a {\n}", "a = 1 # b", "a = 1 /* b */", "# a"])
def test_the_last_line_needs_no_break(text: str) -> None:
    file = parse(SourceFile("x", text))
    assert file.problems == ()
    assert len(file.body.attributes) + len(file.body.blocks) == (text != "# a")


def test_the_body_of_a_file_is_the_whole_of_it() -> None:
    source = SourceFile("x", "\n# a\nb = 1\n\n")
    assert parse(source).body.span == source.whole


def test_a_long_list_is_not_deep() -> None:
    text = "a = [" + "x.y == 1 ? {b = 1} : null,\n" * 5000 + "]\n"
    file = parse(SourceFile("x", text))
    assert file.problems == ()
    assert len(file.body.attributes[0].expression.items) == 5000  # type: ignore[union-attr]


def test_nesting_up_to_the_limit_is_read() -> None:
    text = "a = " + "[1 + " * 190 + "0" + "]" * 190
    assert parse(SourceFile("x", text)).problems != ()  # operators count too
    text = "a = " + "[" * 190 + "0" + "]" * 190
    assert parse(SourceFile("x", text)).problems == ()


def test_an_expression_may_stand_on_several_lines_of_its_own() -> None:
    source = SourceFile("x", "\n x\n  + y\n")
    expression = parse_expression(source, 0, len(source.text))
    assert expression is not None
    assert expression.span.text == "x\n  + y"
