"""Reads paths of any kind into one graph, and accounts for every file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path

from mskguard.adapters.link import link
from mskguard.adapters.terraform.load import load_terraform
from mskguard.adapters.terraform.tree import CONFIGURATION, VARIABLES, Tree
from mskguard.adapters.terraform.variables import Given
from mskguard.aws.facts import Facts
from mskguard.model.graph import Graph
from mskguard.record import record
from mskguard.source import Fate, FileAccount, SourceFile
from mskguard.syntax.problem import Problem


@record(frozen=True, slots=True)
class Inputs:
    """What to read, and what the user says about it."""

    paths: Sequence[Path]
    """Files and directories. A Terraform file stands for its whole module."""
    variables: Mapping[str, str] = field(default_factory=dict)
    """Terraform variables by name, as text, as `-var` takes them."""
    var_files: Sequence[Path] = ()
    configured: Mapping[str, str] = field(default_factory=dict)
    """Variables of the configuration: `var_files` and `variables` replace them."""
    exclude: Sequence[str] = ()
    """Glob patterns, relative to the path being read, of what is left out."""


@record(frozen=True, slots=True)
class Loaded:
    """The graph, and the account of what it was read from."""

    graph: Graph
    sources: tuple[SourceFile, ...]
    files: tuple[FileAccount, ...]
    problems: tuple[Problem, ...]


class CannotRead(Exception):
    """A path or variable file that the user named and that cannot be used; the message says why."""


def load(inputs: Inputs, facts: Facts) -> Loaded:
    """Raises `CannotRead`; anything wrong inside a scanned file is a `Problem` instead."""
    base = Path.cwd().resolve()
    var_files = [_named(path) for path in inputs.var_files]
    given = Given(inputs.configured, var_files, inputs.variables)
    graph = Graph()
    trees: dict[Path, Tree] = {}
    directories: dict[Path, list[Path]] = {}
    for path in map(_named, inputs.paths):
        bound = bound_of(path)
        tree = trees.setdefault(bound, Tree(bound, base, tuple(inputs.exclude)))
        found = directories.setdefault(bound, [])
        found += (one for one in _directories(tree, path) if one not in found)
    for bound, tree in trees.items():
        load_terraform(tree, directories[bound], graph, facts, given)
    link(graph)
    return Loaded(
        graph,
        tuple(source for tree in trees.values() for source in tree.sources.values()),
        tuple(account for tree in trees.values() for _, account in sorted(tree.files.items())),
        tuple(problem for tree in trees.values() for problem in tree.problems),
    )


def _named(path: Path) -> Path:
    """A path that the user named, made absolute. Its own links are followed: the user chose it."""
    try:
        return path.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "cannot be followed"
        raise CannotRead(f"{path}: {reason}") from None


def bound_of(path: Path) -> Path:
    """What may be read on behalf of a path: its repository, else the path's directory alone."""
    top = path if path.is_dir() else path.parent
    for directory in (top, *top.parents):
        if (directory / ".git").exists():
            return directory
    return top


def _directories(tree: Tree, path: Path) -> list[Path]:
    if path.is_dir():
        return list(tree.walk(path))
    if path.name.endswith(CONFIGURATION + VARIABLES):
        return [path.parent]
    tree.account(path, Fate.SKIPPED, "no input that mskguard reads")
    return []
