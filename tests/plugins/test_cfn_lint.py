"""mskguard inside cfn-lint: findings at their places, with cfn-lint's own ways to choose."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("cfnlint")

from cfnlint.api import ManualArgs, lint_file  # only where cfn-lint is installed

pytestmark = pytest.mark.cfn_lint

PLUGIN = "mskguard.plugins.cfn_lint"
TEMPLATE = """\
Conditions:
  IsEast: !Equals [!Ref "AWS::Region", us-east-1]
Resources:
  Events:
    Type: AWS::MSK::Cluster
    Properties:
      ClusterName: events
      KafkaVersion: 3.9.x
      NumberOfBrokerNodes: 3
      BrokerNodeGroupInfo:
        InstanceType: kafka.m7g.large
        ClientSubnets: [subnet-0a, subnet-0b, subnet-0c]
      EncryptionInfo:
        EncryptionInTransit:
          ClientBroker: !If [IsEast, TLS, PLAINTEXT]
"""


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "nobody"))
    path = tmp_path / "events.yaml"
    path.write_text(TEMPLATE, encoding="utf-8")
    return path


def matches(path: Path, **settings: Any) -> dict[str, Any]:
    """The matches of the plug-in by the rule that their message names."""
    config = ManualArgs(append_rules=[PLUGIN], regions=["us-east-1"], **settings)
    found = [one for one in lint_file(path, config=config) if one.rule.id.endswith("9870")]
    return {one.message.split("]")[0].removeprefix("["): one for one in found}


def test_a_finding_is_a_match_at_its_place(template: Path) -> None:
    one = matches(template)["plaintext-listener"]
    assert one.rule.id == "E9870"
    assert (one.linenumber, one.columnnumber) == (15, 43)
    assert (one.linenumberend, one.columnnumberend) == (15, 52)
    assert one.message.endswith(", when IsEast is false")


def test_severities_are_cfn_lints_own(template: Path) -> None:
    found = matches(template)
    assert {one.rule.id for one in found.values()} == {"E9870", "W9870"}
    assert "I9870" in {one.rule.id for one in matches(template, include_checks=["I"]).values()}
    chosen = matches(template, ignore_checks=["E9870"])
    assert {one.rule.id for one in chosen.values()} == {"W9870"}


def test_ignore_comments_and_the_configuration_hold(template: Path) -> None:
    first = matches(template)
    (template.parent / "mskguard.toml").write_text('ignore = ["unlogged-brokers"]\n')
    ignored = TEMPLATE.replace("PLAINTEXT]", "PLAINTEXT]  # mskguard: ignore[plaintext-listener]")
    template.write_text(ignored, encoding="utf-8")
    assert first.keys() - matches(template).keys() == {"plaintext-listener", "unlogged-brokers"}


def test_what_mskguard_cannot_do_is_told(template: Path) -> None:
    (template.parent / "mskguard.toml").write_text('ignore = ["no-such-rule"]\n')
    found = lint_file(template, config=ManualArgs(append_rules=[PLUGIN], regions=["us-east-1"]))
    assert [one for one in found if one.rule.id == "E0002" and "no-such-rule" in one.message]
