"""The front ends for files other than Terraform's, and which of them may read a file."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, cast

from mskguard.adapters.terraform.tree import Tree
from mskguard.aws.facts import Facts
from mskguard.model.graph import Graph
from mskguard.record import record
from mskguard.source import Fate, read_file

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
    configured: Mapping[str, str] = field(default_factory=dict)
    """Parameters of the configuration: `parameter_files` and `parameters` replace them."""


class Documents(NamedTuple):
    """The files that one front end may read."""

    tree: Tree
    paths: tuple[Path, ...]
    """Absolute, in the tree's order."""
    told: Told
    graph: Graph
    facts: Facts
    named: frozenset[Path] = frozenset()
    """Those that the user named: one that cannot be read is told, whatever it may be."""


class FrontEnd(NamedTuple):
    """Reads one kind of file. Its room is imported when there is a file that it may be asked of.

    The room's `claims.claims(name, bytes)` looks at name and bytes alone, and may claim too much.
    `load` names a function of it, `(Documents) -> set[Path]`: it reads what it can, tells the tree
    what became of each such file, and answers those that turned out to be none of its own.
    """

    room: str
    load: str

    def claims(self, name: str, data: bytes) -> bool:
        module = import_module(f"mskguard.adapters.{self.room}.claims")
        return cast("Callable[[str, bytes], bool]", module.claims)(name, data)

    def read(self, documents: Documents) -> set[Path]:
        module = import_module(f"mskguard.adapters.{self.room}.load")
        return cast("Callable[[Documents], set[Path]]", getattr(module, self.load))(documents)


FRONT_ENDS: tuple[FrontEnd, ...] = (
    FrontEnd("cloudformation", "load"),
    FrontEnd("aws_cli", "load_aws_cli"),
    FrontEnd("iam_policy", "load_policies"),
    FrontEnd("kafka_files", "load_kafka_files"),
)
"""In the order in which they are asked."""


def load_documents(
    tree: Tree,
    paths: Iterable[Path],
    told: Told,
    graph: Graph,
    facts: Facts,
    named: frozenset[Path] = frozenset(),
) -> None:
    """Give each file to the front ends that may read it, and account for those that none reads."""
    left = {path: _claiming(tree, path, path in named) for path in paths}
    for front_end in FRONT_ENDS:
        mine = tuple(path for path, claiming in left.items() if front_end in claiming)
        if not mine:
            continue
        not_mine = front_end.read(Documents(tree, mine, told, graph, facts, named))
        left = {path: it for path, it in left.items() if path not in mine or path in not_mine}


def _claiming(tree: Tree, path: Path, is_named: bool) -> tuple[FrontEnd, ...]:
    """The front ends that may read a file. Its bytes are let go: a tree may hold many such."""
    data = tree.data(path) if is_named else _data(tree, path)
    if data is None:
        return ()
    if is_named and data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        tree.read(path)
        return ()
    return tuple(one for one in FRONT_ENDS if one.claims(path.name, data))


def _data(tree: Tree, path: Path) -> bytes | None:
    """A file's bytes; None where it is too large or cannot be read: most are not ours to read."""
    if (held := tree.held(path)) is not None:
        return held
    try:
        return read_file(path) if tree.within(path) else None
    except OSError as error:
        tree.account(path, Fate.SKIPPED, error.strerror or "it cannot be opened")
        return None
