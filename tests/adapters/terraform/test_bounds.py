"""Hostile configurations: an end in bounded time, and a reason."""

from __future__ import annotations

from typing import Any

import pytest

from mskguard.adapters.terraform import load as loading
from mskguard.adapters.terraform import scope as scopes
from mskguard.model.cluster import Cluster
from mskguard.value import Tri, Unknown

CLUSTER = 'resource "aws_msk_cluster" "x" {\n  cluster_name = %s\n}\n'


def names(loaded: Any) -> list[Any]:
    return [node.name for node in loaded.graph.nodes(Cluster)]


def test_modules_that_go_round_in_a_circle_end(read: Any) -> None:
    files = {
        "main.tf": 'module "b" {\n  source = "./b"\n}\n' + CLUSTER % "module.b.out",
        "b/main.tf": 'module "a" {\n  source = "../"\n}\noutput "out" {\n  value = module.a.x\n}\n',
    }
    (value,) = names(read(files))
    assert value.why == ". calls itself"


def test_a_module_whose_input_hangs_on_its_output_says_so(read: Any) -> None:
    files = {
        "main.tf": 'module "m" {\n  source = "./m"\n  v = module.m.out\n}\n'
        + CLUSTER % "module.m.out",
        "m/main.tf": 'variable "v" {}\noutput "out" {\n  value = var.v\n}\n',
    }
    (value,) = names(read(files))
    assert value.why == "output.out refers to itself"


def test_modules_nested_a_hundred_deep_are_read(read: Any) -> None:
    call = 'variable "v" {}\nmodule "c" {\n  source = "../d%d"\n  v = var.v\n}\n'
    files = {f"d{number}/main.tf": call % (number + 1) for number in range(100)}
    files["d100/main.tf"] = 'variable "v" {}\n' + CLUSTER % "var.v"
    files["main.tf"] = 'module "r" {\n  source = "./d0"\n  v = "x"\n}\n'
    (value,) = names(read(files))
    assert value.it == "x"


def test_counts_that_multiply_are_cut_off_and_that_is_told(
    read: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scopes, "MOST_STEPS", 20_000)
    files = {
        "main.tf": 'module "r" {\n  source = "./k"\n  count = 1000\n}\n',
        "k/main.tf": CLUSTER % '"x"' + 'resource "aws_msk_cluster" "y" {\n  count = 1000\n}\n',
    }
    loaded = read(files)
    assert len(list(loaded.graph)) <= 20_000 // loading._STEPS_OF_A_RESOURCE
    (problem,) = loaded.problems
    assert problem.message.endswith("not all that this module declares is looked at")
    assert all(node.unit.complete is Tri.NO for node in loaded.graph)


@pytest.mark.parametrize(
    "expression",
    [
        'join("", range(1000000000))',
        'templatefile("bomb.tpl", { x = range(1000), s = file("long.txt") })',
        'join("", [for i in range(1000) : file("long.txt")])',
    ],
)
def test_what_grows_without_end_is_unknown(
    read: Any, monkeypatch: pytest.MonkeyPatch, expression: str
) -> None:
    monkeypatch.setattr(scopes, "MOST_STEPS", 20_000)
    files = {
        "main.tf": CLUSTER % expression,
        "bomb.tpl": "%{ for a in x }%{ for b in x }${s}%{ endfor }%{ endfor }",
        "long.txt": "y" * 100_000,
    }
    (value,) = names(read(files))
    assert isinstance(value, Unknown)


@pytest.mark.parametrize(
    "template", ["${" * 5000, '${"' * 150 + "x" + '"}' * 150, "%{if true}" * 999]
)
def test_a_template_nested_too_deep_is_a_problem(read: Any, template: str) -> None:
    loaded = read({"main.tf": CLUSTER % 'templatefile("t.tpl", {})', "t.tpl": template})
    assert isinstance(names(loaded)[0], Unknown)
    assert len(loaded.problems) == 1


def test_a_long_string_of_json_takes_no_quadratic_time(read: Any) -> None:
    text = '{"resource": {"aws_msk_cluster": {"x": {"cluster_name": "%s"}}}}'
    (value,) = names(read({"main.tf.json": text % ("a\\n${1}" * 5_000)}))
    assert value.it == "a\n1" * 5_000


def test_a_pattern_of_many_stars_ends(read: Any) -> None:
    files = {"main.tf": CLUSTER % 'join("", fileset(".", "%sb"))' % ("*a" * 40), "a" * 200: ""}
    (value,) = names(read(files))
    assert value.it == ""
