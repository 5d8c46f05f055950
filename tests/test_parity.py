"""The same cluster in several languages: equal models, and the same findings at the same places."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from mskguard.adapters.load import Inputs, load
from mskguard.aws.facts import Facts
from mskguard.check import Options, check
from mskguard.engine.finding import Finding, State
from mskguard.model.cluster import Cluster
from mskguard.model.configuration import Configuration, Properties
from mskguard.value import Absent, Known, Unknown, Value

FIXTURES = Path(__file__).parent.parent / "fixtures"
AS_OF = dt.date(2026, 11, 21)
CASES = {
    "provisioned-iam": (FIXTURES / "parity" / "provisioned-iam", {"retention_hours": "72"}),
    "hardened": (FIXTURES / "projects" / "hardened", {}),
}
PLACELESS = {"unit", "span", "called_at", "exists"}
LEFT_TO_HCL = {"lifecycle.prevent_destroy", "lifecycle.ignored_changes"}
RULES_LEFT_TO_HCL = {"unprotected-cluster"}
"""What plans alone do not tell of: the meta-argument lifecycle."""


def plain(value: Any) -> object:
    """What a value says, without its place and without why it is unknown."""
    if isinstance(value, Unknown):
        owner = getattr(value.identity, "owner", None)
        return f"unknown, of {owner}" if owner else "unknown"
    if isinstance(value, Absent):
        return "absent"
    if isinstance(value, Known):
        return plain(value.it)
    if isinstance(value, Properties):
        return [(entry.key, plain(entry.value)) for entry in value]
    if isinstance(value, tuple):
        return sorted(map(repr, map(plain, value)))
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    return value


def told(node: Any, path: str = "") -> Iterator[tuple[str, object]]:
    """Every value of a node by its path."""
    for field in fields(node):
        value = getattr(node, field.name)
        if field.name in PLACELESS:
            continue
        if is_dataclass(value) and not isinstance(value, Value):
            yield from told(value, f"{path}{field.name}.")
        else:
            yield path + field.name, plain(value)


def models(path: Path, **more: Any) -> dict[str, dict[str, object]]:
    graph = load(Inputs([path], **more), Facts()).graph
    kinds = (Cluster, Configuration)
    return {node.instance: dict(told(node)) for kind in kinds for node in graph.nodes(kind)}


def findings(path: Path, **more: Any) -> list[Finding]:
    result = check(Options(Inputs([path], **more), AS_OF))
    assert not result.crashes
    assert result.subjects > 0
    return list(result.findings)


def places(found: list[Finding]) -> Counter[tuple[str, str, str, int, int]]:
    return Counter(
        (one.rule.name, one.state.value, one.span.file.path, one.span.start, one.span.end)
        for one in found
    )


@pytest.mark.parametrize("name", CASES)
def test_a_plan_and_its_hcl_give_the_same_model(name: str) -> None:
    directory, variables = CASES[name]
    hcl = models(directory, variables=variables)
    plan = FIXTURES / "parity" / name / "plan.json"
    assert models(plan, source=directory) == hcl


@pytest.mark.parametrize("name", CASES)
def test_a_plan_alone_gives_the_same_model_where_it_tells(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory, variables = CASES[name]
    plan = FIXTURES / "parity" / name / "plan.json"
    (tmp_path / "plan.json").write_bytes(plan.read_bytes())
    hcl = models(directory, variables=variables)
    monkeypatch.chdir(tmp_path)
    alone = models(Path("plan.json"))
    assert alone.keys() == hcl.keys()
    for instance, values in alone.items():
        for path, value in values.items():
            if not str(value).startswith("unknown") and path not in LEFT_TO_HCL:
                assert (path, value) == (path, hcl[instance][path])


@pytest.mark.parametrize("name", CASES)
def test_a_plan_gives_the_findings_of_its_hcl_at_their_places(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory, variables = CASES[name]
    monkeypatch.chdir(directory)
    hcl = findings(Path(), variables=variables)
    plan = findings(FIXTURES / "parity" / name / "plan.json", source=directory)
    assert places(plan) == places(hcl)
    assert bool(_violated(hcl)) is (name == "provisioned-iam")


def _violated(found: list[Finding]) -> Counter[str]:
    return Counter(one.message for one in found if one.state is State.VIOLATED)


def test_a_plan_alone_gives_the_verdicts_of_its_hcl(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory, variables = CASES["provisioned-iam"]
    plan = FIXTURES / "parity" / "provisioned-iam" / "plan.json"
    (tmp_path / "plan.json").write_bytes(plan.read_bytes())
    hcl = findings(directory, variables=variables)
    monkeypatch.chdir(tmp_path)
    alone = findings(Path("plan.json"))
    told_by_plans = [one for one in hcl if one.rule.name not in RULES_LEFT_TO_HCL]
    assert _violated(alone) == _violated(told_by_plans)
    left_open = {one.message for one in alone if one.state is State.UNDETERMINED}
    assert left_open >= {one.message for one in hcl if one.state is State.UNDETERMINED}
    assert all(one.span.file.path == "plan.json" and one.fix is None for one in alone)
