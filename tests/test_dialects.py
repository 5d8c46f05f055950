"""The same things as HCL, plan, template and answers: equal models, relations and verdicts."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from mskguard.adapters.front_ends import Told
from mskguard.adapters.load import Inputs, load
from mskguard.aws.facts import Facts
from mskguard.check import Options, check
from mskguard.model.configuration import Properties
from mskguard.model.graph import Graph, Relation
from mskguard.model.node import Node
from mskguard.value import Absent, Known, Unknown, Value

PARITY = Path(__file__).parent.parent / "fixtures" / "parity"
AS_OF = dt.date(2026, 11, 21)
CASES = sorted(path.parent.name for path in PARITY.glob("*/template.yaml"))
FORMS = ("plan.json", "template.yaml", "aws-cli")
UNKNOWN, ABSENT = "unknown", "absent"

PLACE = {"unit", "span", "called_at", "exists", "address", "instance", "standing"}
OWN_TO_A_DIALECT = {"lifecycle", "text", "configs", "id", "region", "account"}
"""What guards a cluster against its declaration, how a policy or a topic's properties are written,
what AWS calls a thing, and where it lies, which templates are told."""
MADE_APART = {("InternetGateway", "vpc")}
"""Fields of which AWS has a resource where Terraform has an argument."""
ONLY_OF_AWS = {"GatewayAttachment", "Route 10.0.0.0/16"}
"""Nodes for what Terraform has as an argument, and the route that AWS makes by itself."""

ONLY_WHERE_IT_IS_MADE = {"public-at-creation", "vpc-link-at-creation"}
"""Rules on what a new cluster cannot have: what runs is not new, what is planned is."""
NAMED_BY_ARN = {"aws-managed-storage-key"}
"""Answers name AWS's own key by its ARN as they name any other."""


def inputs(case: str, form: str) -> Inputs:
    """A form of a case; a plan has its HCL beside it."""
    directory = PARITY / case
    source = directory / "terraform" if form == "plan.json" else None
    told = Told(region="eu-west-1", account="111122223333")
    return Inputs([directory / form], source=source, told=told)


def plain(value: Any) -> Any:
    """What a value says, without its place and without why it is unknown."""
    if isinstance(value, (Unknown, Absent)):
        return UNKNOWN if isinstance(value, Unknown) else ABSENT
    if isinstance(value, Known):
        return plain(value.it)
    if isinstance(value, Properties):
        return sorted((entry.key, plain(entry.value)) for entry in value)
    if isinstance(value, tuple):
        return sorted(map(repr, map(plain, value)))
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    return dict(told(value)) if is_dataclass(value) else value


def told(thing: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of a node by its path."""
    for field in fields(thing):
        value = getattr(thing, field.name)
        if field.name in PLACE | OWN_TO_A_DIALECT:
            continue
        if is_dataclass(value) and not isinstance(value, Value):
            yield from told(value, f"{path}{field.name}.")
        else:
            yield path + field.name, plain(value)


def title(node: Node) -> str:
    """What tells a node from the others of a case, in every form."""
    kind = type(node).__name__
    for it in (getattr(node, "way", node), node):
        for name in ("name", "cidr"):
            value = getattr(it, name, None)
            if isinstance(value, Known):
                return f"{kind} {value.it}"
    return kind


def models(graph: Graph) -> dict[str, dict[str, Any]]:
    return {title(node): dict(told(node)) for node in graph if title(node) not in ONLY_OF_AWS}


def edges(graph: Graph) -> set[str]:
    return {
        f"{title(edge.source)} {edge.relation.value} {title(edge.target)}"
        for node in graph
        for relation in Relation
        for edge in graph.targets(node, relation, Node).edges
        if title(edge.source) not in ONLY_OF_AWS
    }


def agree(form: str, said: Any, in_hcl: Any) -> bool:
    """Whether a form says the same; an answer says more, and what it leaves out is unknown."""
    if form == "aws-cli" and said != in_hcl:
        return in_hcl == ABSENT or UNKNOWN in str(in_hcl) or said == UNKNOWN
    return bool(said == in_hcl)


def graph_of(case: str, form: str) -> Graph:
    loaded = load(inputs(case, form), Facts())
    assert not loaded.problems
    return loaded.graph


def findings(case: str, form: str) -> Counter[tuple[str, str]]:
    result = check(Options(inputs(case, form), AS_OF))
    assert not result.crashes
    assert result.subjects > 0
    return Counter((one.rule.name, one.state.value) for one in result.findings)


def test_there_are_cases() -> None:
    assert len(CASES) >= 12


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("case", CASES)
def test_a_form_gives_the_model_of_the_hcl(case: str, form: str) -> None:
    hcl, found = models(graph_of(case, "terraform")), models(graph_of(case, form))
    assert found.keys() == hcl.keys()
    for node, values in found.items():
        for path, value in values.items():
            if (node.split()[0], path) not in MADE_APART:
                assert agree(form, value, hcl[node][path]), (node, path, value, hcl[node][path])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("case", CASES)
def test_a_form_gives_the_relations_of_the_hcl(case: str, form: str) -> None:
    hcl = edges(graph_of(case, "terraform"))
    made_apart = {one for one in hcl if one.startswith("InternetGateway")}
    found = edges(graph_of(case, form))
    assert found == (hcl if form == "plan.json" else hcl - made_apart)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("case", CASES)
def test_a_form_gives_the_verdicts_of_the_hcl(case: str, form: str) -> None:
    apart = ONLY_WHERE_IT_IS_MADE | (NAMED_BY_ARN if form == "aws-cli" else set())
    hcl, found = findings(case, "terraform"), findings(case, form)
    less, more = set(hcl - found), set(found - hcl)
    if form == "aws-cli":
        less = {(rule, state) for rule, state in less if state != "undetermined"}
    assert {rule for rule, _ in less | more} <= apart, (less, more)
