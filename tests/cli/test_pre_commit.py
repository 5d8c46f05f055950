"""The hook, under the real pre-commit: it blocks a bad commit and names the rule."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.projects import AS_OF, PLAINTEXT, SOUND, Project

MANIFEST = Path(__file__).parents[2] / ".pre-commit-hooks.yaml"

[HOOK] = pytest.importorskip("pre_commit.clientlib").load_manifest(str(MANIFEST))

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def repository(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the hook as the manifest has it, run by this Python instead of its own."""
    entry = HOOK["entry"].removeprefix("mskguard")
    hook = {key: HOOK[key] for key in ("id", "name", "files", "pass_filenames")}
    hook |= {"language": "system", "entry": f"{sys.executable} -m mskguard{entry} --as-of {AS_OF}"}
    configuration = {"repos": [{"repo": "local", "hooks": [hook]}]}
    root = project({".pre-commit-config.yaml": json.dumps(configuration)})
    (root / ".git").rmdir()
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Somebody")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "somebody@example.com")
    assert run("git", "init", "--quiet").returncode == 0
    assert run(sys.executable, "-m", "pre_commit", "install").returncode == 0
    return root


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)


def commit(message: str) -> subprocess.CompletedProcess[str]:
    run("git", "add", "--all")
    return run("git", "commit", "--message", message)


@needs_git
def test_a_bad_commit_is_blocked_and_the_rule_named(repository: Path) -> None:
    (repository / "main.tf").write_text(SOUND, encoding="utf-8")
    done = commit("A sound cluster")
    assert done.returncode == 0, done.stdout + done.stderr
    (repository / "main.tf").write_text(PLAINTEXT, encoding="utf-8")
    done = commit("A bad one")
    assert done.returncode == 1
    assert "plaintext-listener" in done.stdout + done.stderr


@needs_git
def test_a_changed_variable_is_judged_where_it_is_used(repository: Path) -> None:
    used = SOUND.replace('"TLS"', "var.listener")
    (repository / "main.tf").write_text(f'{used}variable "listener" {{}}\n', encoding="utf-8")
    (repository / "terraform.tfvars").write_text('listener = "TLS"\n', encoding="utf-8")
    assert commit("A sound cluster").returncode == 0
    (repository / "terraform.tfvars").write_text('listener = "PLAINTEXT"\n', encoding="utf-8")
    done = commit("A bad variable")
    assert done.returncode == 1
    assert "terraform.tfvars:1:12" in done.stdout + done.stderr


@needs_git
def test_a_repository_without_a_cluster_can_be_committed_to(repository: Path) -> None:
    (repository / "main.tf").write_text('resource "aws_s3_bucket" "logs" {}\n', encoding="utf-8")
    assert commit("A bucket").returncode == 0


@pytest.mark.parametrize(
    ("path", "runs"),
    [
        ("main.tf", True),
        ("infra/main.tf.json", True),
        ("prod.auto.tfvars", True),
        ("infra/.terraform.lock.hcl", True),
        ("pyproject.toml", True),
        ("README.md", False),
        ("infra/notes.tf.txt", False),
    ],
)
def test_the_hook_runs_for_what_can_change_a_finding(path: str, runs: bool) -> None:
    assert bool(re.search(HOOK["files"], path)) is runs
