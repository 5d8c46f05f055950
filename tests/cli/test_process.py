"""The command line as a process: what it imports, its streams, its ways of being started."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mskguard import __version__
from tests.cli.projects import PLAINTEXT, Project

MODULES_AFTER = """\
import json, sys
here_before = set(sys.modules)  # a site's own packages may import anything at start-up
from mskguard.cli import program
try:
    program.main(sys.argv[1:])
except SystemExit as end:
    sys.stdout.flush()
    print(json.dumps([end.code, sorted(set(sys.modules) - here_before)]), file=sys.stderr)
"""

HEAVY = ("pydantic", "rich", "jsonschema", "networkx", "importlib.metadata")


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words], capture_output=True, text=True, check=False, timeout=60
    )


def modules_after(*words: str) -> tuple[int, set[str]]:
    done = run("-c", MODULES_AFTER, *words)
    code, modules = json.loads(done.stderr.splitlines()[-1])
    return code, set(modules)


def test_the_version_needs_nothing_but_click() -> None:
    code, modules = modules_after("--version")
    assert code == 0
    assert not modules.intersection(HEAVY)
    assert {name for name in modules if name.startswith("mskguard")} == {
        "mskguard",
        "mskguard.cli",
        "mskguard.cli.errors",
    }


def test_a_check_without_a_configuration_imports_no_more_than_it_needs(project: Project) -> None:
    project({"main.tf": PLAINTEXT})
    code, modules = modules_after("check", "--select", "plaintext-listener")
    assert code == 1
    assert not modules.intersection(HEAVY)
    assert not modules.intersection({"tomllib", "difflib", "tempfile"})
    assert not modules.intersection({"mskguard.report.sarif", "mskguard.report.json_report"})


def test_a_configuration_brings_pydantic(project: Project) -> None:
    project({"main.tf": PLAINTEXT, "mskguard.toml": 'fail-on = "never"\n'})
    code, modules = modules_after("check", "--select", "plaintext-listener")
    assert code == 0
    assert "pydantic" in modules


def test_listing_the_rules_reads_no_tree() -> None:
    code, modules = modules_after("rules")
    assert code == 0
    assert not {name for name in modules if name.startswith(("mskguard.adapters", "tree_sitter"))}


def test_it_is_a_module_too() -> None:
    assert run("-m", "mskguard", "--version").stdout == f"mskguard {__version__}\n"


def test_findings_go_to_standard_output_and_the_rest_to_standard_error(project: Project) -> None:
    project({"main.tf": PLAINTEXT})
    done = run("-m", "mskguard", "check", "--select", "plaintext-listener")
    assert done.returncode == 1
    assert "plaintext-listener" in done.stdout
    assert done.stderr == ""


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise there")
@pytest.mark.parametrize("words", [["check", "--fail-on", "never"], ["rules"]])
def test_a_reader_that_is_gone_is_no_error(project: Project, words: list[str]) -> None:
    project({"main.tf": PLAINTEXT})
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "mskguard", *words],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    os.close(writing)
    assert done.stderr == b""
    assert done.returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="there are no such permissions")
def test_a_report_has_the_permissions_of_any_new_file(project: Project) -> None:
    project({"main.tf": PLAINTEXT})
    run("-m", "mskguard", "check", "--output", "report.txt")
    Path("other.txt").touch()
    assert Path("report.txt").stat().st_mode == Path("other.txt").stat().st_mode
    Path("report.txt").chmod(0o640)
    run("-m", "mskguard", "check", "--output", "report.txt")
    assert Path("report.txt").stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="there is no such device")
def test_what_is_no_file_is_written_to_as_it_is(project: Project) -> None:
    project({"main.tf": PLAINTEXT})
    done = run("-m", "mskguard", "check", "--output", "/dev/stdout")
    assert "plaintext-listener" in done.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device")
def test_a_full_disk_is_told(project: Project) -> None:
    project({"main.tf": PLAINTEXT})
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "mskguard", "check"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=60,
        )
    assert done.returncode == 2
    assert done.stderr == "Error: standard output cannot be written: No space left on device\n"
