"""Which directories are roots, and which modules their calls name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mskguard.adapters.terraform.module import Module
from mskguard.adapters.terraform.tree import Tree
from mskguard.syntax.hcl import ast

if TYPE_CHECKING:
    from mskguard.adapters.terraform.downloaded import Download
    from mskguard.adapters.terraform.files import Files

_LOCAL_SOURCE = re.compile(rb'source"?\s*[=:]\s*"(\.{1,2}(?:/[^"\r\n$%]*)?)"')


class LocalModules:
    """Finds the modules that calls name in a tree: by a relative path, or downloaded before."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._downloads: dict[Path, dict[str, Download]] = {}

    def files(self, directory: Path) -> Files:
        """The files that expressions may read where Terraform runs in a directory."""
        from mskguard.adapters.terraform.files import Files  # only where an expression reads one

        return Files(self._tree, directory)

    def called(self, caller: Module, block: ast.Block, root: Path, key: str) -> Module | str:
        """The module that a call names, or why it cannot be read.

        `key` are the names of the calls that lead there from the root: `kafka.inner`.
        """
        source = source_of(block)
        name = f'module "{block.labels[0]}"'
        if source is None:
            return f"the source of {name} is no plain text"
        if is_local(source):
            directory = target_of(caller.directory, source)
        elif (found := self._downloaded(root).get(key)) is None:
            return f"{name} comes from {source}, which is not in the scanned tree"
        elif not found.is_of(source, literal_of(block, "version")):
            was = f"{found.source} {found.version}".rstrip()
            return f"{name} comes from {source}, but .terraform/modules holds {was} for it"
        else:
            directory = found.directory
        if not self._tree.within(directory):
            return f"{name} comes from {source}, which lies outside the scanned tree"
        return self._tree.module(directory) or f"{name} comes from {source}, where no module is"

    def _downloaded(self, root: Path) -> dict[str, Download]:
        if root not in self._downloads:
            self._downloads[root] = downloaded(self._tree, root)
        return self._downloads[root]


def downloaded(tree: Tree, root: Path) -> dict[str, Download]:
    """What `terraform init` downloaded for a root."""
    if not (root / ".terraform" / "modules").is_dir():
        return {}
    from mskguard.adapters.terraform.downloaded import downloads  # only after `terraform init`

    return downloads(tree, root)


def source_of(block: ast.Block) -> str | None:
    """The literal source of a module call."""
    return literal_of(block, "source")


def literal_of(block: ast.Block, name: str) -> str | None:
    """The text of an argument in which nothing is computed."""
    argument = block.body.attribute(name)
    if argument is None or not isinstance(argument.expression, ast.Template):
        return None
    return argument.expression.literal


def is_local(source: str) -> bool:
    return source in (".", "..") or source.startswith(("./", "../"))


def target_of(directory: Path, source: str) -> Path:
    """The directory that a relative source means."""
    return Path(os.path.normpath(directory / source))


def roots(tree: Tree, directories: Iterable[Path]) -> Iterator[Module]:
    """The modules to begin with: those that have to do with MSK and that no other of them calls.

    Where modules call each other in a circle, the first of them begins. Directories that have
    nothing to do with MSK are only checked for syntax errors.
    """
    named = _sources(tree, directories)
    relevant = _relevant(tree, named)
    for directory in named:
        if directory not in relevant:
            tree.check_syntax(directory)
    modules = {path: module for path in named if path in relevant and (module := tree.module(path))}
    calls = {path: set(_called(module)) for path, module in modules.items()}
    called = {target for path, targets in calls.items() for target in targets if target != path}
    begun: set[Path] = set()
    for path in [*(p for p in modules if p not in called), *modules]:
        if path not in begun:
            begun |= _closure(path, calls)
            yield modules[path]


def _sources(tree: Tree, directories: Iterable[Path]) -> dict[Path, set[Path]]:
    """For each directory what its files seem to call, told from their bytes alone."""
    return {
        directory: {
            target_of(directory, os.fsdecode(match[1]))
            for contents in tree.contents(directory)
            for match in _LOCAL_SOURCE.finditer(contents)
        }
        | {download.directory for download in downloaded(tree, directory).values()}
        for directory in directories
    }


def _relevant(tree: Tree, named: dict[Path, set[Path]]) -> set[Path]:
    """Directories that name resources of MSK, and all that call them, however indirectly."""
    known = set(named) | {target for targets in named.values() for target in targets}
    found = {path for path in known if tree.within(path) and tree.mentions_msk(path)}
    while True:
        more = {path for path, targets in named.items() if path not in found and targets & found}
        if not more:
            return found
        found |= more


def _called(module: Module) -> Iterator[Path]:
    for block in module.calls.values():
        source = source_of(block)
        if source is not None and is_local(source):
            yield target_of(module.directory, source)


def _closure(path: Path, calls: dict[Path, set[Path]]) -> set[Path]:
    reached: set[Path] = set()
    pending = [path]
    while pending:
        current = pending.pop()
        if current not in reached:
            reached.add(current)
            pending += calls.get(current, ())
    return reached
