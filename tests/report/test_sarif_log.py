"""The SARIF log says what a code scanning service needs."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from mskguard.engine.finding import Result
from mskguard.report.sarif import SCHEMA as SCHEMA_URI
from mskguard.report.sarif import sarif_log
from mskguard.source import SourceFile, Span
from mskguard.value import Hop
from tests.report.samples import (
    BASE,
    MAIN,
    PLAINTEXT,
    at,
    clean,
    everything,
    finding,
    result,
    source,
)
from tests.report.sarif_checks import SCHEMA, check_log


def _run(told: Result, *, show_open: bool = False, category: str = "") -> dict[str, Any]:
    log = sarif_log(told, base=BASE, category=category, show_open=show_open)
    check_log(log, told)
    run: dict[str, Any] = log["runs"][0]
    return run


def _only(told: Result) -> dict[str, Any]:
    (one,) = _run(told)["results"]
    assert isinstance(one, dict)
    return one


def test_the_schema_is_the_official_one_unchanged() -> None:
    data = SCHEMA.read_bytes()
    assert hashlib.sha256(data).hexdigest() == (
        "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"
    )
    assert json.loads(data)["id"] == SCHEMA_URI


def test_levels_come_from_severities() -> None:
    levels = {one["ruleId"]: one["level"] for one in _run(everything())["results"]}
    assert levels["plaintext-listener"] == "error"
    assert levels["auth-without-tls"] == "warning"
    assert levels["unbalanced-brokers"] == "note"


def test_a_finding_says_its_own_severity_where_it_differs_from_the_rule() -> None:
    run = _run(everything())
    told = [one for one in run["results"] if "kafka.m5.large" in one["message"]["text"]]
    assert [one["level"] for one in told] == ["warning"]


def test_undetermined_findings_are_told_only_on_request() -> None:
    assert all(one["kind"] == "fail" for one in _run(everything())["results"])
    told = [one for one in _run(everything(), show_open=True)["results"] if one["kind"] == "open"]
    assert [one["level"] for one in told] == ["none"]
    assert "var.in_cluster has no value" in told[0]["message"]["text"]


def test_rules_are_those_asked_and_those_of_the_findings() -> None:
    rules = _run(everything())["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [
        "plaintext-listener",
        "auth-without-tls",
        "unbalanced-brokers",
        "unreadable-file",
    ]
    first = rules[0]
    assert first["name"] == "PlaintextListener"
    assert first["properties"]["security-severity"] == "8.0"
    assert "```diff" in first["help"]["markdown"]
    assert "9094" in first["fullDescription"]["text"]
    assert "diff" not in first["fullDescription"]["text"]
    assert "security-severity" not in rules[2]["properties"]


def test_a_clean_run_lists_its_rules_and_no_results() -> None:
    run = _run(clean())
    assert run["results"] == []
    assert len(run["tool"]["driver"]["rules"]) == 3
    assert run["invocations"][0]["executionSuccessful"]


@pytest.mark.parametrize(
    ("category", "name"),
    [
        ("", "mskguard/"),
        ("prod", "mskguard/prod/"),
        ("prod/eu", "mskguard/prod/eu/"),
        ("mskguard/prod/", "mskguard/prod/"),
        ("mskguard-x", "mskguard/mskguard-x/"),
    ],
)
def test_the_category_is_all_of_the_automation_id(category: str, name: str) -> None:
    assert _run(clean(), category=category)["automationDetails"]["id"] == name


def test_suppressed_findings_carry_their_justification_and_the_others_none() -> None:
    told = _run(everything())["results"]
    suppressed = [one["suppressions"] for one in told if one["suppressions"]]
    assert suppressed == [
        [{"kind": "inSource", "status": "accepted", "justification": "a test cluster"}]
    ]


def test_unreadable_files_and_crashes_are_notifications() -> None:
    (invocation,) = _run(everything())["invocations"]
    unreadable, crash = invocation["toolExecutionNotifications"]
    place = unreadable["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "infra/broken%20file.tf"
    assert crash["level"] == "error"
    assert crash["exception"] == {"kind": "KeyError", "message": "'zones'"}
    assert not invocation["executionSuccessful"]


def test_the_machine_is_not_named_and_outside_files_are_file_uris() -> None:
    run = _run(everything())
    assert "uri" not in run["originalUriBaseIds"]["%SRCROOT%"]
    uris = [artifact["location"]["uri"] for artifact in run["artifacts"]]
    assert "infra/main.tf" in uris
    assert "file:///srv/shared/module.tf" in uris


def test_a_fix_replaces_exactly_the_value() -> None:
    told = [one for one in _run(everything())["results"] if "fixes" in one]
    (fix,) = told[0]["fixes"]
    (change,) = fix["artifactChanges"]
    (replacement,) = change["replacements"]
    assert replacement["insertedContent"] == {"text": '"TLS"'}
    assert replacement["deletedRegion"] == {
        "startLine": 7,
        "startColumn": 23,
        "endLine": 7,
        "endColumn": 38,
    }


def test_columns_count_code_points() -> None:
    file = source("a.tf", 'x = "日本 \U0001f600" # y')
    region = _only(result(finding(PLAINTEXT, at(file, "# y"), "x")))
    place = region["locations"][0]["physicalLocation"]["region"]
    assert (place["startColumn"], place["endColumn"]) == (12, 15)


def test_worlds_and_instances_are_in_message_and_properties() -> None:
    file = source("a.tf", MAIN)
    one = finding(PLAINTEXT, at(file, "4"), "x", when="A is true", instances=("a", "b"))
    told = _only(result(one))
    assert told["message"]["text"] == "x, when A is true (2 instances)"
    assert told["properties"]["when"] == "A is true"
    assert told["properties"]["instances"] == ["a", "b"]


def test_brackets_in_messages_make_no_links() -> None:
    file = source("a.tf", MAIN)
    hop = Hop(at(file, "4"), 'x["a"](1)')
    told = _only(result(finding(PLAINTEXT, at(file, "4"), 'x["a"](1)', related=(hop,))))
    assert told["message"]["text"] == 'x\\["a"\\](1) (see [x\\["a"\\](1)](1))'


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [("", 0, 0), ("a\n", 2, 2), ("a", 1, 1), ("a\r\nb\r\n", 0, 6), ("a\r\nb", 1, 3)],
)
def test_spans_at_the_edges_stay_inside_the_file(text: str, start: int, end: int) -> None:
    told = result(finding(PLAINTEXT, Span(SourceFile("a.tf", text), start, end), "x"))
    _run(told)


def test_a_huge_line_does_not_swell_the_log() -> None:
    file = SourceFile("a.tf", "x" * 1_000_000)
    told = result(finding(PLAINTEXT, Span(file, 500_000, 500_003), "x"))
    assert len(json.dumps(_run(told))) < 20_000


def test_a_name_with_odd_characters_is_encoded() -> None:
    file = SourceFile("a:b/ü #%.tf", "x")
    told = result(finding(PLAINTEXT, file.whole, "x"))
    assert _run(told)["artifacts"][0]["location"]["uri"] == "a%3Ab/%C3%BC%20%23%25.tf"


def test_the_log_does_not_depend_on_the_moment() -> None:
    logs = [sarif_log(everything(), base=BASE, category="", show_open=True) for _ in range(2)]
    assert logs[0] == logs[1]


def test_instances_that_read_alike_are_told_once() -> None:
    file = source("a.tf", "x = 1\n")
    instances = ("a: aws_x.y", "a: aws_x.y")
    one = _only(result(finding(PLAINTEXT, at(file, "1"), "x", instances=instances)))
    [location] = one["locations"]
    assert location["logicalLocations"] == [
        {"fullyQualifiedName": "a: aws_x.y", "kind": "resource"}
    ]
