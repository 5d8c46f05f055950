"""Whole small configurations come out as Terraform makes them, and Terraform is asked again."""

from __future__ import annotations

import json
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mskguard.adapters.terraform.instance import ModuleInstance
from mskguard.adapters.terraform.roots import LocalModules
from mskguard.adapters.terraform.tree import Tree
from mskguard.adapters.terraform.values import settle
from mskguard.adapters.terraform.variables import Given, root_inputs
from mskguard.value import Known, Value
from tests.adapters.terraform.configurations.table import CONFIGURATIONS

TERRAFORM = shutil.which("terraform")


def written(name: str, directory: Path) -> Path:
    for path, text in CONFIGURATIONS[name][0].items():
        file = directory / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return directory


def result_of(directory: Path) -> Any:
    """What `local.result` is, as plain Python."""
    tree = Tree(directory, directory)
    module = tree.module(directory)
    assert module is not None
    assert not tree.problems
    inputs = root_inputs(tree, module, Given({}, (), {}))
    top = ModuleInstance(module, LocalModules(tree), ".", inputs)
    span = module.files[0].body.span
    return plain(settle(top.local("result", span), span))


def plain(value: Value[Any]) -> Any:
    now = settle(value, value.span)
    assert isinstance(now, Known), now
    if isinstance(now.it, dict):
        return {key: plain(item) for key, item in now.it.items()}
    if isinstance(now.it, tuple):
        return [plain(item) for item in now.it]
    return float(now.it) if isinstance(now.it, Decimal) else now.it


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_a_configuration_comes_out_as_terraform_makes_it(name: str, tmp_path: Path) -> None:
    assert result_of(written(name, tmp_path.resolve())) == CONFIGURATIONS[name][1]


@pytest.mark.skipif(TERRAFORM is None, reason="terraform is not installed: nothing to ask")
@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_terraform_still_makes_the_same_of_it(name: str, tmp_path: Path) -> None:
    written(name, tmp_path)
    if any('module "' in text for text in CONFIGURATIONS[name][0].values()):
        subprocess.run(["terraform", "init"], cwd=tmp_path, check=True, capture_output=True)
    asked = subprocess.run(
        ["terraform", "console"],
        cwd=tmp_path,
        input="jsonencode(local.result)\n",
        capture_output=True,
        text=True,
        check=True,
    )
    answer = json.loads(json.loads(asked.stdout.strip().splitlines()[-1]))
    assert answer == CONFIGURATIONS[name][1]
