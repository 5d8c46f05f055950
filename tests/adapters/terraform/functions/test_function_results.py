"""Every function against what Terraform says, and what is written of that against Terraform."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from base64 import b64decode
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mskguard.adapters.terraform.functions import rare
from mskguard.adapters.terraform.functions.table import TABLE
from tests.adapters.terraform.functions.reading import plain, value_of

EXPECTATIONS = Path(__file__).with_name("expectations.txt")
TERRAFORM = shutil.which("terraform")


def expectations() -> list[tuple[str, str]]:
    lines = [
        line
        for line in EXPECTATIONS.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    pairs = list(zip(lines[::2], lines[1::2], strict=True))
    assert all(expected.startswith("    ") and written[0] != " " for written, expected in pairs)
    return [(written, expected.strip()) for written, expected in pairs]


def meant(expected: str) -> Any:
    return "refused" if expected == "refused" else json.loads(expected, parse_float=Decimal)


def typed(it: Any) -> Any:
    """Tells true from 1, which Python takes for equal."""
    if isinstance(it, list):
        return [typed(one) for one in it]
    if isinstance(it, dict):
        return {name: typed(one) for name, one in it.items()}
    return ("bool", it) if isinstance(it, bool) else it


@pytest.mark.parametrize(("expression", "expected"), expectations())
def test_a_function_gives_what_terraform_gives(expression: str, expected: str) -> None:
    assert typed(plain(value_of(expression))) == typed(meant(expected))


@pytest.mark.skipif(TERRAFORM is None, reason="no terraform on PATH to hold the table against")
def test_the_table_is_what_terraform_says(tmp_path: Path) -> None:
    pairs = expectations()
    elements = "".join(f'    try(jsonencode({one}), "refused"),\n' for one, _ in pairs)
    (tmp_path / "main.tf").write_text(f"locals {{\n  all = [\n{elements}  ]\n}}\n", "utf-8")
    run = subprocess.run(
        [str(TERRAFORM), "console", "-no-color"],
        cwd=tmp_path,
        input="base64encode(jsonencode(local.all))\n",
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    said = next((line for line in run.stdout.splitlines() if line.startswith('"')), None)
    assert said is not None, run.stdout + run.stderr
    answers = json.loads(b64decode(said.strip('"')))
    assert dict(zip((one for one, _ in pairs), answers, strict=True)) == dict(pairs)


def test_the_table_calls_every_function() -> None:
    text = EXPECTATIONS.read_text(encoding="utf-8")
    without_answer = {
        "abspath",
        "base64gzip",
        "issensitive",
        "list",
        "map",
        "pathexpand",
        "rsadecrypt",
        "sensitive",
        "templatestring",
    }
    missing = [name for name in sorted(TABLE) if f"\n{name}(" not in text]
    assert sorted(set(missing) - without_answer) == []


def test_a_module_that_is_imported_late_joins_the_functions_that_are_told_of_it() -> None:
    package = Path(rare.__file__).parent
    for module, names in rare.RARE.items():
        text = (package / f"{module}.py").read_text(encoding="utf-8")
        joined = re.findall(r'^(?:@takes|@takes_at|@raw|_hash)\("(\w+)"', text, re.MULTILINE)
        assert sorted(joined) == sorted(names)
