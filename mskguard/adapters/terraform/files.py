"""The files that expressions name: within the bound of the tree, from where Terraform runs."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from mskguard.adapters.terraform.functions.parameters import Beyond
from mskguard.adapters.terraform.functions.table import Refused
from mskguard.adapters.terraform.tree import NO_INPUT, Tree
from mskguard.source import Fate, SourceFile
from mskguard.syntax.hcl import ast
from mskguard.syntax.problem import Problem


class Files:
    """Reads files by the paths that a configuration writes.

    Every method raises `Refused` for what Terraform would refuse in this very tree, and `Beyond`
    for what only the machine that Terraform runs on can tell.
    """

    def __init__(self, tree: Tree, directory: Path) -> None:
        self.tree = tree
        self.directory = directory
        """Where Terraform runs: the root module's directory, at which relative paths begin."""

    def path(self, written: str) -> Path:
        """The path that is meant, in the tree."""
        if written.startswith("~"):
            raise Beyond("the home directory is that of the machine that Terraform runs on")
        if "\0" in written:
            raise Refused("a path holds no NUL character")
        path = Path(os.path.normpath(self.directory / written))
        if not self.within(path):
            shown = "a symbolic link" if path.is_relative_to(self.tree.bound) else "it"
            raise Beyond(f'{shown} leads out of the scanned tree: "{written}"')
        return path

    def within(self, path: Path) -> bool:
        try:
            inside = self.tree.within(path)
        except (OSError, RuntimeError):
            raise Beyond("the path cannot be followed") from None
        if not inside and path.is_relative_to(self.tree.bound):
            self.tree.account(path, Fate.SKIPPED, "symbolic link out of the tree")
        return inside

    def exists(self, written: str) -> bool:
        """Whether a file is there."""
        mode = self._mode(self.path(written))
        if mode is not None and not stat.S_ISREG(mode):
            raise Refused(f'"{written}" is no file')
        return mode is not None

    def data(self, written: str) -> bytes:
        """The bytes of a file."""
        return self._data(self.path(written), written)

    def text(self, written: str) -> SourceFile:
        """The text of a file."""
        return self._text(self.path(written), written)

    def template(self, written: str) -> ast.Template:
        """A file as a template."""
        path = self.path(written)
        found = self.tree.template(self._text(path, written), path)
        if isinstance(found, Problem):
            raise Refused(f"{found.span}: {found.message}")
        return found

    def _text(self, path: Path, written: str) -> SourceFile:
        self._data(path, written)
        source = self.tree.read(path)
        if source is None or self.tree.files[path].fate is not Fate.READ:
            raise Refused(f'"{written}" cannot be read: {self.tree.files[path].why}')
        return source

    def _data(self, path: Path, written: str) -> bytes:
        mode = self._mode(path)
        if mode is None:
            raise Refused(f'no file "{written}" is in the scanned tree')
        if not stat.S_ISREG(mode):
            raise Refused(f'"{written}" is no file')
        data = self.tree.data(path)
        if data is None:
            raise Beyond(f'"{written}" is not read: {self.tree.files[path].why}')
        if path not in self.tree.files or self.tree.files[path].why == NO_INPUT:
            self.tree.account(path, Fate.READ)
        return data

    def _mode(self, path: Path) -> int | None:
        try:
            return path.stat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError) as error:
            raise Beyond(getattr(error, "strerror", None) or "it cannot be looked at") from None
