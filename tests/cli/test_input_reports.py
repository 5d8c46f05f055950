"""The reports about the input: selected, ignored, explained and counted like rules."""

from __future__ import annotations

import json

import pytest

from tests.cli.projects import AS_OF, SOUND, Cli, Project

MISSPELT = SOUND.replace("kafka_version ", "kafka_versions")
UNKNOWN = SOUND.replace('"3.9.x"', "var.kafka_version") + 'variable "kafka_version" {}\n'


def check(cli: Cli, *words: str) -> list[dict[str, object]]:
    done = cli("check", "--format", "json", "--as-of", AS_OF, *words)
    findings: list[dict[str, object]] = json.loads(done.stdout)["findings"]
    return findings


def names(findings: list[dict[str, object]]) -> list[object]:
    return [one["rule"] for one in findings]


def test_a_misspelt_argument_fails_the_run_with_the_name_that_was_meant(
    cli: Cli, project: Project
) -> None:
    project({"main.tf": MISSPELT})
    done = cli("check", "--as-of", AS_OF, "--select", "input")
    assert done.exit_code == 1
    assert "main.tf:3:3: high[unknown-attribute] aws_msk_cluster.events: " in done.stdout
    assert "kafka_versions is no argument of aws_msk_cluster, kafka_version is" in done.stdout
    assert "lacks kafka_version" not in done.stdout


def test_a_sound_cluster_has_no_report(cli: Cli, project: Project) -> None:
    project({"main.tf": SOUND})
    assert not names(check(cli, "--select", "input"))


def test_a_report_is_ignored_by_comment_by_name_and_by_family(cli: Cli, project: Project) -> None:
    comment = "# mskguard: ignore[unknown-attribute] -- waits for provider 7\n"
    project({"main.tf": MISSPELT.replace("  kafka_versions", f"  {comment}  kafka_versions")})

    [one] = [one for one in check(cli) if one["rule"] == "unknown-attribute"]
    assert one["suppressed"] == "waits for provider 7"
    assert "unused-ignore" not in names(check(cli, "--ignore", "unknown-attribute"))
    assert "unknown-attribute" not in names(check(cli, "--ignore", "input"))
    assert "unknown-attribute" not in names(check(cli, "--select", "encryption"))


def test_a_key_written_twice_does_not_stop_the_reading(cli: Cli, project: Project) -> None:
    body = {"ClusterName": "a", "BrokerNodeGroupInfo": {"ClientSubnets": ["subnet-a"]}}
    text = json.dumps(body, indent=1)[:-2] + ',\n "ClusterName": "b"\n}'
    project({"body.json": text})
    done = cli("check", "body.json", "--select", "duplicate-key")
    said = "ClusterName: it is written twice in one map, and the last one counts"
    assert f"body.json:8:2: medium[duplicate-key] {said}" in done.stdout
    assert done.exit_code == 1
    relaxed = cli("check", "body.json", "--select", "duplicate-key", "--fail-on", "high")
    assert relaxed.exit_code != 1


def test_what_is_unresolved_is_told_on_request_alone_once_for_each_cause(
    cli: Cli, project: Project
) -> None:
    project({"main.tf": UNKNOWN})
    assert "unresolved-input" not in names(check(cli))
    assert "unresolved-input" not in names(check(cli, "--select", "input"))
    found = check(cli, "--select", "unresolved-input")
    [one] = [one for one in found if "var.kafka_version" in str(one["message"])]
    assert str(one["message"]).startswith("var.kafka_version has no value and no default: ")
    assert "cannot judge what hangs on it" in str(one["message"])
    assert names(found) == ["unresolved-input"] * len(found)
    assert not [
        one
        for one in check(cli, "--select", "unresolved-input", "--var", "kafka_version=3.9.x")
        if "var.kafka_version" in str(one["message"])
    ]


def test_an_ignore_of_what_is_not_asked_is_not_unused(cli: Cli, project: Project) -> None:
    project({"main.tf": "# mskguard: ignore[unresolved-input]\n" + SOUND})
    assert "unused-ignore" not in names(check(cli))


@pytest.mark.parametrize(
    ("until", "as_of", "ignores"),
    [
        ("2026-11-21", "2026-11-20", True),
        ("2026-11-21", "2026-11-21", True),
        ("2026-11-21", "2026-11-22", False),
        ("2026-02-30", "2026-01-01", False),
        ("Christmas", "2026-01-01", False),
    ],
)
def test_an_ignore_holds_until_its_day_has_passed(
    until: str, as_of: str, ignores: bool, cli: Cli, project: Project
) -> None:
    comment = f"# mskguard: ignore[unknown-attribute] until {until} -- OPS-118"
    project({"main.tf": MISSPELT.replace("  kafka_versions", f"  {comment}\n  kafka_versions")})
    done = cli("check", "--format", "json", "--as-of", as_of, "--select", "input")
    found = {one["rule"]: one for one in json.loads(done.stdout)["findings"]}
    assert ("expired-ignore" in found) is not ignores
    assert found["unknown-attribute"].get("suppressed") == ("OPS-118" if ignores else None)
    assert "unused-ignore" not in found
    if not ignores:
        said = str(found["expired-ignore"]["message"])
        assert said.startswith("ignore[unknown-attribute] ignores nothing: ")
        assert until in said


def test_hidden_text_is_not_repeated(cli: Cli, project: Project) -> None:
    secret = 'variable "s" {\n  sensitive = true\n  default = "hunter2-hunter2"\n}\n'
    text = SOUND.replace('client_broker = "TLS"', "client_broker = var.s")
    project({"main.tf": text + secret})
    [one] = check(cli, "--select", "invalid-value")
    assert "hunter2" not in json.dumps(one)
    assert "is a text, one of these is expected: TLS" in str(one["message"])
