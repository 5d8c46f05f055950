"""The JSON report keeps to its published shape."""

from __future__ import annotations

import io
import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from mskguard.engine.finding import Result
from mskguard.report.json_report import write_json
from tests.report.samples import BASE, clean, everything

SCHEMA = json.loads(files("mskguard.report").joinpath("report.schema.json").read_text("utf-8"))


def _report(told: Result, *, show_open: bool = False) -> dict[str, Any]:
    out = io.StringIO()
    write_json(told, out, base=BASE, show_open=show_open)
    report: dict[str, Any] = json.loads(out.getvalue())
    jsonschema.Draft202012Validator(_closed(SCHEMA)).validate(report)
    return report


def _closed(schema: Any) -> Any:
    """The schema without room for fields that it does not describe."""
    if isinstance(schema, list):
        return [_closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _closed(value) for key, value in schema.items()}
    return {**closed, "additionalProperties": False} if "properties" in schema else closed


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("told", [clean(), everything()], ids=["clean", "everything"])
@pytest.mark.parametrize("show_open", [False, True])
def test_every_report_fits_the_schema_with_nothing_besides(told: Result, show_open: bool) -> None:
    _report(told, show_open=show_open)


def test_the_summary_counts_everything() -> None:
    assert _report(everything())["summary"] == {
        "findings": {"high": 2, "medium": 2, "low": 1},
        "undetermined": 1,
        "ignored": 1,
        "crashes": 1,
        "rules": 3,
        "resources": 1,
        "files": {"read": 2, "skipped": 3, "unreadable": 1},
    }


def test_undetermined_findings_are_listed_only_on_request() -> None:
    assert {one["state"] for one in _report(everything())["findings"]} == {"violated"}
    told = [
        one
        for one in _report(everything(), show_open=True)["findings"]
        if one["state"] == "undetermined"
    ]
    assert [one["reasons"][0]["what"] for one in told] == ["var.in_cluster has no value"]


def test_a_finding_says_where_it_is_and_how_it_is_put_right() -> None:
    (told,) = (
        one for one in _report(everything())["findings"] if one["rule"] == "plaintext-listener"
    )
    place = {"path": "infra/main.tf", "line": 7, "column": 23, "endLine": 7, "endColumn": 38}
    assert place.items() <= told.items()
    assert told["fix"] == {
        "description": "Set client_broker to TLS",
        "safe": True,
        "edits": [{**place, "text": '"TLS"'}],
    }


def test_ignored_findings_say_by_which_reason() -> None:
    reasons = [one["suppressed"] for one in _report(everything())["findings"]]
    assert [reason for reason in reasons if reason is not None] == ["a test cluster"]


def test_every_file_is_accounted_for() -> None:
    told = _report(everything())["files"]
    assert len(told) == 6
    assert {"path": "logo.png", "fate": "skipped", "reason": "of no kind that is read"} in told
