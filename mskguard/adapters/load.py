"""Reads paths of any kind into one graph, and accounts for every file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from mskguard.adapters.front_ends import SUFFIXES, Told, load_documents
from mskguard.adapters.link import link
from mskguard.adapters.terraform.load import load_terraform
from mskguard.adapters.terraform.tree import CONFIGURATION, NO_INPUT, VARIABLES, Tree
from mskguard.adapters.terraform.variables import Given
from mskguard.aws.facts import Facts
from mskguard.model.fault import Fault
from mskguard.model.graph import Graph
from mskguard.record import record
from mskguard.source import BOM, LARGEST_FILE, NO_FILE, Fate, FileAccount, SourceFile, Span
from mskguard.syntax.problem import Problem

STDIN = Path("-")
"""Stands among the paths for what is given on standard input."""
SHOWN_STDIN = "<stdin>"

_START = 4096
_MARKS_OF_PLANS = (b'"format_version"', b'"terraform_version"')


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
    source: Path | None = None
    """The root directory of the HCL that a plan was made from; where none is given, the plan's."""
    told: Told = field(default_factory=Told)
    stdin: bytes = b""
    """What `-` among the paths stands for."""
    base: Path | None = None
    """What shown paths are relative to; None: the working directory."""
    stands_for: tuple[Path, str] | None = None
    """A path that is another version of a place, and that place's name."""
    label: str = ""
    """Stands before each path that is shown: of files that are not on the disk as they are read."""


@record(frozen=True, slots=True)
class Loaded:
    """The graph, and the account of what it was read from."""

    graph: Graph
    sources: tuple[SourceFile, ...]
    files: tuple[FileAccount, ...]
    problems: tuple[Problem, ...]
    beside: tuple[Path, ...] = ()
    """The directories whose HCL says where the values of a plan are written."""
    faults: tuple[Fault, ...] = ()
    """What is wrong in files that could be read."""


class CannotRead(Exception):
    """A path or variable file that the user named and that cannot be used; the message says why."""


def load(inputs: Inputs, facts: Facts) -> Loaded:
    """Raises `CannotRead`; anything wrong inside a scanned file is a `Problem` instead."""
    base = (inputs.base or Path.cwd()).resolve()
    var_files = [_named(path) for path in inputs.var_files]
    given = Given(inputs.configured, var_files, inputs.variables)
    graph = Graph()
    trees: dict[Path, Tree] = {}

    def tree_of(path: Path) -> Tree:
        if STDIN in trees and path == base / SHOWN_STDIN:
            return trees[STDIN]
        bound = bound_of(path)
        return trees.setdefault(
            bound, Tree(bound, base, tuple(inputs.exclude), inputs.label, inputs.stands_for)
        )

    plans: list[Path] = []
    directories: dict[Path, list[Path]] = {}
    if STDIN in inputs.paths:
        place = base / SHOWN_STDIN
        tree = trees[STDIN] = Tree(base, base, tuple(inputs.exclude))
        tree.hold(place, inputs.stdin)
        plans += [place] if _is_plan(inputs.stdin) else []
    for path in map(_named, (one for one in inputs.paths if one != STDIN)):
        tree = tree_of(path)
        if _may_be_plan(path):
            plans += [path] if path not in plans else []
            continue
        found = directories.setdefault(tree.bound, [])
        found += (one for one in _directories(tree, path) if one not in found)
    for bound, found in directories.items():
        load_terraform(trees[bound], found, graph, facts, given)
    named = frozenset(_named(path) for path in inputs.paths if path != STDIN)
    named |= {base / SHOWN_STDIN}
    for tree in trees.values():
        others = [one for one in tree.others if one in named or one.name.endswith(SUFFIXES)]
        load_documents(tree, others, inputs.told, graph, facts, named)
        _tell_of_plans(tree, others)
    beside = [_load_plan(path, inputs.source, tree_of, graph, facts, given) for path in plans]
    link(graph)
    return Loaded(
        graph,
        tuple(source for tree in trees.values() for source in tree.sources.values()),
        tuple(account for tree in trees.values() for _, account in sorted(tree.files.items())),
        tuple(problem for tree in trees.values() for problem in tree.problems),
        tuple(path for path in beside if path),
        tuple(fault for tree in trees.values() for fault in (*tree.faults, *_repeated_keys(tree))),
    )


def _repeated_keys(tree: Tree) -> Iterator[Fault]:
    for source in tree.sources.values():
        for (start, end), key in sorted(source.repeated.items()):
            message = f"{key}: it is written twice in one map, and the last one counts"
            yield Fault("duplicate-key", Span(source, start, end), message)


def _named(path: Path) -> Path:
    """A path that the user named, made absolute. Its own links are followed: the user chose it."""
    try:
        there = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "cannot be followed"
        raise CannotRead(f"{path}: {reason}") from None
    if not (there.is_dir() or there.is_file() or str(there) == os.devnull):
        raise CannotRead(f"{path}: {NO_FILE}; standard input is read as -")
    return there


def bound_of(path: Path) -> Path:
    """What may be read on behalf of a path: its repository, else the path's directory alone."""
    top = path if path.is_dir() else path.parent
    for directory in (top, *top.parents):
        if (directory / ".git").exists():
            return directory
    return top


def _tell_of_plans(tree: Tree, paths: list[Path]) -> None:
    """Say of a plan that was passed over how it is read."""
    for path in paths:
        passed_over = path.suffix == ".json" and tree.files[path].why == NO_INPUT
        if passed_over and tree.within(path) and _may_be_plan(path):
            tree.account(path, Fate.SKIPPED, "a Terraform plan, which is read where it is named")


def _may_be_plan(path: Path) -> bool:
    """Whether a file's content looks like `terraform show -json`; the adapter looks closer."""
    if not path.is_file() or path.name.endswith(CONFIGURATION + VARIABLES):
        return False
    try:
        with path.open("rb") as file:
            start = file.read(_START)
            if start.removeprefix(BOM).lstrip()[:1] != b"{":
                return False
            text = start + file.read(LARGEST_FILE)
    except OSError:
        return False
    return _is_plan(text)


def _is_plan(text: bytes) -> bool:
    begins = text[:_START].removeprefix(BOM).lstrip()[:1] == b"{"
    return begins and all(mark in text for mark in _MARKS_OF_PLANS)


def _load_plan(
    path: Path,
    source: Path | None,
    tree_of: Callable[[Path], Tree],
    graph: Graph,
    facts: Facts,
    given: Given,
) -> Path | None:
    """Read one plan; answers the directory of its HCL where that is known."""
    from mskguard.adapters.terraform_plan.load import NotBeside, Source, load_plan

    directory = path.parent if source is None else _named(source)
    place = Source(tree_of(directory), directory, named=source is not None)
    try:
        return load_plan(tree_of(path), path, place, graph, facts, given)
    except NotBeside as error:
        raise CannotRead(f"{source}: {error}") from None


def _directories(tree: Tree, path: Path) -> list[Path]:
    if path.is_dir():
        return list(tree.walk(path))
    if path.name.endswith(CONFIGURATION + VARIABLES):
        return [path.parent]
    tree.other(path)
    return []
