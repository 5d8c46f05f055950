"""Which directories are roots, and which modules their calls name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from mskguard.adapters.terraform.module import Module
from mskguard.adapters.terraform.tree import Tree
from mskguard.syntax.hcl import ast

_LOCAL_SOURCE = re.compile(rb'source\s*=\s*"(\.{1,2}(?:/[^"\r\n$%]*)?)"')


class LocalModules:
    """Finds the modules of a tree that calls name by a relative path."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    def called(self, caller: Module, block: ast.Block) -> Module | str:
        """The module that a call names, or why it cannot be read."""
        source = source_of(block)
        name = f'module "{block.labels[0]}"'
        if source is None:
            return f"the source of {name} is no plain text"
        if not is_local(source):
            return f"{name} comes from {source}, which is not in the scanned tree"
        directory = target_of(caller.directory, source)
        if not self._tree.within(directory):
            return f"{name} comes from {source}, which lies outside the scanned tree"
        return self._tree.module(directory) or f"{name} comes from {source}, where no module is"


def source_of(block: ast.Block) -> str | None:
    """The literal source of a module call."""
    source = block.body.attribute("source")
    if source is None or not isinstance(source.expression, ast.Template):
        return None
    return source.expression.literal


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
