"""`mskguard check plan.json`: where findings point, and what is said of a wrong --source."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.projects import Cli

CASE = Path(__file__).parents[2] / "fixtures" / "parity" / "provisioned-iam"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(CASE, tmp_path / "hcl")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "hcl" / "plan.json").rename(tmp_path / "elsewhere" / "the-plan")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_findings_point_at_the_source_that_is_given(cli: Cli) -> None:
    found = cli("check", "elsewhere/the-plan", "--source", "hcl", "--as-of", "2026-11-21")
    assert found.exit_code == 1
    assert "hcl/main.tf:54:23: high[plaintext-listener]" in found.output
    assert "the-plan:" not in found.output


def test_findings_point_at_the_plan_where_there_is_no_source(cli: Cli) -> None:
    found = cli("check", "elsewhere/the-plan", "--as-of", "2026-11-21")
    assert found.exit_code == 1
    assert "elsewhere/the-plan:65:38: high[plaintext-listener]" in found.output


def test_a_plan_beside_its_source_needs_no_option(cli: Cli) -> None:
    Path("elsewhere/the-plan").rename("hcl/p.json")
    found = cli("check", "hcl/p.json", "--as-of", "2026-11-21")
    assert "hcl/main.tf:54:23: high[plaintext-listener]" in found.output


def test_a_source_that_is_not_the_plans_cannot_be_used(cli: Cli) -> None:
    Path("other").mkdir()
    Path("other/main.tf").write_text('resource "aws_msk_cluster" "other" {}\n', encoding="utf-8")
    found = cli("check", "elsewhere/the-plan", "--source", "other")
    assert found.exit_code == 2
    assert "other: it does not declare what elsewhere/the-plan plans" in found.output


def test_an_ignore_comment_in_the_source_counts(cli: Cli) -> None:
    source = Path("hcl/main.tf")
    line = '      client_broker = "TLS_PLAINTEXT"'
    text = source.read_text("utf-8")
    ignored = f"{line} # mskguard: ignore[plaintext-listener] -- moving in May"
    source.write_text(text.replace(line, ignored), encoding="utf-8")
    found = cli("check", "elsewhere/the-plan", "--source", "hcl", "--as-of", "2026-11-21")
    assert "high[plaintext-listener]" not in found.output
    assert "unused-ignore" not in found.output


def test_a_truncated_plan_fails_the_run(cli: Cli) -> None:
    plan = Path("elsewhere/the-plan")
    plan.write_text(plan.read_text("utf-8")[:3000], encoding="utf-8")
    found = cli("check", "elsewhere/the-plan")
    assert found.exit_code == 1
    assert "unreadable-file" in found.output


def test_a_plan_that_is_passed_over_is_told(cli: Cli) -> None:
    Path("elsewhere/the-plan").rename("elsewhere/plan.json")
    found = cli("check", "elsewhere")
    assert found.exit_code == 3
    assert "1 a Terraform plan, which is read where it is named" in found.output
