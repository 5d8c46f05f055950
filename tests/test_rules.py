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
    "auth-without-in-cluster-tls": ("encryption", "high", "constraint"),
    "auth-without-tls": ("encryption", "high", "constraint"),
    "auto-created-topics": ("availability", "low", "practice"),
    "aws-managed-storage-key": ("encryption", "low", "practice"),
    "configuration-for-other-kafka": ("configuration", "medium", "practice"),
    "configuration-name": ("configuration", "high", "constraint"),
    "connector-in-plaintext": ("encryption", "high", "practice"),
    "default-configuration": ("configuration", "low", "advice"),
    "default-monitoring": ("observability", "low", "practice"),
    "dual-stack-unsupported": ("network", "high", "constraint"),
    "duplicate-property": ("configuration", "medium", "practice"),
    "empty-open-monitoring": ("observability", "high", "constraint"),
    "farthest-replica-fetch": ("availability", "low", "advice"),
    "fast-scrape": ("observability", "medium", "practice"),
    "invalid-monitoring-level": ("observability", "high", "constraint"),
    "inverted-session-timeouts": ("configuration", "high", "constraint"),
    "large-messages": ("configuration", "high", "practice"),
    "log-group-policy-limit": ("observability", "low", "advice"),
    "log-key-locked": ("observability", "medium", "constraint"),
    "log-target-missing": ("observability", "high", "constraint"),
    "long-transactional-ids": ("configuration", "low", "advice"),
    "malformed-properties": ("configuration", "high", "constraint"),
    "min-isr-equals-replication": ("availability", "high", "practice"),
    "min-isr-of-one": ("availability", "medium", "practice"),
    "no-client-authentication": ("authentication", "high", "practice"),
    "open-by-default-acls": ("authentication", "medium", "practice"),
    "plaintext-between-brokers": ("encryption", "high", "practice"),
    "plaintext-listener": ("encryption", "high", "practice"),
    "producer-acks-not-all": ("availability", "medium", "practice"),
    "property-not-on-express": ("configuration", "high", "constraint"),
    "property-out-of-range": ("configuration", "high", "constraint"),
    "public-at-creation": ("network", "high", "constraint"),
    "public-brokers": ("network", "high", "practice"),
    "public-in-plaintext": ("network", "high", "constraint"),
    "public-on-old-kafka": ("network", "high", "constraint"),
    "public-unauthenticated": ("network", "high", "constraint"),
    "public-without-acls": ("network", "high", "constraint"),
    "replication-exceeds-brokers": ("availability", "high", "constraint"),
    "rival-scram-associations": ("authentication", "high", "practice"),
    "scram-secret-asymmetric-key": ("authentication", "high", "constraint"),
    "scram-secret-default-key": ("authentication", "high", "constraint"),
    "scram-secret-elsewhere": ("authentication", "high", "constraint"),
    "scram-secret-name": ("authentication", "high", "constraint"),
    "scram-secret-on-wrong-cluster": ("authentication", "high", "constraint"),
    "scram-secret-policy-overridden": ("authentication", "medium", "practice"),
    "scram-secret-shape": ("authentication", "medium", "constraint"),
    "scram-without-secret": ("authentication", "medium", "practice"),
    "secret-in-source": ("authentication", "high", "practice"),
    "serverless-partition-quota": ("serverless", "medium", "constraint"),
    "serverless-region": ("serverless", "low", "constraint"),
    "serverless-subnets": ("serverless", "high", "constraint"),
    "serverless-topic-property": ("serverless", "high", "constraint"),
    "serverless-without-iam": ("serverless", "high", "constraint"),
    "several-connectivity-changes": ("network", "medium", "constraint"),
    "shadowed-retention": ("configuration", "low", "practice"),
    "shared-private-ca": ("authentication", "medium", "practice"),
    "single-broker-bootstrap": ("availability", "low", "practice"),
    "stale-configuration-revision": ("configuration", "medium", "practice"),
    "storage-key-not-a-key": ("encryption", "high", "constraint"),
    "throughput-out-of-range": ("storage", "high", "constraint"),
    "tiered-on-small-broker": ("storage", "high", "constraint"),
    "tls-auth-without-ca": ("authentication", "high", "constraint"),
    "too-many-brokers": ("availability", "medium", "constraint"),
    "too-many-scram-secrets": ("authentication", "high", "constraint"),
    "topic-property-invalid": ("configuration", "high", "constraint"),
    "topic-replication-exceeds-brokers": ("availability", "high", "constraint"),
    "two-zone-cluster": ("availability", "medium", "practice"),
    "unauthenticated-access": ("authentication", "high", "practice"),
    "unbalanced-brokers": ("availability", "high", "constraint"),
    "unclean-leader-election": ("availability", "high", "practice"),
    "unknown-broker-size": ("capacity", "high", "constraint"),
    "unknown-kafka-version": ("lifecycle", "high", "constraint"),
    "unlogged-brokers": ("observability", "medium", "practice"),
    "unreplicated-default": ("availability", "high", "practice"),
    "unreplicated-internal-topics": ("availability", "high", "practice"),
    "unreplicated-topic": ("availability", "high", "practice"),
    "unrotated-storage-key": ("encryption", "low", "practice"),
    "unsupported-kafka-version": ("lifecycle", "high", "practice"),
    "unsupported-property": ("configuration", "high", "constraint"),
    "unused-configuration": ("configuration", "low", "practice"),
    "unwatched-cluster": ("observability", "low", "practice"),
    "vpc-link-at-creation": ("network", "high", "constraint"),
    "vpc-link-on-old-kafka": ("network", "high", "constraint"),
    "vpc-link-on-small-broker": ("network", "high", "constraint"),
    "vpc-link-unauthenticated": ("network", "high", "constraint"),
    "vpc-link-without-acls": ("network", "high", "constraint"),
    "wrong-subnet-count": ("availability", "high", "constraint"),
    "zookeeper-property-on-kraft": ("configuration", "low", "practice"),
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
