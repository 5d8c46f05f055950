"""Profiles and settings on the command line and in the configuration."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.projects import PLAINTEXT, Cli, Project
from tests.report.sarif_checks import SCHEMA

BURSTABLE = PLAINTEXT.replace("kafka.m5.large", "kafka.t3.small")


def test_a_pack_asks_the_rules_of_its_controls_alone(cli: Cli, project: Project) -> None:
    project({"main.tf": PLAINTEXT})
    everything = json.loads(cli("check", "--format", "json").stdout)
    assert "plaintext-listener" in {one["rule"] for one in everything["findings"]}
    assert everything["profile"] is None
    told = json.loads(cli("check", "--format", "json", "--profile", "aws-security-hub").stdout)
    assert "plaintext-listener" not in {one["rule"] for one in told["findings"]}
    standings = {one["id"]: one["standing"] for one in told["profile"]["controls"]}
    assert standings["MSK.1"] == "kept"
    assert standings["MSK.5"] == "not judged"


def test_naming_a_rule_outweighs_the_profile(cli: Cli, project: Project) -> None:
    project({"main.tf": BURSTABLE})
    development = ("check", "--profile", "development")
    assert "[burstable-broker]" in cli("check").stdout
    assert "[burstable-broker]" not in cli(*development).stdout
    assert "[burstable-broker]" in cli(*development, "--select", "burstable-broker").stdout


def test_a_control_that_nothing_judges_is_no_pass(cli: Cli, project: Project) -> None:
    project({"main.tf": PLAINTEXT})
    text = cli("check", "--profile", "pci-dss").stdout
    assert "10.4.1  not judged    Audit logs are reviewed at least once daily: a practice" in text
    assert "4.2.1   violated" in text


def test_sarif_carries_a_pack_as_a_taxonomy(cli: Cli, project: Project) -> None:
    import jsonschema

    project({"main.tf": PLAINTEXT})
    log = json.loads(cli("check", "--profile", "pci-dss", "--format", "sarif").stdout)
    jsonschema.Draft4Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(log)
    (run,) = log["runs"]
    (taxonomy,) = run["taxonomies"]
    rules = {one["id"]: one for one in run["tool"]["driver"]["rules"]}
    targets = [one["target"] for one in rules["plaintext-listener"]["relationships"]]
    assert {one["id"] for one in targets} == {"2.2.7", "4.2.1"}
    assert all(taxonomy["taxa"][one["index"]]["id"] == one["id"] for one in targets)
    unjudged = [one["id"] for one in taxonomy["taxa"] if not one["properties"]["judged"]]
    assert "10.4.1" in unjudged


def test_an_unknown_profile_is_told(cli: Cli, project: Project) -> None:
    project({"main.tf": PLAINTEXT})
    done = cli("check", "--profile", "hippa")
    assert done.exit_code == 2
    assert 'hippa" is none of production' in done.stderr


def test_the_configuration_names_a_profile_and_settings(cli: Cli, project: Project) -> None:
    project({"main.tf": BURSTABLE, "mskguard.toml": 'profile = "development"\n'})
    assert "[burstable-broker]" not in cli("check").stdout
    assert "[burstable-broker]" in cli("check", "--profile", "production").stdout
    level = '[settings.default-monitoring]\nlevel = "%s"\n'
    asked = ("check", "--select", "default-monitoring", "--fail-on", "low")
    Path("mskguard.toml").write_text(level % "DEFAULT", encoding="utf-8")
    assert cli(*asked).exit_code == 0
    Path("mskguard.toml").write_text(level % "PER_BROKER", encoding="utf-8")
    assert cli(*asked).exit_code == 1


def test_a_wrong_setting_is_told(cli: Cli, project: Project) -> None:
    project({"main.tf": PLAINTEXT})
    for text, said in (
        ("[settings.default-monitoring]\nlevels = 1\n", "has no such setting; it has level"),
        ("[settings.default-monitoring]\nlevel = 1\n", "a value like 'PER"),
        ("[settings.no-such-rule]\nlevel = 1\n", 'no rule is called "no-such-rule"'),
    ):
        Path("mskguard.toml").write_text(text, encoding="utf-8")
        done = cli("check")
        assert done.exit_code == 2, text
        assert said in done.stderr
