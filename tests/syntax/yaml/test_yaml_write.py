"""Fixes in YAML and JSON: only what is meant changes, in the manner of what stands around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mskguard.source import SourceFile, TextEdit
from mskguard.syntax import json_write, yaml_write
from mskguard.syntax.json import Json
from mskguard.syntax.json import parse as parse_json
from mskguard.syntax.yaml import parse


def applied(source: SourceFile, edit: TextEdit) -> str:
    return source.text[: edit.span.start] + edit.text + source.text[edit.span.end :]


def inserted(text: str, below: str, *path: str, value: str | int | bool) -> str:
    source = SourceFile("t.yaml", text)
    root = parse(source).roots[0]
    mapping = root.member(below) if below else root
    assert mapping is not None
    return applied(source, yaml_write.insert_member(mapping, path, value))


def inserted_in_json(text: str, below: str, *path: str, value: str | int | bool) -> str:
    source = SourceFile("t.json", text)
    root = parse_json(source).root
    assert root is not None
    mapping = root.member(below) if below else root
    assert mapping is not None
    return applied(source, json_write.insert_member(mapping, path, value))


@pytest.mark.parametrize("style", ["", "'", '"'])
@given(value=st.text(max_size=20) | st.integers(-(10**6), 10**6) | st.booleans())
def test_what_is_spelt_is_read_back(style: str, value: str | int | bool) -> None:
    text = f"k: {yaml_write.spell(value, style)}\n"
    (root,) = parse(SourceFile("t.yaml", text)).roots
    read = root.member("k")
    assert isinstance(read, Json)
    quoted = style and not isinstance(value, str)
    wanted = str(value).lower() if quoted and isinstance(value, bool) else value
    assert read.it == (str(wanted) if quoted else value)


@pytest.mark.parametrize(
    "value", ["TLS", "true", "3.6", "", "a: b", "- x", "it's", "0777", "*a", "!x"]
)
def test_a_text_is_quoted_only_where_it_must_be(value: str) -> None:
    assert yaml_write.spell(value).startswith('"') is (value != "TLS")


def test_a_scalar_goes_behind_the_last_scalar_before_what_is_nested() -> None:
    text = "R:\n  A: 1  # why\n  B:\n    C: 2\n  D: 3\nS: 1\n"
    assert inserted(text, "R", "N", value="TLS") == text.replace("# why\n", "# why\n  N: TLS\n")


def test_new_mappings_go_to_the_end_with_the_mapping_s_own_indentation() -> None:
    text = "R:\n    A: 1\n    B:\n        C: 2\n\nS: 1\n"
    wanted = text.replace("C: 2\n", "C: 2\n    N:\n      M: true\n")
    assert inserted(text, "R", "N", "M", value=True) == wanted


def test_a_mapping_that_begins_with_nested_ones_takes_a_scalar_at_its_end() -> None:
    text = "R:\n  B:\n    C: 2\n"
    assert inserted(text, "R", "N", value=3) == "R:\n  B:\n    C: 2\n  N: 3\n"


def test_line_breaks_stay_those_of_the_file() -> None:
    assert inserted("R:\r\n  A: 1\r\n", "R", "N", value=3) == "R:\r\n  A: 1\r\n  N: 3\r\n"


@pytest.mark.parametrize(
    ("text", "path", "wanted"),
    [
        ("R: {A: 1}\n", ("N",), "R: {A: 1, N: 3}\n"),
        ("R: {}\n", ("N", "M"), "R: {N: {M: 3}}\n"),
        ("R: { A: 1 }\n", ("N",), "R: { A: 1, N: 3 }\n"),
    ],
)
def test_a_mapping_in_brackets_takes_a_member(
    text: str, path: tuple[str, ...], wanted: str
) -> None:
    assert inserted(text, "R", *path, value=3) == wanted


def test_a_last_line_without_an_end_is_kept() -> None:
    assert inserted("R:\n  A: 1", "R", "N", value=3) == "R:\n  A: 1\n  N: 3"


def test_json_takes_a_member_behind_its_scalars() -> None:
    text = '{\n  "R": {\n    "A": 1,\n    "B": {"C": 2}\n  }\n}\n'
    wanted = text.replace('"A": 1,', '"A": 1,\n    "N": "x\\"y",')
    assert inserted_in_json(text, "R", "N", value='x"y') == wanted


def test_json_takes_new_objects_at_its_end() -> None:
    text = '{\n  "R": {\n    "A": 1\n  }\n}\n'
    wanted = text.replace('"A": 1', '"A": 1,\n    "N": {\n      "M": true\n    }')
    assert inserted_in_json(text, "R", "N", "M", value=True) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('{"R": {"A": 1}}', '{"R": {"A": 1, "N": 3}}'),
        ('{"R": {}}', '{"R": {\n  "N": 3\n}}'),
    ],
)
def test_json_on_one_line_takes_a_member(text: str, wanted: str) -> None:
    assert inserted_in_json(text, "R", "N", value=3) == wanted
