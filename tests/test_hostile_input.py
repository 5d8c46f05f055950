"""Input that is meant to do harm: every run ends soon, tells what is wrong, and judges the rest."""

from __future__ import annotations

import json
import os
import socket
import time
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mskguard.cli import program
from tests.cli.projects import PLAINTEXT

SOON = 30
"""Seconds of the processor, on the slowest of machines; each takes one or two where it is free."""
Check = Callable[..., Result]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one sound file, in which plaintext-listener finds something."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    root = tmp_path / "tree"
    (root / ".git").mkdir(parents=True)
    (root / "main.tf").write_text(PLAINTEXT)
    monkeypatch.chdir(root)
    return root


def check(*words: str, given: str | bytes | None = None) -> Result:
    before = time.process_time()
    done = CliRunner().invoke(program, ["check", *words], input=given)
    assert time.process_time() - before < SOON
    assert "crashed" not in done.stderr
    assert "Traceback" not in done.output
    return done


PIPE_NAMES = (
    "x.tf", "x.tf.json", "x.tfvars", "x.json", "x.yaml", "x.template", "x.properties", "x.txt",
    "mskguard.toml", "pyproject.toml", "manifest.json", ".terraform.lock.hcl",
)  # fmt: skip


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files")
class TestPipesAndDevices:
    @pytest.mark.parametrize("name", PIPE_NAMES)
    def test_a_pipe_in_a_tree_is_not_waited_for(self, name: str, tree: Path) -> None:
        os.mkfifo(tree / name)
        done = check()
        assert done.exit_code == 1
        assert "plaintext-listener" in done.output

    @pytest.mark.parametrize("name", PIPE_NAMES)
    def test_a_link_to_a_device_is_not_followed(self, name: str, tree: Path) -> None:
        (tree / name).symlink_to("/dev/zero")
        done = check()
        assert done.exit_code == 1
        assert "plaintext-listener" in done.output

    @pytest.mark.usefixtures("tree")
    def test_a_socket_is_passed_over(self) -> None:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind("s.json")
            done = check()
        assert "it is no regular file" in done.output
        assert "plaintext-listener" in done.output

    @pytest.mark.parametrize(
        "words",
        [
            ("x",),
            (".", "--var-file", "x"),
            (".", "--config", "x"),
            (".", "--against", "x"),
            ("/dev/zero",),
        ],
    )
    def test_one_that_is_named_is_refused(self, words: tuple[str, ...], tree: Path) -> None:
        os.mkfifo(tree / "x")
        done = check(*words)
        assert done.exit_code == 2
        assert "it is no regular file" in done.stderr

    def test_one_that_parameters_are_in_is_unreadable(self, tree: Path) -> None:
        os.mkfifo(tree / "x")
        (tree / "t.yaml").write_text("Resources:\n  C: {Type: AWS::MSK::Cluster}\n")
        done = check(".", "--parameters", "x")
        assert done.exit_code == 1
        assert "it is no regular file" in done.output

    def test_files_that_a_configuration_names_are_not_waited_for(self, tree: Path) -> None:
        os.mkfifo(tree / "p")
        (tree / "a.tf").write_text(
            'resource "aws_msk_configuration" "c" {\n'
            '  name              = file("p")\n'
            '  server_properties = templatefile("/dev/zero", {})\n}\n'
        )
        (tree / "t.yaml").write_text(
            "Resources:\n  N:\n    Type: AWS::CloudFormation::Stack\n"
            "    Properties: {TemplateURL: ./p}\n"
            "  C: {Type: AWS::MSK::Cluster, Properties: {}}\n"
        )
        (tree / "prometheus.yml").write_text(
            "scrape_configs:\n  - job_name: a\n    file_sd_configs: [{files: [p]}]\n"
        )
        assert "plaintext-listener" in check().output

    @pytest.mark.usefixtures("tree")
    def test_nothing_is_a_configuration_too(self) -> None:
        assert check("--config", os.devnull).exit_code == 1


UTF_16 = '{"ClusterInfo": {"ClusterName": "a"}}'.encode("utf-16")


@pytest.mark.parametrize(
    "content", [UTF_16, b"{}" + b" " * (16 * 1024 * 1024)], ids=["UTF-16", "too large"]
)
def test_what_is_named_and_cannot_be_read_never_passes(content: bytes, tree: Path) -> None:
    (tree / "a.json").write_bytes(content)
    for words in (["a.json"], ["-"]):
        done = check(*words, "--allow-empty", given=content)
        assert done.exit_code == 1
        assert "unreadable-file" in done.output
    assert "plaintext-listener" in check().output


ESCAPE = "\x1b]0;x\x07\x1b[31m\u202e"


def test_no_name_moves_the_cursor(tree: Path) -> None:
    (tree / "a.tf").write_text(PLAINTEXT.replace('"events"', f'"{ESCAPE}"'))
    (tree / f"{ESCAPE}.tf").write_text(PLAINTEXT.replace("events", "others"))
    (tree / "topics.txt").write_text(
        f"Topic: {ESCAPE}\tPartitionCount: 3\tReplicationFactor: 1\tConfigs: a.b={ESCAPE}\n"
    )
    (tree / "p.json").write_text(
        json.dumps({"Statement": [{"Effect": "Allow", "Action": f"kafka-cluster:{ESCAPE}"}]})
    )
    for words in (("check", "--open"), ("graph",), ("access",), ("reach",)):
        done = CliRunner().invoke(program, [*words, "--color", "never"], color=True)
        assert not {"\x1b", "\x07", "\u202e"} & set(done.output + done.stderr), words


@pytest.mark.parametrize(
    "words", [("check",), ("check", "--select", ESCAPE), ("why", f"x.{ESCAPE}")]
)
def test_nor_does_a_reason_not_to_run(words: tuple[str, ...], tree: Path) -> None:
    (tree / "mskguard.toml").write_text('"\\u001b[31m" = 1\n')
    done = CliRunner().invoke(program, list(words), color=True)
    assert done.exit_code == 2
    assert not {"\x1b", "\u202e"} & set(done.stderr)


MANY: dict[str, tuple[str, str]] = {
    "properties": (
        "server.properties",
        "auto.create.topics.enable=true\n" + "a.b=c\n" * 300_000,
    ),
    "properties of a topic": (
        "topics.txt",
        "Topic: t\tPartitionCount: 3\tReplicationFactor: 1\tConfigs: " + "a=b," * 300_000,
    ),
    "properties in Base64": (
        "c.json",
        json.dumps(
            {
                "Arn": "arn:aws:kafka:eu-west-1:111122223333:configuration/c/a-1",
                "Revision": 1,
                "ServerProperties": b64encode(b"a.b=c\n" * 100_000).decode(),
            }
        ),
    ),
    "turns of loops": (
        "t.yaml",
        "Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::A:\n    - X\n    - ["
        + ",".join(f"a{at}" for at in range(300))
        + "]\n    - Fn::ForEach::B:\n        - Y\n        - ["
        + ",".join(f"b{at}" for at in range(300))
        + "]\n        - 'C${X}${Y}':\n            Type: AWS::MSK::Configuration\n"
        "            Properties: {Name: !Sub '${X}'}\n",
    ),
    "security groups": (
        "groups.tf",
        "".join(
            f'resource "aws_security_group" "g{at}" {{\n  ingress {{\n    from_port = 9092\n'
            '    to_port = 9098\n    protocol = "tcp"\n'
            f"    security_groups = [aws_security_group.g{(at + 1) % 400}.id]\n  }}\n}}\n"
            for at in range(400)
        )
        + PLAINTEXT.replace("events", "z").replace(
            '["sg-a"]', f"[{','.join(f'aws_security_group.g{at}.id' for at in range(400))}]"
        ),
    ),
    "subnets": (
        "subnets.tf",
        "".join(
            f'resource "aws_subnet" "s{at}" {{\n  vpc_id = "v"\n'
            f'  cidr_block = "10.{at // 256}.{at % 256}.0/24"\n'
            '  availability_zone = "eu-west-1a"\n}\n'
            for at in range(1000)
        )
        + PLAINTEXT.replace("events", "z").replace(
            '["subnet-a", "subnet-b", "subnet-c"]',
            f"[{','.join(f'aws_subnet.s{at}.id' for at in range(1000))}]",
        ),
    ),
    "secrets": (
        "secrets.tf",
        'resource "aws_mskconnect_connector" "c" {\n  connector_configuration = {\n'
        + "".join(f'    "a{at}.password" = "hunter2secret{at}"\n' for at in range(4000))
        + "  }\n}\n",
    ),
}


@pytest.mark.parametrize("kind", MANY)
def test_a_great_many_take_time_in_proportion_at_most(kind: str, tree: Path) -> None:
    name, text = MANY[kind]
    (tree / name).write_text(text)
    done = check()
    assert done.exit_code == 1
    assert "main.tf:14" in done.output


CONFIGURATIONS = (
    ('rules = ["./own"]', ':1: key "rules": a scanned tree cannot name rules'),
    ("variables = { a = " + "[" * 5000 + "]" * 5000 + " }", ": its values are nested too"),
    ("[variables]\na" + ".b" * 5000 + " = 1", ": its values are nested too deeply"),
    ("fail-on = 1\n[workload]\ningress = " + "9" * 6000, ":3: a number here has too many"),
    ("[workload]\ningress = inf", ':2: key "workload.ingress"'),
    ("[workload]\ningress = nan", ':2: key "workload.ingress"'),
    ("[workload]\ningress = -1", ':2: key "workload.ingress"'),
    ("[variables]\na = inf", ':2: key "variables.a": Terraform has only finite numbers'),
    ('profile = "../../etc/passwd"', ':1: key "profile": "../../etc/passwd" is none of'),
)


@pytest.mark.parametrize(("text", "said"), CONFIGURATIONS, ids=[said for _, said in CONFIGURATIONS])
def test_a_hostile_configuration_is_refused_with_its_place(
    text: str, said: str, tree: Path
) -> None:
    (tree / "own" / "family").mkdir(parents=True)
    (tree / "own" / "family" / "loaded.py").write_text("open('loaded', 'w').close()\n")
    (tree / "mskguard.toml").write_text(text)
    done = check()
    assert done.exit_code == 2
    assert f"mskguard.toml{said}" in done.stderr
    assert not (tree / "loaded").exists()
