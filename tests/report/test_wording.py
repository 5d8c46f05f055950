"""Addresses that are called like secrets are shown, and secrets are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from mskguard.engine.finding import Finding, Result
from mskguard.report.json_report import report
from mskguard.report.wording import Wording
from tests.report.samples import PLAINTEXT, at, finding, result, source

TEMPLATE = "Resources:\n  KafkaSecret:\n    Password: correct-horse\n"


def told(message: str) -> tuple[Result, Finding]:
    file = source("template.yaml", TEMPLATE)
    found = finding(PLAINTEXT, at(file, "KafkaSecret"), message)
    return result(found), found


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("KafkaSecret: the content is no object", "KafkaSecret: the content is no object"),
        ("Password: it is too short", "Password: it is too short"),
        ("KafkaSecret: password = open-sesame", "KafkaSecret: password = *****"),
        ("KafkaSecret: correct-horse is written", "KafkaSecret: ***** is written"),
        ("the password: open-sesame", "the password: *****"),
    ],
)
def test_what_stands_before_the_colon_is_an_address(message: str, shown: str) -> None:
    run, found = told(message)
    assert Wording(run).claim(found) == shown


def test_json_shows_the_same_sentence() -> None:
    run, _ = told("KafkaSecret: the content is no object")
    document = report(run, base=Path(), show_open=False)
    assert document["findings"][0]["message"] == "KafkaSecret: the content is no object"
