"""Every shipped rule: its examples are run, and its text is checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mskguard.engine.catalog import Entry, load, shipped_rules
from tests.harness import checks, documents
from tests.harness.examples import fences

CATALOG = load([shipped_rules()])

EXPECTED = {
    "auth-without-tls": ("encryption", "high", "constraint"),
    "min-isr-equals-replication": ("availability", "high", "practice"),
    "no-client-authentication": ("authentication", "high", "practice"),
    "plaintext-between-brokers": ("encryption", "high", "practice"),
    "plaintext-listener": ("encryption", "high", "practice"),
    "public-unauthenticated": ("network", "high", "constraint"),
    "throughput-out-of-range": ("storage", "high", "constraint"),
    "tiered-on-small-broker": ("storage", "high", "constraint"),
    "unauthenticated-access": ("authentication", "high", "practice"),
    "unbalanced-brokers": ("availability", "high", "constraint"),
    "unclean-leader-election": ("availability", "high", "practice"),
    "unknown-broker-size": ("capacity", "high", "constraint"),
    "unknown-kafka-version": ("lifecycle", "high", "constraint"),
    "unsupported-kafka-version": ("lifecycle", "high", "practice"),
    "unsupported-property": ("configuration", "high", "constraint"),
}
"""Family, severity and kind of each rule, as the catalogue of rules has them."""


def _of_examples() -> Iterator[Any]:
    for entry in CATALOG:
        for number, fence in enumerate(fences(entry.rule.doc), 1):
            for check in checks.CHECKS:
                name = f"{entry.family}/{entry.rule.name}[{number}] {check.__name__}"
                yield pytest.param(check, entry, fence, id=name.replace("_", " "))


def _of_texts() -> Iterator[Any]:
    for entry in CATALOG:
        for check in (checks.has_an_example, *documents.CHECKS):
            name = f"{entry.family}/{entry.rule.name} {check.__name__}"
            yield pytest.param(check, entry, id=name.replace("_", " "))


@pytest.mark.parametrize(("check", "entry", "fence"), list(_of_examples()))
def test_example(check: checks.Check, entry: Entry, fence: tuple[str, str], tmp_path: Path) -> None:
    failures = checks.failures_of(check, entry, fence, tmp_path)
    assert not failures, "\n".join([f"{entry.path}:", *failures])


@pytest.mark.parametrize(("check", "entry"), list(_of_texts()))
def test_text(check: documents.Check, entry: Entry) -> None:
    failures = check(entry)
    assert not failures, "\n".join([f"{entry.path}:", *failures])


def test_every_rule_is_as_grave_as_the_catalogue_has_it() -> None:
    found = {
        entry.rule.name: (entry.family, entry.rule.severity.word, entry.rule.kind)
        for entry in CATALOG
    }
    assert {name: found.get(name) for name in EXPECTED} == EXPECTED


README = (shipped_rules() / "README.md").read_text(encoding="utf-8")


def _rule_of_the_readme(directory: Path) -> Entry:
    [text] = re.findall(r"^````python\n(.*?)^````$", README, re.MULTILINE | re.DOTALL)
    [path] = re.findall(r"^`(\w+/\w+\.py)`, say:$", README, re.MULTILINE)
    (directory / path).parent.mkdir()
    (directory / path).write_text(text, encoding="utf-8")
    [entry] = load([directory])
    return entry


def test_the_rule_in_the_readme_passes_all_tests(tmp_path: Path) -> None:
    entry = _rule_of_the_readme(tmp_path)
    [fence] = fences(entry.rule.doc)
    for number, check in enumerate(checks.CHECKS):
        assert checks.failures_of(check, entry, fence, tmp_path / "runs" / str(number)) == []
    for text_check in (checks.has_an_example, *documents.CHECKS):
        assert text_check(entry) == []


def test_the_readme_tells_of_every_family() -> None:
    told = set(re.findall(r"^\| `(\w+)` \|", README, re.MULTILINE))
    assert {entry.family for entry in CATALOG} <= told
