"""Corners of the rules on versions, names, tags and the protection of clusters."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.rules.asking import ask, told
from tests.rules.brokers import EXPRESS, M7G, UNSAID, broker


def versioned(version: str, size: str = M7G) -> str:
    return broker(size, more=f"kafka_version = {version}")


@pytest.mark.parametrize(
    ("version", "size", "state"),
    [
        ('"3.8.x"', M7G, "violated"),
        ('"3.8.x.kraft"', M7G, "violated"),
        ('"3.9.x"', M7G, "kept"),
        ('"4.0.x.kraft"', M7G, "kept"),
        ('"3.6.0"', M7G, "kept"),
        ('"3.8.x"', EXPRESS, "kept"),
        ('"3.8.x"', UNSAID, "open"),
        ('"3.9.0"', M7G, "kept"),
        ("var.mystery", M7G, "open"),
    ],
)
def test_a_supported_version_is_held_against_the_recommended_one_of_its_kind(
    version: str, size: str, state: str, tmp_path: Path
) -> None:
    judged = ask("superseded-kafka-version", versioned(version, size), tmp_path)
    assert bool(judged.violated) is (state == "violated")
    assert bool(judged.undetermined) is (state == "open")


def created(version: str) -> str:
    body = {
        "ClusterName": "c",
        "KafkaVersion": version,
        "NumberOfBrokerNodes": 3,
        "BrokerNodeGroupInfo": {"InstanceType": "kafka.m5.large", "ClientSubnets": ["a", "b"]},
    }
    return json.dumps(body)


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("1.1.1", ['high "1.1.1"']),
        ("2.4.1", ['high "2.4.1"']),
        ("2.4.1.1", ['medium "2.4.1.1"']),
        ("3.6.0", ['medium "3.6.0"']),
        ("3.9.x", []),
    ],
)
def test_a_request_for_a_new_cluster_names_a_version_that_is_made(
    version: str, said: list[str], tmp_path: Path
) -> None:
    judged = ask("uncreatable-kafka-version", created(version), tmp_path, "create.json")
    assert told(judged) == said


@pytest.mark.parametrize(("version", "open_"), [('"2.4.1"', 1), ('"3.9.x"', 0), ("var.mystery", 0)])
def test_whether_a_declared_cluster_is_new_stays_open(
    version: str, open_: int, tmp_path: Path
) -> None:
    judged = ask("uncreatable-kafka-version", versioned(version), tmp_path)
    assert not judged.violated
    assert len(judged.undetermined) == open_


@pytest.mark.parametrize(
    ("version", "issue"),
    [("2.1.0", "KAFKA-7697"), ("2.3.1", "KAFKA-9752"), ("2.4.1", "KAFKA-9752"), ("2.4.1.1", "")],
)
def test_a_fault_is_named(version: str, issue: str, tmp_path: Path) -> None:
    judged = ask("buggy-kafka-version", versioned(f'"{version}"'), tmp_path)
    assert [issue in one.message for one in judged.violated] == ([True] if issue else [])


@pytest.mark.parametrize(
    ("version", "size", "rule"),
    [
        ("3.9.x", EXPRESS, "express-on-zookeeper"),
        ("3.9.x.kraft", EXPRESS, ""),
        ("3.8.x", EXPRESS, ""),
        ("3.6.0", EXPRESS, ""),
        ("3.7.x", EXPRESS, "broker-size-needs-newer-kafka"),
        ("3.8.x.kraft", EXPRESS, "broker-size-needs-newer-kafka"),
        ("4.0.x.kraft", EXPRESS, "broker-size-needs-newer-kafka"),
        ("3.9.x", M7G, ""),
        ("3.3.1", M7G, "broker-size-needs-newer-kafka"),
        ("3.3.2", M7G, ""),
        ("2.8.2.tiered", M7G, ""),
        ("2.8.1", '"kafka.m5.large"', ""),
        ("3.9.0", M7G, ""),
        ("nonsense", M7G, ""),
    ],
)
def test_one_rule_speaks_of_a_version_that_the_brokers_do_not_run(
    version: str, size: str, rule: str, tmp_path: Path
) -> None:
    text = versioned(f'"{version}"', size)
    for one in ("express-on-zookeeper", "broker-size-needs-newer-kafka"):
        judged = ask(one, text, tmp_path)
        assert bool(judged.violated) is (one == rule), one
        assert not judged.undetermined


def test_a_version_newer_than_the_facts_stays_open_on_express(tmp_path: Path) -> None:
    judged = ask("broker-size-needs-newer-kafka", versioned('"4.9.x.kraft"', EXPRESS), tmp_path)
    assert len(judged.undetermined) == 1
    assert judged.undetermined[0].reasons


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ('"events"', "kept"),
        (f'"{"e" * 64}"', "kept"),
        (f'"{"e" * 65}"', "violated"),
        ('"events_prod"', "violated"),
        ('"events.prod"', "violated"),
        ('"${var.mystery}_events"', "violated"),
        ('"${var.mystery}-events"', "open"),
        ("null", "kept"),
    ],
)
@pytest.mark.parametrize("kind", ["aws_msk_cluster", "aws_msk_serverless_cluster"])
def test_a_name_is_judged_by_what_is_known_of_it(
    name: str, state: str, kind: str, tmp_path: Path
) -> None:
    text = f'variable "mystery" {{}}\nresource "{kind}" "c" {{\n  cluster_name = {name}\n}}\n'
    judged = ask("cluster-name", text, tmp_path)
    assert bool(judged.violated) is (state == "violated")
    assert bool(judged.undetermined) is (state == "open")


@pytest.mark.parametrize(
    ("tags", "violated"),
    [
        ('{ Team = "a b/c.d=e+f-g@h_i" }', 0),
        ('{ Team = "" }', 0),
        ('{ "aws:team" = "a" }', 1),
        ('{ "AWS:team" = "a" }', 1),
        ('{ "kubernetes.io/cluster:a" = "Größe" }', 0),
        ('{ Team = "a, b", Other = "c;d" }', 2),
        ('{ "" = "a" }', 1),
        (f'{{ {"k" * 129} = "a" }}', 1),
        (f'{{ {"k" * 128} = "{"v" * 256}" }}', 0),
        (f'{{ Team = "{"v" * 257}" }}', 1),
        ("{ Team = var.mystery }", 0),
        ("var.mystery", 0),
        (f"{{ {', '.join(f'k{n} = 1' for n in range(50))} }}", 0),
        (f"{{ {', '.join(f'k{n} = 1' for n in range(51))} }}", 1),
    ],
)
def test_tags_are_few_short_and_plain(tags: str, violated: int, tmp_path: Path) -> None:
    judged = ask("tag-limits", broker(M7G, more=f"tags = {tags}"), tmp_path)
    assert len(judged.violated) == violated
    assert not judged.undetermined


def test_the_tags_of_the_provider_are_counted(tmp_path: Path) -> None:
    own = f"tags = {{ {', '.join(f'k{n} = 1' for n in range(50))} }}"
    added = 'provider "aws" {\n  default_tags {\n    tags = { %s = "a" }\n  }\n}\n'
    assert ask("tag-limits", broker(M7G, more=own, after=added % "other"), tmp_path).violated
    assert not ask("tag-limits", broker(M7G, more=own, after=added % "k1"), tmp_path).violated


PROVIDER = 'provider "aws" {\n  region = "eu-west-1"\n}\n'
TAGGING = 'provider "aws" {\n  default_tags {\n    tags = { Team = "a" }\n  }\n}\n'


@pytest.mark.parametrize(
    ("tags", "provider", "state"),
    [
        ("", PROVIDER, "violated"),
        ("tags = {}", PROVIDER, "violated"),
        ('tags = { Team = "a" }', PROVIDER, "kept"),
        ("", TAGGING, "kept"),
        ("tags = var.mystery", PROVIDER, "open"),
        ("", "", "open"),
    ],
)
def test_tags_come_from_the_cluster_or_its_provider(
    tags: str, provider: str, state: str, tmp_path: Path
) -> None:
    judged = ask("untagged-cluster", broker(M7G, more=tags, after=provider), tmp_path)
    assert bool(judged.violated) is (state == "violated")
    assert bool(judged.undetermined) is (state == "open")
    assert all(one.reasons for one in judged.undetermined)


TEMPLATE = """
Resources:
  Cluster:
    Type: AWS::MSK::Cluster
    %s
    Properties:
      ClusterName: c
"""


def test_a_stack_may_have_tags_that_its_template_does_not_show(tmp_path: Path) -> None:
    judged = ask("untagged-cluster", TEMPLATE % "", tmp_path, "template.yaml")
    assert not judged.violated
    assert len(judged.undetermined) == 1


@pytest.mark.parametrize(
    ("policies", "violated"),
    [
        ("", 2),
        ("DeletionPolicy: Retain", 1),
        ("DeletionPolicy: RetainExceptOnCreate\n    UpdateReplacePolicy: Retain", 0),
        ("DeletionPolicy: Delete\n    UpdateReplacePolicy: Delete", 2),
    ],
)
def test_a_template_keeps_what_leaves_it(policies: str, violated: int, tmp_path: Path) -> None:
    judged = ask("unprotected-cluster", TEMPLATE % policies, tmp_path, "template.yaml")
    assert len(judged.violated) == violated


@pytest.mark.parametrize(
    ("cycle", "violated"),
    [
        ("", True),
        ("lifecycle {\n prevent_destroy = true\n }", False),
        ("lifecycle {\n prevent_destroy = false\n }", True),
        ("lifecycle {\n ignore_changes = all\n }", True),
    ],
)
def test_terraform_protects_where_it_is_told_to(cycle: str, violated: bool, tmp_path: Path) -> None:
    judged = ask("unprotected-cluster", broker(M7G, more=cycle), tmp_path)
    assert bool(judged.violated) is violated
    assert all(one.fix for one in judged.violated)


def test_a_request_has_nothing_to_protect_it_with(tmp_path: Path) -> None:
    assert not ask("unprotected-cluster", created("3.9.x"), tmp_path, "create.json").findings
