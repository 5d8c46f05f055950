"""What is said of text that is no HCL, where, and what is still read around it."""

from __future__ import annotations

import pytest

from mskguard.source import SourceFile
from mskguard.syntax.hcl import ast
from mskguard.syntax.hcl.parse import parse, parse_expression
from mskguard.syntax.hcl.soundness import looks_sound

# Text, the place of its one problem, the text there, and the message.
ERRORS = [
    (
        'resource "aws_msk_cluster" "a" {\n  x = 1\n\nresource "b" "c" {\n}\n',
        (1, 32, "{"),
        '"{" of resource "aws_msk_cluster" "a" is never closed',
    ),
    (
        'resource "a" "b" {\n  tags = {\n    x = 1\n\n  y = 2\n}\nresource "c" "d" {\n}\n',
        (2, 10, "{"),
        '"{" after "tags =" is never closed',
    ),
    (
        'resource "a" "b" {\n  x = {\n\nresource "c" "d" {\n}\n',
        (2, 7, "{"),
        '"{" after "x =" is never closed',
    ),
    ("x = [\n  1,\n", (1, 5, "["), '"[" after "x =" is never closed'),
    ("x = f(\n  1\n", (1, 6, "("), '"(" is never closed'),
    ("a {\n  b {\n", (2, 5, "{"), '"{" of b is never closed'),
    ("a { b = 1", (1, 3, "{"), '"{" of a is never closed'),
    (
        "r {\n  kafka_version =\n  z = 1\n}\n",
        (2, 3, "kafka_version ="),
        'a value is missing after "kafka_version ="',
    ),
    ("x = {\n  y =\n}\n", (2, 3, "y"), 'a value is missing after the key "y"'),
    (
        "r {\n  client_broker = 1\n  client_broker = 2\n}\n",
        (3, 3, "client_broker"),
        '"client_broker" is written twice in this block',
    ),
    ("x = 1\nx = 2\n", (2, 1, "x"), '"x" is written twice in this file'),
    (
        "x = <<EOT\nfoo\n",
        (1, 5, "<<EOT"),
        'heredoc <<EOT is never closed: no line holds only "EOT"',
    ),
    ("x = <<-A\n  A", (1, 5, "<<-A"), 'a line break is missing after "A", which closes a heredoc'),
    (
        "x = <<EOT \na\nEOT\n",
        (1, 5, "<<"),
        'a heredoc begins with "<<" and a marker alone at the end of the line',
    ),
    (
        "a {\n x = 1 y = 2\n}\n",
        (2, 8, "y"),
        "missing line break after this argument: Terraform allows one argument a line",
    ),
    (
        "a {\n}b {\n}\n",
        (2, 2, "b"),
        "missing line break after this block: Terraform allows one block a line",
    ),
    ("x = 1,\n", (1, 6, ","), "a line break ends this argument, not a comma"),
    ("a {\n b = 1 }\n", (2, 8, "}"), 'missing line break between this argument and "}"'),
    (
        "a { b = 1, c = 2 }\n",
        (1, 10, ","),
        "a block on one line holds one argument: write one argument a line",
    ),
    (
        "a { b { c = 1 } }\n",
        (1, 7, "{"),
        "a block on one line holds one argument: begin a new line after its brace",
    ),
    (
        "a { b = 1\n}\n",
        (1, 10, ""),
        "a block that begins on one line ends there: begin a new line after its brace",
    ),
    ('x = "é\\d"\n', (1, 7, "\\d"), 'unknown escape "\\d" in a string'),
    (
        'x = "\\u12"\n',
        (1, 6, "\\u"),
        '"\\u" is not followed by four hexadecimal digits',
    ),
    (
        'x = "\\U0011"\n',
        (1, 6, "\\U"),
        '"\\U" is not followed by eight hexadecimal digits',
    ),
    ('x = "\\ud800"\n', (1, 6, "\\ud800"), '"\\ud800" stands for no character'),
    (
        'x = "abc\n',
        (1, 5, '"abc'),
        "this string is never closed: its line ends before a second quote",
    ),
    ("x = [1, 2\ny = 3\n", (2, 1, "y"), '"]" or "," is expected here, not "y"'),
    ("x = [1, 2\n}\n", (2, 1, "}"), '"]" or "," is expected here, not "}"'),
    ("x = (1\n}\n", (2, 1, "}"), '")" is expected here, not "}"'),
    ("x = f(1 2)\n", (1, 9, "2"), '")" or "," is expected here, not "2"'),
    ("x = f(y... z)\n", (1, 12, "z"), '")" is expected here, not "z"'),
    ("x = {a = 1 b = 2}\n", (1, 12, "b"), '"," or a line break is expected here, not "b"'),
    ("x = {\n a\n}\n", (2, 3, ""), '"=" is expected after the key "a", not the end of the line'),
    ("}\n", (1, 1, "}"), '"}" closes nothing here'),
    ('x = "${foo"\n', (1, 6, "${"), '"${" is never closed by "}"'),
    (
        'x = "${HOME:-y}"\n',
        (1, 12, ":"),
        '"}" is expected here, not ":"; a literal "${" is written "$${"',
    ),
    (
        'x = "%{http_code}"\n',
        (1, 8, "http_code"),
        '"%{" is followed by "if", "else", "endif", "for" or "endfor"; '
        'a literal "%{" is written "%%{"',
    ),
    ('x = "%{ if y }"\n', (1, 6, "%{ if y }"), '"%{ if }" is never closed by "%{ endif }"'),
    (
        'x = "%{ endfor }"\n',
        (1, 6, "%{ endfor }"),
        'no "%{ for }" is open here for this "%{ endfor }"',
    ),
    (
        'x = "%{ for y in z }%{ else }%{ endfor }"\n',
        (1, 21, "%{ else }"),
        'no "%{ if }" is open here for this "%{ else }"',
    ),
    (
        'x = "%{ if y }%{ else }%{ else }%{ endif }"\n',
        (1, 24, "%{ else }"),
        'this "%{ if }" has a second "%{ else }"',
    ),
    ("x = ${y}\n", (1, 5, "$"), 'a value is expected here, not "$"'),
    ("x = 1 +\n", (1, 8, ""), "a value is expected at the end of the line"),
    ("x = 'y'\n", (1, 5, "'"), "strings are written in straight double quotes, not '"),
    ("x = “y”\n", (1, 5, "“"), "strings are written in straight double quotes, not “"),
    (
        "x =\u00a01\n",
        (1, 4, "\u00a0"),
        "the character (U+00A0) has no place outside strings and comments",
    ),
    ("x = 0x1F\n", (1, 5, "0x1F"), '"0x1F" is no number'),
    ("x = 1.2.3\n", (1, 5, "1.2.3"), '"1.2.3" is no number'),
    ("x = y.0.1\n", (1, 7, "0.1"), '".0.1" is no index: write it in brackets'),
    ("x = y.*.a.*.b\n", (1, 11, "*"), 'a second ".*" within the first: write "[*]" instead'),
    ("x = y.\n", (1, 7, ""), "a name is expected after the dot, not the end of the line"),
    (
        "x = y::z\n",
        (1, 9, ""),
        '"(" is expected after the function "y::z", not the end of the line',
    ),
    (
        "x = y ? 1\n",
        (1, 10, ""),
        '":" and a value for the other case are expected after "? …", not the end of the line',
    ),
    ("x = [for y in z]\n", (1, 16, "]"), '":" is expected after the collection, not "]"'),
    ("x = [for y of z : y]\n", (1, 12, "of"), '"in" is expected here, not "of"'),
    (
        "x = [for y in z : y => y]\n",
        (1, 21, "=>"),
        '"key => value" builds an object: write "{ for" instead of "[for"',
    ),
    (
        "x = {for y in z : y}\n",
        (1, 20, "}"),
        '"=>" and a value are expected after the key of an object, not "}"',
    ),
    (
        "x = [for y in z : y...]\n",
        (1, 20, "..."),
        '"..." groups the results of a "{ for }" only, not of a list',
    ),
    ('"x" = 1\n', (1, 1, '"x"'), "the name of an argument is written without quotes"),
    ("x: 1\n", (1, 2, ":"), '"=" and a value, or "{", is expected after "x", not ":"'),
    ("x y\n", (1, 4, ""), 'a label or "{" is expected after "x", not the end of the line'),
    ('x "${y}" {\n}\n', (1, 3, '"${y}"'), "a block's label is plain text without ${ }"),
    ("[1]\n", (1, 1, "["), 'an argument or block is expected here, not "["'),
    ("/* x\ny = 1\n", (1, 1, "/*"), "this comment is never closed by */"),
    ("x = 1 /* y\n", (1, 7, "/*"), "this comment is never closed by */"),
    ("x = <<A\na\rb\nA\n", (2, 2, "\r"), "a carriage return without a line feed"),
    ("a {\n" * 201 + "}\n" * 201, (201, 3, "{"), "nested deeper than 200 levels"),
    ("x = " + "[" * 300 + "]" * 300 + "\n", (1, 205, "["), "nested deeper than 200 levels"),
    ("x = " + "!" * 999 + "y\n", (1, 204, "!"), "nested deeper than 200 levels"),
    ("x = " + '"${' * 150 + "1" + '}"' * 150, (1, 305, '"'), "nested deeper than 200 levels"),
    ("x = " + "1+" * 300 + "1\n", (1, 5, "1+" * 300 + "1"), "nested deeper than 200 levels"),
    ("x = y" + ".z" * 300 + "\n", (1, 5, "y" + ".z" * 300), "nested deeper than 200 levels"),
]


def _read(text: str) -> ast.File:
    return parse(SourceFile("main.tf", text))


@pytest.mark.parametrize(("text", "place", "message"), ERRORS, ids=[m for _, _, m in ERRORS])
def test_an_error_is_told_at_its_place(
    text: str, place: tuple[int, int, str], message: str
) -> None:
    (problem,) = _read(text).problems
    assert problem.message == message
    assert (problem.span.line, problem.span.column, problem.span.text) == place


def test_the_messages_begin_small_and_end_without_a_stop() -> None:
    for _, _, message in ERRORS:
        assert not message[0].isupper()
        assert not message.endswith(".")


def test_text_without_errors_has_none() -> None:
    assert not _read('a "b" {\n  c = 1\n}\n').problems


SOUND = [
    'a = "{"\n',
    "a = 1 # {\n",
    'a = <<E\n{ "\nE\n',
    "a = <<-E\n  {\n  E\nb = 1\n",
    "/* { */\n",
]
UNSOUND = [
    "a {\n",
    'a = "b\n',
    "a = [1\n",
    "a = <<E\nx\n",
    "/* x\n",
    "<<<<<<< HEAD\na = 1\n=======\na = 2\n>>>>>>> other\n",
]


@pytest.mark.parametrize("text", SOUND)
def test_what_is_closed_looks_sound(text: str) -> None:
    assert looks_sound(SourceFile("main.tf", text))
    assert not _read(text).problems


@pytest.mark.parametrize("text", UNSOUND)
def test_what_is_left_open_does_not_look_sound(text: str) -> None:
    assert not looks_sound(SourceFile("main.tf", text))
    assert _read(text).problems


# Text, and the arguments and blocks that are read around its errors.
AROUND = [
    ("a {\n  x = = 1\n}\nb {\n}\n", [], ["b"]),
    ("a {\n  x = {\nb {\n}\nc {\n}\n", [], ["b", "c"]),
    ("a {\nb {\n}\nc {\n", [], ["b"]),
    ("a {\n}\nb {\n  x = [\n}\nc {\n}\n", [], ["a", "c"]),
    ("x = \"a\ny = 2\nz = '\n", ["y"], []),
    ("x = [1, 2\ny = 3\nb {\n}\n", [], ["b"]),
    ("x = [\n  1 2\n]\ny = 3\n", ["y"], []),
    ("x = {\na = b c\nd = 1\n}\ny = 3\n", ["y"], []),
    ("a {\n  x = <<EOT\n}\nb {\n}\n", [], ["b"]),
    ("a {\n  x = = <<EOT\nb {\n}\nEOT\n}\nc {\n}\n", [], ["c"]),
    ("a {\n  x = = 1 /*\nb {\n}\n*/\n}\nc {\n}\n", [], ["c"]),
    ('a {\n  x = = "${f("{")}"\n}\ny = 1\n', ["y"], []),
    ("}\n}\na {\n}\n", [], ["a"]),
    ("a {\n  x = 1\n  x = 2\n}\n", [], ["a"]),
    ("x = 1\nx = 2\n", ["x"], []),
    ("a {\n" * 201 + "}\n" * 201 + "b {\n}\n", [], ["b"]),
    ("=======\na {\n}\n<<<<<<< HEAD\nb {\n}\n", [], ["a", "b"]),
]


@pytest.mark.parametrize(("text", "attributes", "blocks"), AROUND)
def test_what_stands_around_an_error_is_read(
    text: str, attributes: list[str], blocks: list[str]
) -> None:
    file = _read(text)
    assert [one.name for one in file.body.attributes] == attributes
    assert [one.type for one in file.body.blocks] == blocks
    assert file.problems


def test_of_two_arguments_of_one_name_the_first_counts() -> None:
    (block,) = _read("a {\n  x = 1\n  x = 2\n}\n").body.blocks
    (attribute,) = block.body.attributes
    assert attribute.expression.span.text == "1"


def test_every_broken_block_has_its_own_problem() -> None:
    text = "a {\n  x = = 1\n}\nb {\n  y = 'z'\n}\nc {\n}\n"
    assert [one.span.line for one in _read(text).problems] == [2, 5]


def test_a_stray_brace_behind_an_error_is_no_further_problem() -> None:
    file = _read("a {\nx = = 1\nb {\n}\n}\nc {\n}\n")
    assert [one.span.line for one in file.problems] == [2]
    assert [one.type for one in file.body.blocks] == ["b", "c"]


def test_a_file_that_is_mostly_errors_is_given_up_in_time() -> None:
    file = _read("a {\nb = <<X\n" * 4000)
    assert file.problems[-1].message == (
        "the rest of this file is left unread: too much before this cannot be read"
    )


@pytest.mark.parametrize("text", ["", "1 2", "[1", "x = 1", "a.", '"${x"', "(" * 999])
def test_what_is_no_expression_is_none(text: str) -> None:
    assert parse_expression(SourceFile("x", text), 0, len(text)) is None


def test_an_expression_within_a_file_keeps_its_places() -> None:
    source = SourceFile("main.tf.json", '{"é": "${var.a\n + 1}"}')
    start = source.text.index("var")
    expression = parse_expression(source, start, source.text.index("}"))
    assert isinstance(expression, ast.Binary)
    assert expression.span.text == "var.a\n + 1"
    assert expression.left.span.text == "var.a"


def test_an_expression_ends_where_it_is_told_to() -> None:
    text = "abc + def"
    expression = parse_expression(SourceFile("x", text), 0, 2)
    assert isinstance(expression, ast.Name)
    assert expression.name == "ab"
    assert parse_expression(SourceFile("x", "<<A\nb\nA\n"), 0, 5) is None
