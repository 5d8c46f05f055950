"""Two versions of the same sources: of a directory, of a file, and a commit of the repository."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli.projects import Cli, Project

RULES = Path(__file__).parents[1] / "harness" / "fixtures" / "sound"
ASKED = ("--rules", str(RULES), "--select", "fewer-brokers")
CLUSTER = """\
resource "aws_msk_cluster" "events" {
  cluster_name           = "events"
  number_of_broker_nodes = %d
}
"""


def test_a_directory_against_an_older_one(cli: Cli, project: Project) -> None:
    project({"old/main.tf": CLUSTER % 6, "new/main.tf": CLUSTER % 3, "same/main.tf": CLUSTER % 6})
    done = cli("check", "new", "--against", "old", *ASKED)
    assert done.exit_code == 1
    assert "new/main.tf:3:28: high[fewer-brokers]" in done.stdout
    assert "falls from 6 to 3" in done.stdout
    assert "old/main.tf:3:28" in done.stdout
    assert cli("check", "same", "--against", "old", "--allow-empty", *ASKED).exit_code == 0
    assert cli("check", "new", "--allow-empty", *ASKED).exit_code == 0


def test_nested_roots_are_paired_by_their_place(cli: Cli, project: Project) -> None:
    project(
        {
            **{f"old/{name}/main.tf": CLUSTER % count for name, count in (("a", 3), ("b", 9))},
            **{f"new/{name}/main.tf": CLUSTER % count for name, count in (("a", 6), ("b", 3))},
        }
    )
    done = cli("check", "new", "--against", "old", *ASKED)
    assert "new/b/main.tf:3" in done.stdout
    assert "new/a/main.tf" not in done.stdout


TEMPLATE = """\
Resources:
  Events:
    Type: AWS::MSK::Cluster
    Properties:
      ClusterName: events
      NumberOfBrokerNodes: %d
"""


def test_a_template_against_an_older_one(cli: Cli, project: Project) -> None:
    project({"events.yaml": TEMPLATE % 3, "events.orig.yaml": TEMPLATE % 6})
    done = cli("check", "events.yaml", "--against", "events.orig.yaml", *ASKED)
    assert done.exit_code == 1
    assert "events.yaml:6:28: high[fewer-brokers]" in done.stdout


def _git(root: Path, *words: str) -> None:
    name = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    subprocess.run(["git", *name, *words], cwd=root, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "repository"
    (root / "infra").mkdir(parents=True)
    (root / "infra" / "main.tf").write_text(CLUSTER % 6, encoding="utf-8")
    _git(root, "init", "-q")
    _git(root, "add", ".")
    _git(root, "commit", "-qm", "six")
    (root / "infra" / "main.tf").write_text(CLUSTER % 3, encoding="utf-8")
    monkeypatch.chdir(root)
    return root


@pytest.mark.usefixtures("repository")
def test_the_working_tree_against_a_commit(cli: Cli) -> None:
    done = cli("check", "infra", "--against-git", "HEAD", *ASKED)
    assert done.exit_code == 1
    assert "infra/main.tf:3:28: high[fewer-brokers]" in done.stdout
    assert "HEAD:infra/main.tf:3:28" in done.stdout
    (Path("infra") / "main.tf").write_text(CLUSTER % 6, encoding="utf-8")
    again = cli("check", "--against-git", "HEAD", "--allow-empty", *ASKED)
    assert again.exit_code == 0, again.stdout


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("revision", ["no-such", "--upload-pack=touch x", "-h", "HEAD:infra"])
def test_a_commit_that_is_not_there_is_told(cli: Cli, revision: str) -> None:
    done = cli("check", f"--against-git={revision}", *ASKED)
    assert done.exit_code == 2
    assert revision in done.stderr


def test_a_hostile_repository_runs_nothing(cli: Cli, repository: Path) -> None:
    (repository / ".gitattributes").write_text("*.tf filter=evil\n", encoding="utf-8")
    _git(repository, "add", ".gitattributes")
    _git(repository, "commit", "-qm", "attributes")
    evil = f"touch {repository / 'ran'}"
    for key in ("filter.evil.smudge", "core.fsmonitor", "core.sshCommand", "core.pager"):
        _git(repository, "config", key, evil)
    done = cli("check", "infra", "--against-git", "HEAD", *ASKED)
    assert done.exit_code == 1, done.stderr
    assert not (repository / "ran").exists()


@pytest.mark.usefixtures("repository")
def test_both_ways_at_once_are_refused(cli: Cli) -> None:
    assert cli("check", "--against", "infra", "--against-git", "HEAD", *ASKED).exit_code == 2
