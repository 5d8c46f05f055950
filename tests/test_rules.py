"""Every shipped rule: its examples are run, and its text is checked."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mskguard.engine.catalog import INDEX, Entry, load, shipped_rules
from tests.harness import checks, documents
from tests.harness.examples import fences

CATALOG = load([shipped_rules()])

EXPECTED = {
    "auth-without-in-cluster-tls": ("encryption", "high", "constraint"),
    "auth-without-tls": ("encryption", "high", "constraint"),
    "auto-created-topics": ("availability", "low", "practice"),
    "autoscaling-beyond-limit": ("storage", "high", "constraint"),
    "autoscaling-fights-terraform": ("storage", "high", "practice"),
    "autoscaling-scale-in-enabled": ("storage", "low", "advice"),
    "autoscaling-target-out-of-range": ("storage", "high", "constraint"),
    "autoscaling-unsupported-region": ("storage", "high", "constraint"),
    "autoscaling-wrong-dimension": ("storage", "high", "constraint"),
    "aws-managed-storage-key": ("encryption", "low", "practice"),
    "broker-downsized": ("lifecycle", "high", "constraint"),
    "broker-family-changed": ("lifecycle", "high", "constraint"),
    "broker-size-needs-newer-kafka": ("capacity", "high", "constraint"),
    "brokers-removed-unevenly": ("lifecycle", "high", "constraint"),
    "buggy-kafka-version": ("lifecycle", "medium", "practice"),
    "burstable-broker": ("capacity", "medium", "practice"),
    "cluster-name": ("lifecycle", "high", "constraint"),
    "cluster-replaced": ("lifecycle", "high", "practice"),
    "configuration-for-other-kafka": ("configuration", "medium", "practice"),
    "configuration-name": ("configuration", "high", "constraint"),
    "connector-in-plaintext": ("encryption", "high", "practice"),
    "connector-replaced": ("lifecycle", "medium", "practice"),
    "default-configuration": ("configuration", "low", "advice"),
    "default-monitoring": ("observability", "low", "practice"),
    "dual-stack-reverted": ("lifecycle", "high", "constraint"),
    "dual-stack-unsupported": ("network", "high", "constraint"),
    "duplicate-property": ("configuration", "medium", "practice"),
    "empty-open-monitoring": ("observability", "high", "constraint"),
    "express-on-zookeeper": ("lifecycle", "high", "constraint"),
    "express-partition-limit": ("capacity", "high", "constraint"),
    "farthest-replica-fetch": ("availability", "low", "advice"),
    "fast-scrape": ("observability", "medium", "practice"),
    "fetchers-do-not-match-throughput": ("capacity", "low", "practice"),
    "in-cluster-encryption-changed": ("lifecycle", "high", "constraint"),
    "invalid-monitoring-level": ("observability", "high", "constraint"),
    "inverted-session-timeouts": ("configuration", "high", "constraint"),
    "kafka-downgraded": ("lifecycle", "high", "constraint"),
    "large-messages": ("configuration", "high", "practice"),
    "local-retention-exceeds-total": ("storage", "high", "constraint"),
    "log-group-policy-limit": ("observability", "low", "advice"),
    "log-key-locked": ("observability", "medium", "constraint"),
    "log-target-missing": ("observability", "high", "constraint"),
    "long-transactional-ids": ("configuration", "low", "advice"),
    "malformed-properties": ("configuration", "high", "constraint"),
    "metadata-mode-changed": ("lifecycle", "high", "constraint"),
    "min-isr-equals-replication": ("availability", "high", "practice"),
    "min-isr-of-one": ("availability", "medium", "practice"),
    "network-threads-outrun-io": ("capacity", "medium", "practice"),
    "no-client-authentication": ("authentication", "high", "practice"),
    "no-storage-headroom-plan": ("storage", "low", "practice"),
    "older-broker-family": ("capacity", "low", "advice"),
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
    "raised-iam-connection-limit": ("capacity", "low", "practice"),
    "replication-exceeds-brokers": ("availability", "high", "constraint"),
    "replicator-disturbed": ("lifecycle", "medium", "practice"),
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
    "slow-log-recovery": ("capacity", "low", "advice"),
    "stale-configuration-revision": ("configuration", "medium", "practice"),
    "starved-threads": ("capacity", "low", "practice"),
    "storage-key-not-a-key": ("encryption", "high", "constraint"),
    "storage-on-express": ("storage", "high", "constraint"),
    "storage-shrunk": ("lifecycle", "high", "constraint"),
    "superseded-kafka-version": ("lifecycle", "low", "advice"),
    "tag-limits": ("lifecycle", "medium", "constraint"),
    "throughput-on-small-broker": ("storage", "high", "constraint"),
    "throughput-on-small-volume": ("storage", "high", "constraint"),
    "throughput-out-of-range": ("storage", "high", "constraint"),
    "tiered-data-deleted": ("storage", "high", "practice"),
    "tiered-on-old-kafka": ("storage", "high", "constraint"),
    "tiered-on-small-broker": ("storage", "high", "constraint"),
    "tiered-retention-too-short": ("storage", "high", "constraint"),
    "tiered-segment-too-small": ("storage", "high", "constraint"),
    "tiered-storage-removed": ("lifecycle", "high", "constraint"),
    "tiered-topic-on-local-cluster": ("storage", "high", "constraint"),
    "tiered-with-compaction": ("storage", "high", "constraint"),
    "tls-auth-without-ca": ("authentication", "high", "constraint"),
    "too-few-partitions-to-replicate": ("capacity", "low", "practice"),
    "too-many-brokers": ("availability", "medium", "constraint"),
    "too-many-partitions": ("capacity", "high", "practice"),
    "too-many-scram-secrets": ("authentication", "high", "constraint"),
    "topic-property-invalid": ("configuration", "high", "constraint"),
    "topic-replication-exceeds-brokers": ("availability", "high", "constraint"),
    "two-zone-cluster": ("availability", "medium", "practice"),
    "unauthenticated-access": ("authentication", "high", "practice"),
    "unbalanced-brokers": ("availability", "high", "constraint"),
    "unbounded-retention": ("storage", "medium", "practice"),
    "unclean-leader-election": ("availability", "high", "practice"),
    "uncreatable-kafka-version": ("lifecycle", "high", "constraint"),
    "undersized-for-workload": ("capacity", "medium", "practice"),
    "unknown-broker-size": ("capacity", "high", "constraint"),
    "unknown-kafka-version": ("lifecycle", "high", "constraint"),
    "unlogged-brokers": ("observability", "medium", "practice"),
    "unprotected-cluster": ("lifecycle", "low", "advice"),
    "unreplicated-default": ("availability", "high", "practice"),
    "unreplicated-internal-topics": ("availability", "high", "practice"),
    "unreplicated-topic": ("availability", "high", "practice"),
    "unrotated-storage-key": ("encryption", "low", "practice"),
    "unsupported-kafka-version": ("lifecycle", "high", "practice"),
    "unsupported-property": ("configuration", "high", "constraint"),
    "untagged-cluster": ("lifecycle", "low", "advice"),
    "unused-configuration": ("configuration", "low", "practice"),
    "unwatched-cluster": ("observability", "low", "practice"),
    "volume-size-out-of-range": ("storage", "high", "constraint"),
    "vpc-changed": ("lifecycle", "high", "constraint"),
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


def test_the_index_has_the_subject_of_every_rule() -> None:
    index = shipped_rules() / INDEX
    stated = {f"{one.family}/{one.path.stem}": one.stated_subject for one in CATALOG}
    text = json.dumps(stated, indent=2) + "\n"
    if os.environ.get("MSKGUARD_UPDATE_GOLDEN"):
        index.write_text(text, encoding="utf-8")
    repair = "MSKGUARD_UPDATE_GOLDEN=1 python -m pytest tests/test_rules.py -k index"
    assert index.read_text(encoding="utf-8") == text, f"it is repaired by: {repair}"
    for entry in CATALOG:
        kinds = {kind.__name__ for kind in entry.rule.subject}
        assert set(entry.stated_subject.split()) == kinds, entry.name


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
