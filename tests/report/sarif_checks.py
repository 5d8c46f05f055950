"""What holds in every SARIF log of mskguard, by the schema and beyond it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema

from mskguard.engine.finding import Result
from mskguard.source import SourceFile

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "sarif" / "sarif-schema-2.1.0.json"


@cache
def _validator() -> jsonschema.Draft4Validator:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())


def check_log(log: Mapping[str, Any], result: Result) -> None:
    """Assert that a log is valid, and that its numbers point at what they are to."""
    _validator().validate(log)
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(rules)) == len(rules)
    for one in run["results"]:
        assert rules[one["ruleIndex"]] == one["ruleId"]
        assert one["locations"]
        assert (one["kind"] == "open") == (one["level"] == "none")
        ids = [place["id"] for place in one.get("relatedLocations", ())]
        assert ids == list(range(1, len(ids) + 1))
        assert all(f"]({number})" in one["message"]["text"] for number in ids)
    assert len({"suppressions" in one for one in run["results"]}) <= 1
    _check_artifacts(run)
    _check_regions(run, _files(result))


def _check_artifacts(run: Mapping[str, Any]) -> None:
    artifacts = [artifact["location"] for artifact in run["artifacts"]]
    for place in _all(run, "artifactLocation"):
        assert artifacts[place["index"]] == place
    for index, place in enumerate(artifacts):
        assert place["index"] == index
        if "uriBaseId" in place:
            assert place["uriBaseId"] in run["originalUriBaseIds"]
            assert not place["uri"].startswith(("/", "."))
            assert ":" not in place["uri"]
        else:
            assert place["uri"].startswith("file:///")


def _check_regions(run: Mapping[str, Any], files: Mapping[str, SourceFile]) -> None:
    for place in _all(run, "physicalLocation"):
        path = unquote(place["artifactLocation"]["uri"])
        source = next(file for name, file in files.items() if path.endswith(name.lstrip("./")))
        region = place["region"]
        assert _inside(region, source)
        around = place.get("contextRegion", region)
        assert _inside(around, source)
        assert _start(around) <= _start(region) <= _end(region) <= _end(around)


def _inside(region: Mapping[str, int], source: SourceFile) -> bool:
    lines = source.text.split("\n")
    return all(
        1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1
        for line, column in (_start(region), _end(region))
    )


def _start(region: Mapping[str, int]) -> tuple[int, int]:
    return region["startLine"], region["startColumn"]


def _end(region: Mapping[str, int]) -> tuple[int, int]:
    return region["endLine"], region["endColumn"]


def _files(result: Result) -> dict[str, SourceFile]:
    spans = [
        span
        for one in result.findings
        for span in (one.span, *(hop.span for hop in (*one.related, *one.reasons)))
    ]
    return {span.file.path: span.file for span in spans}


def _all(node: object, key: str) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if key in node:
            yield node[key]
        for child in node.values():
            yield from _all(child, key)
    elif isinstance(node, list):
        for child in node:
            yield from _all(child, key)
