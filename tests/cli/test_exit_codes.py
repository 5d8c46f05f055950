"""What each exit code means, and which of them goes first."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.projects import CRASHING, LEVELS, PLAINTEXT, SOUND, Cli, Project

ASKED = ("--select", "plaintext-listener")
BROKEN = 'resource "aws_msk_cluster" "half" {\n  cluster_name = \n'
EMPTY = 'resource "aws_s3_bucket" "logs" {}\n'


def own_rule(directory: Path, name: str, level: str) -> None:
    path = directory / "own" / f"{name}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = CRASHING if name == "crashing" else LEVELS.format(level=level, name=name)
    path.write_text(text, encoding="utf-8")


def test_nothing_found_is_0(cli: Cli, project: Project) -> None:
    project({"main.tf": SOUND})
    assert cli("check", *ASKED).exit_code == 0


def test_a_finding_is_1(cli: Cli, project: Project) -> None:
    project({"main.tf": PLAINTEXT})
    done = cli("check", *ASKED)
    assert done.exit_code == 1
    assert "main.tf:14:23" in done.stdout
    assert "plaintext-listener" in done.stdout


@pytest.mark.parametrize("level", ["LOW", "MEDIUM", "HIGH"])
@pytest.mark.parametrize("fail_on", ["low", "medium", "high", "never", None])
def test_a_finding_counts_from_fail_on_upwards(
    cli: Cli, project: Project, tmp_path: Path, level: str, fail_on: str | None
) -> None:
    project({"main.tf": SOUND})
    own_rule(tmp_path / "rules", "own_defect", level)
    given = ["--fail-on", fail_on] if fail_on else []
    done = cli("check", "--rules", str(tmp_path / "rules"), "--select", "own-defect", *given)
    grades = ["low", "medium", "high", "never"]
    assert done.exit_code == int(grades.index(level.lower()) >= grades.index(fail_on or "medium"))
    assert "own-defect" in done.stdout


def test_what_is_undetermined_does_not_count(cli: Cli, project: Project) -> None:
    unknown = PLAINTEXT.replace('"TLS_PLAINTEXT"', "var.mystery")
    project({"main.tf": unknown + 'variable "mystery" {}\n'})
    assert cli("check", *ASKED).exit_code == 0
    assert cli("check", *ASKED, "--open", "--fail-on", "low").exit_code == 0


def test_what_is_ignored_does_not_count(cli: Cli, project: Project) -> None:
    line = '"TLS_PLAINTEXT" # mskguard: ignore[plaintext-listener] -- until the move'
    project({"main.tf": PLAINTEXT.replace('"TLS_PLAINTEXT"', line)})
    assert cli("check", *ASKED, "--fail-on", "low").exit_code == 0


@pytest.mark.parametrize("fail_on", ["high", "never"])
def test_an_unreadable_file_is_1_whatever_fails(cli: Cli, project: Project, fail_on: str) -> None:
    project({"main.tf": SOUND, "other.tf": BROKEN})
    done = cli("check", *ASKED, "--fail-on", fail_on)
    assert done.exit_code == 1
    assert "unreadable-file" in done.stdout


def test_an_unreadable_file_cannot_be_ignored(cli: Cli, project: Project) -> None:
    comment = "# mskguard: ignore[unreadable-file] -- it is always so\n"
    project({"main.tf": SOUND, "other.tf": comment + 'x = "\n'})
    assert cli("check", *ASKED).exit_code == 1
    done = cli("check", "--ignore", "unreadable-file")
    assert done.exit_code == 2
    assert done.stderr == "Error: --ignore: unreadable-file cannot be ignored: exclude the file\n"


def test_a_lower_severity_does_not_hide_an_unreadable_file(cli: Cli, project: Project) -> None:
    project({"main.tf": SOUND, "other.tf": BROKEN})
    Path("mskguard.toml").write_text('[severity]\nunreadable-file = "low"\n', encoding="utf-8")
    assert cli("check", *ASKED).exit_code == 1


def test_an_unreadable_file_is_told_beside_a_named_one(cli: Cli, project: Project) -> None:
    project({"main.tf": SOUND, "other.tf": BROKEN})
    done = cli("check", "main.tf", *ASKED)
    assert done.exit_code == 1
    assert "other.tf:" in done.stdout


def test_nothing_to_check_is_3(cli: Cli, project: Project) -> None:
    project({"main.tf": EMPTY})
    done = cli("check")
    assert done.exit_code == 3
    assert done.stderr == "exit code 3: nothing was checked (--allow-empty accepts that)\n"
    assert cli("check", "--allow-empty").exit_code == 0


def test_a_cluster_that_no_selected_rule_judges_is_3(cli: Cli, project: Project) -> None:
    project({"main.tf": SOUND})
    assert cli("check", "--select", "unused-ignore").exit_code == 3


def test_an_unreadable_file_goes_before_nothing_to_check(cli: Cli, project: Project) -> None:
    project({"main.tf": EMPTY, "other.tf": 'x = "\n'})
    assert cli("check").exit_code == 1
    assert cli("check", "--allow-empty").exit_code == 1


def test_a_crash_goes_before_findings(cli: Cli, project: Project, tmp_path: Path) -> None:
    project({"main.tf": PLAINTEXT})
    own_rule(tmp_path / "rules", "crashing", "LOW")
    words = ("check", "--rules", str(tmp_path / "rules"), "--select", "own,plaintext-listener")
    done = cli(*words)
    assert done.exit_code == 2
    assert "crashing" in done.stdout
    assert "plaintext-listener" in done.stdout
    done = cli(*words, "--format", "json")
    assert done.exit_code == 2
    assert "the rule crashing crashed on aws_msk_cluster.events: LookupError" in done.stderr


def test_a_crashed_rule_leaves_its_ignores_alone(
    cli: Cli, project: Project, tmp_path: Path
) -> None:
    project({"main.tf": "# mskguard: ignore[crashing, own] -- known\n" + SOUND})
    own_rule(tmp_path / "rules", "crashing", "LOW")
    done = cli("check", "--rules", str(tmp_path / "rules"), "--select", "own,unused-ignore")
    assert done.exit_code == 2
    assert "matches no finding" not in done.stdout


def test_a_rule_that_cannot_be_loaded_is_2(cli: Cli, project: Project, tmp_path: Path) -> None:
    project({"main.tf": SOUND})
    path = tmp_path / "rules" / "own" / "broken.py"
    path.parent.mkdir(parents=True)
    path.write_text("import nothing_of_that_name\n", encoding="utf-8")
    done = cli("check", "--rules", str(tmp_path / "rules"))
    assert done.exit_code == 2
    assert f"Error: {path}: line 1: ModuleNotFoundError" in done.stderr


def test_a_defect_of_mskguard_is_2_and_one_line(
    cli: Cli, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("no\nway")

    project({"main.tf": SOUND})
    monkeypatch.setattr("mskguard.check.run", fail)
    done = cli("check")
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr == (
        "mskguard crashed: ZeroDivisionError: no way -- this is a bug\n"
        "`mskguard --debug ...` shows where\n"
    )
    assert "Traceback" in cli("--debug", "check").stderr
    monkeypatch.setenv("MSKGUARD_DEBUG", "1")
    assert "Traceback" in cli("check").stderr


def test_ctrl_c_is_130(cli: Cli, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    project({"main.tf": SOUND})
    monkeypatch.setattr("mskguard.check.run", interrupt)
    done = cli("check")
    assert done.exit_code == 130
    assert "interrupted" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check", "nowhere"], "'nowhere' does not exist"),
        (["check", "--var", "name"], '"name" is not written as NAME=VALUE'),
        (["check", "--var-file", "nowhere.tfvars"], "'nowhere.tfvars' does not exist"),
        (["check", "--as-of", "yesterday"], '"yesterday" is no day as YYYY-MM-DD'),
        (["check", "--fail-on", "grave"], "'grave' is not one of"),
        (["check", "--format", "xml"], "'xml' is not one of"),
        (["check", "--select", ","], "the name of a rule or a family is expected"),
        (
            ["check", "--select", "plaintext-listner"],
            'Error: --select: no rule or family is called "plaintext-listner", '
            'did you mean "plaintext-listener"?\n',
        ),
        (
            ["check", "--ignore", "network,encrypton"],
            'Error: --ignore: no rule or family is called "encrypton", did you mean "encryption"?',
        ),
        (["check", "--config", "main.tf", "--no-config"], "exclude each other"),
        (["check", "--output", "nowhere/report.txt"], "nowhere/report.txt: cannot be written"),
        (["chekc"], 'there is no command "chekc", did you mean `mskguard check`?'),
        (["main.tf"], "did you mean `mskguard check main.tf`?"),
        (["explain", "plaintext-listner"], 'did you mean "plaintext-listener"?'),
        (["--nothing"], "No such option"),
    ],
)
def test_a_slip_of_the_user_is_2_and_a_sentence(
    cli: Cli, project: Project, words: list[str], said: str
) -> None:
    project({"main.tf": SOUND})
    done = cli(*words)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
