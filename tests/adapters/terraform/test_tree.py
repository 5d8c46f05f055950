"""What of a tree is read, and how everything in it is accounted for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mskguard.adapters import load as loading
from mskguard.adapters.load import CannotRead, Inputs, load
from mskguard.aws.facts import Facts
from mskguard.model.cluster import Cluster
from mskguard.source import Fate

CLUSTER = 'resource "aws_msk_cluster" "x" {\n  kafka_version = "3.9.x"\n}\n'


def fates(loaded: Any) -> dict[str, tuple[Fate, str]]:
    return {one.path: (one.fate, one.why) for one in loaded.files}


def test_every_file_is_accounted_for(read: Any) -> None:
    loaded = read(
        {
            "live/main.tf": CLUSTER,
            "live/terraform.tfvars": 'x = "y"\n',
            "live/more.tf.json": "{}",
            "live/README.md": "# x",
            "other/network.tf": 'resource "aws_vpc" "v" {}\n',
            "broken/main.tf": CLUSTER + 'resource "aws_vpc" "v" {\n',
            ".git/config": "",
            "node_modules/x/main.tf": "",
        }
    )
    assert fates(loaded) == {
        "live/main.tf": (Fate.READ, ""),
        "live/terraform.tfvars": (Fate.READ, ""),
        "live/more.tf.json": (Fate.READ, ""),
        "live/README.md": (Fate.SKIPPED, "no input that mskguard reads"),
        "other/network.tf": (Fate.READ, ""),
        "broken/main.tf": (Fate.UNREADABLE, loaded.problems[0].message),
        ".git": (Fate.SKIPPED, "hidden directory"),
        "node_modules": (Fate.SKIPPED, "installed packages"),
    }
    assert len(loaded.problems) == 1


def test_a_broken_block_leaves_the_others_readable(read: Any) -> None:
    loaded = read('resource "aws_vpc" "v" {\n  a = \n}\n' + CLUSTER)
    assert [node.instance for node in loaded.graph.nodes(Cluster)] == ["aws_msk_cluster.x"]
    assert [str(problem.span) for problem in loaded.problems] == ["main.tf:2:3"]
    (cluster,) = loaded.graph.nodes(Cluster)
    assert cluster.unit.complete.name == "NO"


def test_syntax_errors_are_told_where_nothing_has_to_do_with_msk(read: Any) -> None:
    loaded = read('resource "aws_vpc" "v" {\n  a = "b\n}\n')
    assert [one.span.line for one in loaded.problems] == [2]
    assert not list(loaded.graph)


def test_a_file_that_is_no_text_is_unreadable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("main.tf").write_bytes(b'a = "aws_msk \xff"\n')
    loaded = load(Inputs([Path()]), Facts())
    (problem,) = loaded.problems
    assert (str(problem.span), problem.message) == ("main.tf:1:14", "byte 0xff is not UTF-8 text")


def test_a_huge_file_is_not_read(read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mskguard.source.LARGEST_FILE", 1024)
    loaded = read(CLUSTER + "# " + "x" * 2000)
    assert fates(loaded)["main.tf"][0] is Fate.UNREADABLE
    assert not list(loaded.graph)


def test_links_out_of_the_tree_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.tf").write_text(CLUSTER)
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "main.tf").write_text('module "m" {\n  source = "./linked"\n}\n' + CLUSTER)
    (inside / "file.tf").symlink_to(outside / "secret.tf")
    (inside / "linked").symlink_to(outside)
    monkeypatch.chdir(inside)
    loaded = load(Inputs([Path()]), Facts())
    assert [node.instance for node in loaded.graph.nodes(Cluster)] == ["aws_msk_cluster.x"]
    assert fates(loaded) == {
        "file.tf": (Fate.SKIPPED, "symbolic link out of the tree"),
        "linked": (Fate.SKIPPED, "symbolic link to a directory"),
        "main.tf": (Fate.READ, ""),
    }


def test_a_module_above_the_path_is_read_within_its_repository(read: Any) -> None:
    files = {
        ".git/HEAD": "",
        "modules/k/main.tf": CLUSTER,
        "live/main.tf": 'module "k" {\n  source = "../modules/k"\n}\n',
    }
    loaded = read(files, "live")
    assert [node.instance for node in loaded.graph.nodes(Cluster)] == ["module.k.aws_msk_cluster.x"]
    assert set(fates(loaded)) == {"live/main.tf", "modules/k/main.tf"}


def test_without_a_repository_nothing_above_the_path_is_read(
    read: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "bound_of", lambda path: path)
    files = {
        "modules/k/main.tf": CLUSTER,
        "live/main.tf": CLUSTER + 'module "k" {\n  source = "../modules/k"\n}\n',
    }
    loaded = read(files, "live")
    assert [node.instance for node in loaded.graph.nodes(Cluster)] == ["aws_msk_cluster.x"]
    (cluster,) = loaded.graph.nodes(Cluster)
    assert cluster.unit.complete.name == "NO"


def test_a_file_stands_for_its_module(read: Any) -> None:
    loaded = read({"main.tf": CLUSTER, "variables.tf": 'variable "v" {}\n'}, "variables.tf")
    assert [node.instance for node in loaded.graph.nodes(Cluster)] == ["aws_msk_cluster.x"]


def test_modules_that_call_each_other_are_read_once(read: Any) -> None:
    call = 'module "m" {\n  source = "../%s"\n}\n'
    loaded = read({"a/main.tf": CLUSTER + call % "b", "b/main.tf": CLUSTER + call % "a"})
    assert [node.instance for node in loaded.graph.nodes(Cluster)] == [
        "aws_msk_cluster.x",
        "module.m.aws_msk_cluster.x",
    ]


def test_a_path_that_is_not_there_cannot_be_read() -> None:
    with pytest.raises(CannotRead, match="nowhere: No such file or directory"):
        load(Inputs([Path("nowhere")]), Facts())
