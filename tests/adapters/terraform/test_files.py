"""What expressions read from files: the exact text, its places, and nothing beyond the tree."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from mskguard.model.cluster import Cluster
from mskguard.model.configuration import Configuration
from mskguard.source import Fate
from mskguard.value import Known, Unknown


def cluster(expression: str) -> str:
    return f'resource "aws_msk_cluster" "x" {{\n  cluster_name = {expression}\n}}\n'


def configuration(expression: str) -> str:
    return f'resource "aws_msk_configuration" "c" {{\n  server_properties = {expression}\n}}\n'


def name_of(loaded: Any) -> Any:
    (node,) = loaded.graph.nodes(Cluster)
    return node.name


def properties_of(loaded: Any) -> Any:
    (node,) = loaded.graph.nodes(Configuration)
    return node.properties.it


FILES = {
    "a.txt": "x",
    "bom.txt": "\ufeffa\r\nb",
    "combining.txt": "e\u0301",
    "if.tpl": "%{ if x }\n  yes\n%{ else }\n  no\n%{ endif }\nA  ${~ x ~}  \n  B",
    "list.tpl": "${ys}",
    "list_and_line.tpl": "${ys}\n",
    "path.tpl": "${path.module} ",
    "recursive.tpl": '${templatefile("list.tpl", {ys = ys})}',
    "shift.tpl": "a ${~ 1 ~} \n\n\n b",
    "loop.tpl": "a=${x}\n%{ for y in ys ~}\n  y=${y}\n%{ endfor ~}\n"
    'last $${x} %%{ \\n "q" $\r\nend',
    "sub/one.tpl": "1",
    "sub/deep/two.txt": "2",
}


def written_in(directory: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('file("a.txt")', "x"),
        ('file("./sub/../a.txt")', "x"),
        ('file("${path.module}/a.txt")', "x"),
        ('file("${path.root}/sub/deep/two.txt")', "2"),
        ('jsonencode(file("bom.txt"))', '"\ufeffa\\r\\nb"'),
        ('length(file("combining.txt"))', "1"),
        ('base64encode(file("combining.txt"))', "w6k="),
        ('filebase64("combining.txt")', "ZcyB"),
        ('filebase64sha256("combining.txt")', "vxJ2ew8qVrIZAHW66BafZW486NY1fUr/GEvGx+pI+fY="),
        ('filemd5("a.txt")', "9dd4e461268c8034f5c8564e155c67a6"),
        (
            'filesha256("a.txt")',
            "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
        ),
        (
            'jsonencode(templatefile("loop.tpl", {x=1, ys=["p","q"]}))',
            '"a=1\\n  y=p\\n  y=q\\nlast ${x} %{ \\\\n \\"q\\" $\\r\\nend"',
        ),
        ('jsonencode(templatefile("if.tpl", {x=true}))', '"\\n  yes\\n\\nAtrue  B"'),
        ('jsonencode(templatefile("shift.tpl", {}))', '"a1\\n\\n b"'),
        ('jsonencode(templatefile("list.tpl", {ys=["p"]}))', '["p"]'),
        ('jsonencode(templatefile("bom.txt", {}))', '"a\\r\\nb"'),
        ('try(templatefile("list.tpl", {}), "default")', "default"),
        ('tostring(can(file("nowhere.txt")))', "false"),
        ('tostring(fileexists("a.txt"))', "true"),
        ('tostring(fileexists("nowhere/at/all.txt"))', "false"),
        ('join(" ", fileset(".", "*.txt"))', "a.txt bom.txt combining.txt"),
        ('join(" ", fileset(".", "{a,bom}.t?t"))', "a.txt bom.txt"),
        ('join(" ", fileset("sub", "**"))', "deep/two.txt one.tpl"),
        ('join(" ", fileset("sub", "**/*.txt"))', "deep/two.txt"),
        ('join(" ", fileset("sub", "*/[a-t]*.txt"))', "deep/two.txt"),
        ('join(" ", fileset("sub", "../a.*"))', "../a.txt"),
        ('join(" ", fileset("sub", "../a.txt"))', "../a.txt"),
        ('join(" ", fileset("sub", "[^p]*"))', "one.tpl"),
        ('join(" ", fileset("nowhere", "*"))', ""),
        ('join(" ", fileset("sub", ""))', ""),
    ],
)
def test_files_are_read_as_terraform_reads_them(
    read: Any, tmp_path: Path, expression: str, expected: str
) -> None:
    written_in(tmp_path, FILES)
    value = name_of(read(cluster(expression)))
    assert isinstance(value, Known), value
    assert value.it == expected


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ('file("nowhere")', 'function file: no file "nowhere" is in the scanned tree'),
        ('file("sub")', 'function file: "sub" is no file'),
        ('file("")', 'function file: "" is no file'),
        ('fileexists(".")', 'function fileexists: "." is no file'),
        (
            'file("../x")',
            'function file: it leads out of the scanned tree: "../x"',
        ),
        (
            'fileexists("/etc/passwd")',
            'function fileexists: it leads out of the scanned tree: "/etc/passwd"',
        ),
        (
            'file("~/x")',
            "function file: the home directory is that of the machine that Terraform runs on",
        ),
        ('file("a\\u0000b")', "function file: a path holds no NUL character"),
        ("file(null)", "function file: an argument is null"),
        ('file("a", "b")', "function file takes another number of arguments"),
        ('file("${var.none}/x")', "var.none has no value and no default"),
        ('templatefile("loop.tpl", {})', 'the template is given no "x"'),
        ('templatefile("path.tpl", {})', 'the template is given no "path"'),
        (
            'templatefile("recursive.tpl", {ys = 1})',
            "function templatefile cannot be called within a template",
        ),
        (
            'templatefile("list.tpl", null)',
            "function templatefile: the template's variables are null",
        ),
        (
            'templatefile("list.tpl", [1])',
            "function templatefile: the template's variables are a map, and this is a list",
        ),
        (
            'templatefile("list.tpl", {"a b" = 1})',
            'function templatefile: "a b" is no name of a variable',
        ),
        (
            'join("", fileset(".", "../../*"))',
            "function fileset: its pattern leads out of the scanned tree",
        ),
        (
            'join("", fileset(".", "[a"))',
            "function fileset: its pattern has a bracket that is not closed",
        ),
    ],
)
def test_what_cannot_be_read_says_why(read: Any, tmp_path: Path, expression: str, why: str) -> None:
    written_in(tmp_path, FILES)
    value = name_of(read('variable "none" {}\n' + cluster(expression)))
    assert isinstance(value, Unknown)
    assert value.why == why


def test_a_property_stands_at_its_line_of_the_file(read: Any) -> None:
    loaded = read(
        {
            "main.tf": configuration('file("${path.module}/kafka/server.properties")'),
            "kafka/server.properties": "# of the brokers\nmin.insync.replicas = 2\n",
        }
    )
    (found,) = properties_of(loaded)
    assert (found.value.it, str(found.value.span)) == ("2", "kafka/server.properties:2:23")
    assert [(one.path, one.fate) for one in loaded.files] == [
        ("kafka/server.properties", Fate.READ),
        ("main.tf", Fate.READ),
    ]
    assert "kafka/server.properties" in [source.path for source in loaded.sources]
    (node,) = loaded.graph.nodes(Configuration)
    assert [str(hop.span) for hop in node.properties.via] == ["main.tf:2:23"]


def test_a_property_of_a_template_stands_where_it_is_written(read: Any) -> None:
    text = """
locals {
  replicas = 2
}
""" + configuration('templatefile("s.tpl", {isr = local.replicas, topics = ["a", "b"]})')
    template = "%{ for t in topics ~}\nx.${t}=1\n%{ endfor ~}\nmin.insync.replicas=${isr}\ny=3\n"
    found = {one.key: one for one in properties_of(read({"main.tf": text, "s.tpl": template}))}
    assert {key: one.value.it for key, one in found.items()} == {
        "x.a": "1",
        "x.b": "1",
        "min.insync.replicas": "2",
        "y": "3",
    }
    assert str(found["y"].value.span) == "s.tpl:5:3"
    assert str(found["x.b"].value.span) == "s.tpl:2:8"
    isr = found["min.insync.replicas"]
    assert str(isr.value.span) == "main.tf:3:14"
    assert str(isr.span) == "s.tpl:4:1"
    assert [str(hop.span) for hop in isr.value.via] == ["s.tpl:4:21"]


def test_an_unknown_in_a_template_leaves_its_other_lines_known(read: Any) -> None:
    text = 'variable "v" {}\n' + configuration('templatefile("s.tpl", {v = var.v})')
    found = properties_of(read({"main.tf": text, "s.tpl": "a=${v}\nb=2\n"}))
    assert isinstance(found.get("a"), Unknown)
    assert found.get("b").it == "2"


def test_paths_begin_where_terraform_runs(read: Any) -> None:
    module = """
        resource "aws_msk_cluster" "x" {
          cluster_name  = "${file("name")} ${file("${path.module}/name")}"
          kafka_version = "${path.module} ${path.root}"
        }
    """
    files = {
        ".git/HEAD": "",
        "modules/k/main.tf": module,
        "modules/k/name": "module",
        "live/main.tf": 'module "k" {\n  source = "../modules/k"\n}\n',
        "live/name": "root",
    }
    (node,) = read(files, "live").graph.nodes(Cluster)
    assert node.name.it == "root module"
    assert node.kafka_version.it == "../modules/k ."


def test_a_link_out_of_the_tree_is_not_followed(
    read: Any, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret").write_text("secret")
    (tmp_path / "link").symlink_to(outside / "secret")
    (tmp_path / "directory").symlink_to(outside)
    for expression in (
        'file("link")',
        'file("directory/secret")',
        'tostring(fileexists("link"))',
        'join("", fileset(".", "li*"))',
        'join("", fileset(".", "directory/*"))',
        'join("", fileset(".", "*/secret"))',
        'templatefile("link", {})',
    ):
        loaded = read(cluster(expression))
        value = name_of(loaded)
        assert isinstance(value, Unknown), expression
        assert "out of the scanned tree" in value.why or "symbolic link" in value.why
        assert all(source.path == "main.tf" for source in loaded.sources)


def test_what_is_no_regular_file_is_not_opened(read: Any, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    value = name_of(read(cluster('file("pipe")')))
    assert value.why == 'function file: "pipe" is no file'


def test_a_file_that_is_no_text_has_bytes_all_the_same(read: Any, tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"a\xff")
    loaded = read(cluster('"${filebase64("data")}"'))
    assert name_of(loaded).it == "Yf8="
    assert not loaded.problems
    loaded = read(cluster('file("data")'))
    assert name_of(loaded).why == (
        'function file: "data" cannot be read: byte 0xff is not UTF-8 text'
    )
    assert [str(one.span) for one in loaded.problems] == ["data:1:2"]


def test_an_excluded_file_stays_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mskguard.adapters.load import Inputs, load
    from mskguard.aws.facts import Facts

    written_in(tmp_path, {"main.tf": cluster('file("a.txt")'), "a.txt": "x"})
    monkeypatch.chdir(tmp_path)
    loaded = load(Inputs([Path()], exclude=["*.txt"]), Facts())
    assert name_of(loaded).why == 'function file: "a.txt" is not read: excluded'


def test_a_template_that_does_not_parse_is_a_problem_of_the_run(read: Any) -> None:
    loaded = read({"main.tf": cluster('templatefile("t.tpl", {})'), "t.tpl": "a\n${ x\n"})
    value = name_of(loaded)
    assert value.why.startswith("function templatefile: t.tpl:2:1: ")
    assert [str(one.span) for one in loaded.problems] == ["t.tpl:2:1"]
    assert {one.path: one.fate for one in loaded.files}["t.tpl"] is Fate.UNREADABLE


def test_the_text_of_a_template_file_is_no_literal_to_replace(read: Any) -> None:
    value = name_of(read({"main.tf": cluster('templatefile("t.tpl", {})'), "t.tpl": "x"}))
    assert (value.it, str(value.span), value.writer) == ("x", "t.tpl:1:1", None)


def test_files_are_not_read_for_a_variables_default(read: Any) -> None:
    text = 'variable "v" {\n  default = file("a.txt")\n}\n' + cluster("var.v")
    value = name_of(read({"main.tf": text, "a.txt": "x"}))
    assert value.why == "function file cannot be called here"
