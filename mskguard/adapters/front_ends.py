"""The front ends for files other than Terraform's, and which of them may read a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, cast

from mskguard.adapters.terraform.tree import Tree
from mskguard.aws.facts import Facts
from mskguard.model.graph import Graph
from mskguard.record import record
from mskguard.source import LARGEST_FILE, Fate

SUFFIXES = (".json", ".yaml", ".yml", ".template", ".properties", ".txt", ".conf", ".out")
"""Of the files in a directory that are looked into. A file that the user names may have any."""


@record(frozen=True, slots=True)
class Told:
    """What the user says about templates and about where they are deployed."""

    parameters: Mapping[str, str] = field(default_factory=dict)
    """CloudFormation parameters by name."""
    parameter_files: tuple[Path, ...] = ()
    region: str | None = None
    account: str | None = None


class Documents(NamedTuple):
    """The files that one front end may read."""

    tree: Tree
    paths: tuple[Path, ...]
    """Absolute, in the tree's order."""
    told: Told
    graph: Graph
    facts: Facts


class FrontEnd(NamedTuple):
    """Reads one kind of file. `claims` looks at name and bytes alone, and may claim too much.

    `load` names a function `(Documents) -> set[Path]`: it reads what it can, tells the tree what
    became of each such file, and answers those that turned out to be none of its own.
    """

    claims: Callable[[str, bytes], bool]
    load: str


def _may_be_template(name: str, data: bytes) -> bool:
    return not name.endswith(".properties") and (b"AWS::" in data or b"Fn::" in data)


FRONT_ENDS: tuple[FrontEnd, ...] = ()
"""In the order in which they are asked."""


def load_documents(
    tree: Tree, paths: Iterable[Path], told: Told, graph: Graph, facts: Facts
) -> None:
    """Give each file to the front ends that may read it, and account for those that none reads."""
    left = {path: data for path in paths if (data := _data(tree, path)) is not None}
    for front_end in FRONT_ENDS:
        mine = tuple(path for path, data in left.items() if front_end.claims(path.name, data))
        if not mine:
            continue
        module, name = front_end.load.split(":")
        load = cast("Callable[[Documents], set[Path]]", getattr(import_module(module), name))
        not_mine = load(Documents(tree, mine, told, graph, facts))
        left = {path: data for path, data in left.items() if path not in mine or path in not_mine}


def _data(tree: Tree, path: Path) -> bytes | None:
    """A file's bytes; None where it is too large or cannot be read: most are not ours to read."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            tree.account(path, Fate.SKIPPED, f"it is larger than {LARGEST_FILE // 2**20} MiB")
            return None
        return path.read_bytes() if tree.within(path) else None
    except OSError as error:
        tree.account(path, Fate.SKIPPED, error.strerror or "it cannot be opened")
        return None
