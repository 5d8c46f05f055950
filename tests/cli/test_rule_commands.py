"""`rules`, `explain` and `new-rule`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mskguard.engine.catalog import load, shipped_rules
from mskguard.engine.reports import REPORTS
from tests.cli.projects import LEVELS, Cli
from tests.harness import checks, documents
from tests.harness.examples import fences

HERE = Path("skeletons")


@pytest.fixture(autouse=True)
def empty_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_every_rule_is_listed_in_json(cli: Cli) -> None:
    listed = json.loads(cli("rules", "--format", "json").stdout)
    shipped = {path.stem.replace("_", "-") for path in shipped_rules().glob("*/*.py")}
    assert {one["name"] for one in listed} == shipped | {one.name for one in REPORTS}
    [one] = [one for one in listed if one["name"] == "plaintext-listener"]
    assert one == {
        "name": "plaintext-listener",
        "family": "encryption",
        "severity": "high",
        "kind": "practice",
        "summary": "Clients may connect to the brokers without TLS",
        "fixable": True,
    }


def test_every_rule_is_listed_in_text(cli: Cli) -> None:
    done = cli("rules")
    assert done.exit_code == 0
    for one in json.loads(cli("rules", "--format", "json").stdout):
        assert f"  {one['name']} " in done.stdout
        assert one["summary"] in done.stdout


def test_every_rule_is_explained_within_the_terminal(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "72")
    for one in json.loads(cli("rules", "--format", "json").stdout):
        done = cli("explain", one["name"])
        assert done.exit_code == 0
        assert done.stdout.startswith(f"{one['name']}\n{one['family']}, {one['severity']}, ")
        for line in done.stdout.splitlines():
            assert len(line) <= 72 or line.startswith("    ") or " " not in line.strip()


def test_an_explanation_has_the_example_and_the_source(cli: Cli) -> None:
    said = cli("explain", "plaintext-listener").stdout
    assert '    -      client_broker = "TLS_PLAINTEXT"\n' in said
    assert "```" not in said
    assert "Source: Developer Guide" in said
    assert "\x1b[32m+" in cli("explain", "plaintext-listener", "--color", "always").stdout


def test_a_family_is_not_explained_but_its_rules_are_named(cli: Cli) -> None:
    done = cli("explain", "encryption")
    assert done.exit_code == 2
    assert "plaintext-listener" in done.stderr


def test_own_rules_are_listed_and_explained(cli: Cli, home: Path) -> None:
    path = home / "rules" / "own" / "own_defect.py"
    path.parent.mkdir(parents=True)
    path.write_text(LEVELS.format(level="LOW", name="own_defect"), encoding="utf-8")
    assert "own-defect" in cli("rules", "--rules", str(home / "rules")).stdout
    assert cli("explain", "own-defect").exit_code == 2
    users = home / ".config" / "mskguard" / "mskguard.toml"
    users.parent.mkdir(parents=True)
    users.write_text('rules = ["~/rules"]\n', encoding="utf-8")
    assert "own-defect" in cli("rules").stdout
    assert cli("explain", "own-defect").exit_code == 0


def test_a_new_rule_loads_and_fails_its_tests(cli: Cli, tmp_path: Path) -> None:
    assert cli("new-rule", "own/some-defect", "--rules", str(HERE)).exit_code == 0
    [entry] = load([HERE])
    assert (entry.family, entry.rule.name) == ("own", "some-defect")
    [fence] = fences(entry.rule.doc)
    failures = checks.failures_of(checks.finds_the_fault, entry, fence, tmp_path / "example")
    assert failures == ["not found: main.tf:2"]
    assert "left to fill in" in "\n".join(documents.documentation_is_complete(entry))


def test_a_new_rule_goes_below_rules(cli: Cli) -> None:
    assert cli("new-rule", "own/some-defect").exit_code == 0
    assert Path("rules/own/some_defect.py").is_file()


def test_a_new_rule_overwrites_nothing(cli: Cli) -> None:
    cli("new-rule", "own/some-defect", "--rules", str(HERE))
    path = HERE / "own" / "some_defect.py"
    path.write_text("mine", encoding="utf-8")
    done = cli("new-rule", "own/some-defect", "--rules", str(HERE))
    assert done.exit_code == 2
    assert done.stderr == f"Error: {path} is there already\n"
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("defect", '"defect" is not written as FAMILY/NAME'),
        ("own/Some_Defect", 'hyphens are expected, such as "some-defect"'),
        ("own/../../x", '"../../x" is no name'),
        ("/x", '"" is no name'),
        ("own/class", '"class" has a meaning of its own in a rule file'),
        ("own/violates", '"violates" has a meaning of its own in a rule file'),
        ("own/plaintext-listener", "there is a rule plaintext-listener already"),
        ("own/storage", "storage is the name of a family of rules"),
        ("plaintext-listener/x", "plaintext-listener is the name of a rule, not of a family"),
    ],
)
def test_a_new_rule_has_a_name_that_is_free(cli: Cli, name: str, said: str) -> None:
    done = cli("new-rule", name, "--rules", str(HERE))
    assert done.exit_code == 2
    assert said in done.stderr
    assert not HERE.exists()
