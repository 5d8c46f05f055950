"""Of a request that changes a cluster, only what it speaks of is asked about."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.rules.asking import ask, told

ARN = "arn:aws:kafka:eu-west-1:123456789012:cluster/events/0b1b1c1d-1111-2222-3333-444455556666-1"
SILENT = (
    "default-monitoring",
    "no-client-authentication",
    "plaintext-listener",
    "storage-key-not-a-key",
    "unbalanced-brokers",
    "unclean-leader-election",
    "unknown-broker-size",
)


def update(**said: Any) -> str:
    return json.dumps({"ClusterArn": ARN, "CurrentVersion": "K1X5R6FKA87", **said})


@pytest.mark.parametrize("rule", SILENT)
def test_what_an_update_leaves_as_it_is_raises_no_question(rule: str, tmp_path: Path) -> None:
    text = update(TargetBrokerEBSVolumeInfo=[{"KafkaBrokerNodeId": "All", "VolumeSizeGB": 2000}])
    assert ask(rule, text, tmp_path, "request.json").findings == []


def test_what_it_says_is_judged(tmp_path: Path) -> None:
    text = update(EncryptionInfo={"EncryptionInTransit": {"ClientBroker": "TLS_PLAINTEXT"}})
    assert told(ask("plaintext-listener", text, tmp_path, "request.json")) == [
        'high "TLS_PLAINTEXT"'
    ]


def test_what_it_says_may_hang_on_what_it_leaves(tmp_path: Path) -> None:
    text = update(EncryptionInfo={"EncryptionInTransit": {"ClientBroker": "TLS_PLAINTEXT"}})
    [open_] = ask("auth-without-tls", text, tmp_path, "request.json").undetermined
    assert open_.span.text == '"TLS_PLAINTEXT"'
    assert "the request leaves it as it is" in {hop.what for hop in open_.reasons}
