"""Reads templates into the graph."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from mskguard.adapters.cloudformation.claims import speaks_of_kafka
from mskguard.adapters.cloudformation.completeness import completeness, published
from mskguard.adapters.cloudformation.faults import faults_of
from mskguard.adapters.cloudformation.given import given_values
from mskguard.adapters.cloudformation.nested import Stacks
from mskguard.adapters.cloudformation.recognise import (
    is_meant_as_template,
    is_template,
    parse,
    speaks_of_msk,
    why_no_template,
)
from mskguard.adapters.cloudformation.resources import nodes_of
from mskguard.adapters.cloudformation.secrets import hide_secrets_of
from mskguard.adapters.cloudformation.template import Surroundings, Template
from mskguard.adapters.cloudformation.values import Any_
from mskguard.adapters.front_ends import Documents
from mskguard.adapters.terraform.tree import NO_INPUT, Tree
from mskguard.model.node import Dialect, Unit
from mskguard.source import Fate, SourceFile, Unreadable
from mskguard.syntax.json import Json
from mskguard.syntax.problem import Problem
from mskguard.value import Known

STACK = 20_000
"""Python frames. Evaluation goes as deep as references do, which `scope.MOST_NESTED` bounds."""


def load(documents: Documents) -> set[Path]:
    """Add what templates declare to the graph; answers the files that are none of them."""
    sys.setrecursionlimit(max(sys.getrecursionlimit(), STACK))
    tree = documents.tree
    found: dict[Path, Json] = {}
    for path in documents.paths:
        root = _read(tree, path, path in documents.named)
        if root is not None and is_template(root):
            found[path] = root
        elif root is not None and (why := why_no_template(root)):
            tree.account(path, Fate.SKIPPED, why)
    if found:
        _load_templates(documents, found)
    return {path for path in documents.paths if tree.files[path].why == NO_INPUT}


def _read(tree: Tree, path: Path, named: bool) -> Json | None:
    """A file's tree; None where it cannot be read, which is accounted for."""
    data = tree.data(path)
    if data is None:
        return None
    try:
        source = SourceFile.decode(tree.shown(path), data)
    except Unreadable:
        if named:
            tree.read(path)
        return None
    root, problems = parse(source)
    if root is not None and (is_template(root) or not problems):
        _accept(tree, path, source, root, problems)
        return root
    if is_meant_as_template(source) or (named and _is_tree(path)):
        _accept(tree, path, source, root, problems)
    elif speaks_of_msk(source):
        tree.account(path, Fate.SKIPPED, "it names types of MSK, but is no template")
    return None


def _accept(
    tree: Tree, path: Path, source: SourceFile, root: Json | None, problems: Sequence[Problem]
) -> None:
    """Account for a template, or for one that is broken."""
    if root is not None and not is_template(root):
        return
    tree.sources[path] = source
    tree.problems += problems
    if problems:
        tree.account(path, Fate.UNREADABLE, problems[0].message)
    else:
        tree.account(path, Fate.READ)


def _is_tree(path: Path) -> bool:
    return path.suffix in (".json", ".template", ".yaml", ".yml")


def _load_templates(documents: Documents, found: Mapping[Path, Json]) -> None:
    tree = documents.tree
    stacks = Stacks(tree, found)
    given = given_values(tree, documents.told)
    for path in stacks.roots():
        if not any(speaks_of_kafka(tree.data(one) or b"") for one in stacks.reached(path)):
            tree.account(path, Fate.SKIPPED, "it nests stacks, and none has to do with Kafka")
            continue
        _load_one(documents, path, found[path], stacks, given)


def _load_one(
    documents: Documents, path: Path, root: Json, stacks: Stacks, given: Mapping[str, Any_]
) -> None:
    name = documents.tree.unit_name(path)
    own = {key: value for key, value in given.items() if key.startswith("AWS::")}
    declared = root.member("Parameters")
    own |= {
        key: value
        for key, value in given.items()
        if declared is not None and declared.member(key) is not None
    }
    template = Template(root, Surroundings(name, path, own, nested=stacks.template))
    hide_secrets_of(template)
    unit = Unit(name, Dialect.CLOUDFORMATION, completeness(template), published=published(template))
    there = Known(True, root.span)
    for node in nodes_of(template, unit, documents.facts, there):
        documents.graph.add(node)
    documents.tree.faults += faults_of(template, there)
