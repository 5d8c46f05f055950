"""The options of `mskguard check`, and what goes before what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.projects import PLAINTEXT, SOUND, Cli, Project

ASKED = ("--select", "plaintext-listener")
BY_VARIABLE = PLAINTEXT.replace('"TLS_PLAINTEXT"', "var.listener")
DECLARED = 'variable "listener" {\n  type    = string\n  default = "TLS"\n}\n'


def test_a_named_file_stands_for_its_module_and_reports_on_itself(
    cli: Cli, project: Project
) -> None:
    project({"main.tf": BY_VARIABLE, "variables.tf": DECLARED.replace("TLS", "PLAINTEXT")})
    assert "variables.tf:3:13" in cli("check", "variables.tf", *ASKED).stdout
    assert cli("check", "main.tf", *ASKED).exit_code == 0
    assert cli("check", *ASKED).exit_code == 1


def test_a_directory_beside_a_file_is_reported_whole(cli: Cli, project: Project) -> None:
    other = BY_VARIABLE.replace("var.listener", '"PLAINTEXT"')
    project({"one/main.tf": PLAINTEXT, "one/other.tf": "", "two/main.tf": other})
    done = cli("check", "one/other.tf", "two", *ASKED)
    assert "two/main.tf:14" in done.stdout
    assert "one/main.tf:14" not in done.stdout


def test_variables_are_given_by_option_file_and_configuration(cli: Cli, project: Project) -> None:
    project({"main.tf": BY_VARIABLE, "variables.tf": DECLARED})
    assert cli("check", *ASKED).exit_code == 0
    assert cli("check", *ASKED, "--var", "listener=PLAINTEXT").exit_code == 1
    Path("bad.tfvars").write_text('listener = "PLAINTEXT"\n', encoding="utf-8")
    assert cli("check", *ASKED, "--var-file", "bad.tfvars").exit_code == 1
    assert cli("check", *ASKED, "--var-file", "bad.tfvars", "--var", "listener=TLS").exit_code == 0
    Path("mskguard.toml").write_text('[variables]\nlistener = "PLAINTEXT"\n', encoding="utf-8")
    assert cli("check", *ASKED).exit_code == 1
    assert cli("check", *ASKED, "--var", "listener=TLS").exit_code == 0


def test_as_of_is_the_day_that_rules_judge_by(cli: Cli, project: Project) -> None:
    project({"main.tf": SOUND.replace("3.9.x", "2.2.1")})
    asked = ("--select", "unsupported-kafka-version")
    assert cli("check", *asked, "--as-of", "2019-01-01").exit_code == 0
    assert cli("check", *asked, "--as-of", "2030-01-01").exit_code == 1


def test_names_are_given_with_commas_or_repeatedly(cli: Cli, project: Project) -> None:
    project({"main.tf": PLAINTEXT})
    assert cli("check", "--select", "network, plaintext-listener").exit_code == 1
    assert cli("check", "--select", "network", "--select", "plaintext-listener").exit_code == 1
    assert cli("check", *ASKED, "--ignore", "plaintext-listener").exit_code == 3
    assert cli("check", "--select", "encryption", "--ignore", "plaintext-listener").exit_code == 0


def test_the_command_line_goes_before_the_project_and_that_before_the_user(
    cli: Cli, project: Project, home: Path
) -> None:
    project({"main.tf": PLAINTEXT})
    assert cli("check", *ASKED).exit_code == 1
    users = home / ".config" / "mskguard" / "mskguard.toml"
    users.parent.mkdir(parents=True)
    users.write_text('fail-on = "never"\n', encoding="utf-8")
    assert cli("check", *ASKED).exit_code == 0
    Path("mskguard.toml").write_text('fail-on = "high"\n', encoding="utf-8")
    assert cli("check", *ASKED).exit_code == 1
    assert cli("check", *ASKED, "--fail-on", "never").exit_code == 0


def test_selecting_lifts_what_a_configuration_ignores(cli: Cli, project: Project) -> None:
    project({"main.tf": PLAINTEXT, "mskguard.toml": 'ignore = ["plaintext-listener"]\n'})
    assert cli("check", "--select", "encryption").exit_code == 0
    assert cli("check", *ASKED).exit_code == 1


def test_a_configuration_can_be_named_or_left_out(cli: Cli, project: Project) -> None:
    project(
        {
            "main.tf": PLAINTEXT,
            "mskguard.toml": 'fail-on = "never"\n',
            "ci/strict.toml": 'fail-on = "low"\n',
        }
    )
    assert cli("check", *ASKED).exit_code == 0
    assert cli("check", *ASKED, "--config", "ci/strict.toml").exit_code == 1
    assert cli("check", *ASKED, "--no-config").exit_code == 1


def test_excluded_directories_are_relative_to_the_configuration(
    cli: Cli, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(
        {
            "mskguard.toml": 'exclude = ["infra/old/**"]\n',
            "infra/old/main.tf": PLAINTEXT,
            "infra/new/main.tf": SOUND,
        }
    )
    assert cli("check", *ASKED).exit_code == 0
    assert cli("check", "infra", *ASKED).exit_code == 0
    monkeypatch.chdir(root / "infra")
    assert cli("check", *ASKED).exit_code == 0
    assert cli("check", "old", *ASKED).exit_code == 1


def test_severity_is_overridden_by_the_configuration(cli: Cli, project: Project) -> None:
    project({"main.tf": PLAINTEXT, "mskguard.toml": '[severity]\nplaintext-listener = "low"\n'})
    assert cli("check", *ASKED).exit_code == 0
    assert cli("check", *ASKED, "--fail-on", "low").exit_code == 1


@pytest.mark.parametrize("form", ["sarif", "json"])
def test_a_report_is_written_whole_or_not_at_all(
    cli: Cli, project: Project, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    project({"main.tf": PLAINTEXT, "report.json": "as it was\n"})
    module = {"sarif": "sarif.write_sarif", "json": "json_report.write_json"}[form]

    def fail(_: object, out: object, **__: object) -> None:
        print("half of it", file=out)  # type: ignore[call-overload]
        raise RuntimeError("in the middle")

    with monkeypatch.context() as patched:
        patched.setattr(f"mskguard.report.{module}", fail)
        done = cli("check", *ASKED, "--format", form, "--output", "report.json")
    assert done.exit_code == 2
    assert Path("report.json").read_text(encoding="utf-8") == "as it was\n"
    assert sorted(path.name for path in Path().iterdir()) == [".git", "main.tf", "report.json"]

    done = cli("check", *ASKED, "--format", form, "--output", "report.json")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert json.loads(Path("report.json").read_text(encoding="utf-8"))


def test_colour_is_asked_for_or_left_out(cli: Cli, project: Project) -> None:
    project({"main.tf": PLAINTEXT})
    assert "\x1b[" not in cli("check", *ASKED).stdout
    assert "\x1b[" not in cli("check", *ASKED, "--color", "never").stdout
    assert "\x1b[" in cli("check", *ASKED, "--color", "always").stdout


def test_the_category_names_the_job_in_sarif(cli: Cli, project: Project) -> None:
    project({"main.tf": PLAINTEXT})
    done = cli("check", *ASKED, "--format", "sarif", "--category", "prod")
    [run] = json.loads(done.stdout)["runs"]
    assert run["automationDetails"]["id"] == "mskguard/prod/"


def test_an_ignore_that_matches_nothing_is_told(cli: Cli, project: Project) -> None:
    project({"main.tf": "# mskguard: ignore[plaintext-listener] -- old\n" + SOUND})
    done = cli("check", "--fail-on", "low", "--select", "encryption,unused-ignore")
    assert done.exit_code == 1
    assert "ignore[plaintext-listener] matches no finding" in done.stdout
    done = cli("check", "--fail-on", "low", "--select", "network,unused-ignore")
    assert done.exit_code == 0
