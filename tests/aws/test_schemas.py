"""Every schema is dated, cited and made of what is understood."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from mskguard.adapters.aws_cli.known_kinds import KINDS
from mskguard.adapters.shapes import READERS as SHAPES
from mskguard.adapters.terraform.resources import READERS as RESOURCES
from mskguard.aws.schemas import SCHEMAS, Schema, schema
from mskguard.engine.catalog import load, shipped_rules

KEYWORDS = {
    *("$ref", "definitions", "type", "properties", "required", "additionalProperties", "oneOf"),
    *("items", "minItems", "maxItems", "enum", "pattern", "minLength", "maxLength"),
    *("minimum", "maximum", "left_to", "computed", "not_in"),
}
"""What is understood of JSON Schema, with what the schemas of Terraform have besides."""

FILES = sorted(SCHEMAS.glob("*/*.json"))


def read(path: Path) -> Schema:
    found = schema(path.parent.name, path.stem)
    assert found is not None
    return found


def keywords(value: Any) -> Iterator[tuple[str, Any]]:
    """Every keyword in a JSON Schema with its value."""
    for name, it in value.items() if isinstance(value, Mapping) else ():
        yield name, it
        inner: list[Any] = [it] if name in ("items", "additionalProperties") else []
        inner += it.values() if name in ("properties", "definitions") else ()
        inner += it if name == "oneOf" else ()
        for one in inner:
            yield from keywords(one)


def arguments(block: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every argument in a block of Terraform's, at any depth."""
    assert set(block) <= {"arguments", "blocks", "required", "most", "not_in"}
    yield from block.get("arguments", {}).values()
    for inner in block.get("blocks", {}).values():
        yield from arguments(inner)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_schema_is_dated_and_cited(path: Path) -> None:
    found = read(path)
    assert path.stem == re.sub("::| ", "_", found.type)
    assert found.sources
    for source in found.sources.values():
        assert source.title
        assert source.url.startswith("https://")
        assert source.date <= dt.date.today()
    assert dt.date(2026, 1, 1) <= found.as_of <= dt.date.today()
    assert found.root
    text = path.read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), indent=1, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_nothing_in_a_schema_goes_unread(path: Path) -> None:
    found = read(path)
    if path.parent.name == "requests":
        return
    roots = [found.root] if path.parent.name == "cloudformation" else arguments(found.root)
    for root in roots:
        for name, it in keywords(root):
            assert name in KEYWORDS, name
            if name == "pattern":
                re.compile(it)


def test_what_is_left_to_a_rule_has_that_rule() -> None:
    known = load([shipped_rules()]).names
    left = {
        match
        for path in FILES
        for match in re.findall(r'"left_to": "([^"]+)"', path.read_text(encoding="utf-8"))
    }
    assert left
    assert left <= known


def test_every_type_of_msk_has_its_schema() -> None:
    types = {kind for kind in SHAPES if kind.startswith(("AWS::MSK::", "AWS::KafkaConnect::"))}
    assert types == {read(one).type for one in FILES if one.parent.name == "cloudformation"}
    kinds = {kind for kind in RESOURCES if kind.startswith(("aws_msk_", "aws_mskconnect_"))}
    assert kinds == {read(one).type for one in FILES if one.parent.name == "terraform"}


def test_every_request_with_a_schema_is_one_that_is_read() -> None:
    commands = {kind.command for kind in KINDS}
    assert {read(one).type for one in FILES if one.parent.name == "requests"} <= commands


def test_what_is_no_name_of_a_type_has_no_schema() -> None:
    assert schema("cloudformation", "AWS::MSK::Nothing") is None
    assert schema("cloudformation", "../terraform/aws_msk_topic") is None
