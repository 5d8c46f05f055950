"""The directories of a scanned tree: their files and modules, within a bound."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path

from mskguard.adapters.terraform.module import Module, module_of
from mskguard.model.fault import Fault
from mskguard.source import (
    LARGEST_FILE,
    Fate,
    FileAccount,
    SourceFile,
    Span,
    Unreadable,
    read_file,
)
from mskguard.syntax.hcl import ast
from mskguard.syntax.problem import Problem

CONFIGURATION = (".tf", ".tofu", ".tf.json", ".tofu.json")
VARIABLES = (".tfvars", ".tfvars.json")
_LEFT_OUT = {"node_modules": "installed packages", "__pycache__": "compiled Python"}
NO_INPUT = "no input that mskguard reads"
"""Why a file is skipped that nothing asks for."""
_MARKS = (
    b"aws_msk",
    b"msk-kafka-cluster/aws",
    b"msk-apache-kafka-cluster/aws",
    b"kafka-cluster:",
    b"kafkaconnect",
    b'"kafka:',
    b":kafka:",
    b'"kafka_acl"',
    b'"kafka_topic"',
)
"""One stands in every file that declares a resource of MSK, or calls a module that is known to."""


class Tree:
    """Reads directories on demand, never outside the bound, and accounts for every file."""

    def __init__(
        self,
        bound: Path,
        base: Path,
        exclude: tuple[str, ...] = (),
        label: str = "",
        stands_for: tuple[Path, str] | None = None,
    ) -> None:
        self.bound = bound
        """The directory that nothing is read outside of: absolute, without symbolic links."""
        self.base = base
        self.exclude = exclude
        self.label = label
        """Stands before each path of a tree that is no longer on the disk, such as a commit's."""
        self.stands_for = stands_for
        """A path of the tree, and the name of the place that it is another version of."""
        self.files: dict[Path, FileAccount] = {}
        self.sources: dict[Path, SourceFile] = {}
        self.problems: list[Problem] = []
        self.faults: list[Fault] = []
        self.others: list[Path] = []
        """Files that are not Terraform's: met on a walk, or named by the user."""
        self._modules: dict[Path, Module | None] = {}
        self._parsed: dict[Path, ast.File] = {}
        self._raw: dict[Path, bytes] = {}
        self._templates: dict[Path, ast.Template | Problem] = {}

    def shown(self, path: Path) -> str:
        """The path as a person would write it: relative to the working directory where possible."""
        try:
            return self.label + (path.relative_to(self.base).as_posix() or ".")
        except ValueError:
            return path.as_posix()

    def unit_name(self, path: Path) -> str:
        """What a unit read from a path is called: the same in two versions of one place."""
        if self.stands_for is None or not path.is_relative_to(self.stands_for[0]):
            return self.shown(path)
        place, name = self.stands_for
        below = path.relative_to(place).as_posix()
        if below == ".":
            return name
        return below if name == "." else f"{name}/{below}"

    def account(self, path: Path, fate: Fate, why: str = "") -> None:
        self.files[path] = FileAccount(self.shown(path), fate, why)

    def walk(self, top: Path) -> Iterator[Path]:
        """Every directory below `top`, itself included, that holds Terraform files."""
        pending = [top]
        while pending:
            directory = pending.pop()
            below, has_configuration = self._scan(directory, top)
            pending += reversed(below)
            if has_configuration:
                yield directory

    def _scan(self, directory: Path, top: Path) -> tuple[list[Path], bool]:
        below: list[Path] = []
        has_configuration = False
        try:
            entries = sorted(os.scandir(directory), key=lambda entry: entry.name)
        except OSError as error:
            self.account(directory, Fate.SKIPPED, error.strerror or "cannot be listed")
            return [], False
        for entry in entries:
            path = directory / entry.name
            why = self._why_skipped(entry, path, top)
            if why:
                self.account(path, Fate.SKIPPED, why)
            elif entry.is_dir(follow_symlinks=False):
                below.append(path)
            elif entry.name.endswith(CONFIGURATION):
                has_configuration = True
            elif not entry.name.endswith(VARIABLES):
                self.other(path)
        return below, has_configuration

    def other(self, path: Path) -> None:
        """Note a file that is not Terraform's; skipped unless a front end reads it."""
        self.others.append(path)
        self.account(path, Fate.SKIPPED, NO_INPUT)

    def hold(self, path: Path, data: bytes) -> None:
        """Take a file's content from elsewhere: it need not be on the disk."""
        if len(data) > LARGEST_FILE:
            self._closed(path, f"it is larger than {LARGEST_FILE // 2**20} MiB")
            return
        self._raw[path] = data
        self.other(path)

    def held(self, path: Path) -> bytes | None:
        """What `hold` took, or what was read before; None where there is neither."""
        return self._raw.get(path)

    def _why_skipped(self, entry: os.DirEntry[str], path: Path, top: Path) -> str:
        relative = path.relative_to(top).as_posix()
        if any(fnmatch(relative, pattern) for pattern in self.exclude):
            return "excluded"
        if entry.is_dir():
            if entry.is_symlink():
                return "symbolic link to a directory"
            if entry.name.startswith("."):
                return "hidden directory"
            return _LEFT_OUT.get(entry.name, "")
        if entry.is_symlink() and not self.within(path):
            return "symbolic link out of the tree"
        return ""

    def within(self, path: Path) -> bool:
        """Whether the path, links followed, lies in the tree."""
        return path.resolve().is_relative_to(self.bound)

    def read(self, path: Path) -> SourceFile | None:
        """A file's text; None where it cannot be read, which is accounted for."""
        if path in self.sources:
            return self.sources[path]
        data = self.data(path)
        if data is None:
            return None
        try:
            source = SourceFile.decode(self.shown(path), data, editable=self._is_own(path))
        except Unreadable as error:
            source = SourceFile(self.shown(path), data.decode("utf-8", "replace"))
            at = source.offset(error.line, error.column)
            self._unreadable(path, source.span(at, at + 1), error.message)
            return None
        source.on_disk = not self.label
        self.sources[path] = source
        self.account(path, Fate.READ)
        return source

    def data(self, path: Path) -> bytes | None:
        """A file's bytes; None where they cannot be read, which is accounted for."""
        if path in self._raw:
            return self._raw[path]
        if path in self.files and self.files[path].why != NO_INPUT:
            return None
        if not self.within(path):
            self.account(path, Fate.SKIPPED, "symbolic link out of the tree")
            return None
        try:
            data = read_file(path)
        except OSError as error:
            self._closed(path, error.strerror or "it cannot be opened")
            return None
        self._raw[path] = data
        return data

    def _is_own(self, path: Path) -> bool:
        """Whether the user edits this file: downloaded modules are not theirs."""
        return ".terraform" not in path.parts and not self.label

    def _closed(self, path: Path, why: str) -> None:
        """Account for a file that could not even be opened."""
        self._unreadable(path, SourceFile(self.shown(path), "").whole, why)

    def _unreadable(self, path: Path, span: Span, why: str) -> None:
        self.sources[path] = span.file
        self.problems.append(Problem(span, why))
        self.account(path, Fate.UNREADABLE, why)

    def parse(self, path: Path) -> ast.File | None:
        """A file's syntax tree; its problems are the run's."""
        if path in self._parsed:
            return self._parsed[path]
        source = self.read(path)
        if source is None or self.files[path].fate is Fate.UNREADABLE:
            return None
        file = self._parsed[path] = _parser(path)(source)
        if file.problems:
            self.problems += file.problems
            self.account(path, Fate.UNREADABLE, file.problems[0].message)
        return file

    def template(self, source: SourceFile, path: Path) -> ast.Template | Problem:
        """The whole of a file as a template; what is wrong with it is the run's problem too."""
        from mskguard.syntax.hcl.parse import parse_template  # only where there is a template

        if path not in self._templates:
            found = self._templates[path] = parse_template(source)
            if isinstance(found, Problem):
                self.problems.append(found)
                self.account(path, Fate.UNREADABLE, found.message)
        return self._templates[path]

    def configuration_files(self, directory: Path) -> list[Path]:
        """The files of a directory that declare its module, where they may be read."""
        try:
            paths = sorted(directory.iterdir())
        except OSError:
            return []
        paths = [path for path in paths if path.name.endswith(CONFIGURATION)]
        names = {path.name for path in paths}
        return [
            path
            for path in paths
            if not _has_twin(path.name, names)
            and (path not in self.files or self.files[path].fate is not Fate.SKIPPED)
            and path.is_file()
        ]

    def module(self, directory: Path) -> Module | None:
        """The module that a directory's files declare; None where there is none."""
        if directory not in self._modules:
            self._modules[directory] = None
            parsed = [self.parse(path) for path in self.configuration_files(directory)]
            files = [file for file in parsed if file is not None]
            if files:
                self._modules[directory] = module_of(directory, self.unit_name(directory), files)
        return self._modules[directory]

    def contents(self, directory: Path) -> Iterator[bytes]:
        """The bytes of the files that declare a directory's module."""
        for path in self.configuration_files(directory):
            yield self.data(path) or b""

    def mentions_msk(self, directory: Path) -> bool:
        """Whether a file of the directory names a resource of MSK: told from the bytes alone."""
        return any(mark in text for text in self.contents(directory) for mark in _MARKS)

    def check_syntax(self, directory: Path) -> None:
        """Read files that declare nothing of MSK: only their syntax errors are told."""
        from mskguard.syntax.hcl.soundness import looks_sound

        for path in self.configuration_files(directory):
            source = self.read(path)
            if (
                source is not None
                and self.files[path].fate is Fate.READ
                and (path.suffix == ".json" or not looks_sound(source))
            ):
                self.parse(path)


def _parser(path: Path) -> Callable[[SourceFile], ast.File]:
    """What reads a file of this name. Each is imported only where there is something to parse."""
    if path.suffix != ".json":
        from mskguard.syntax.hcl.parse import parse

        return parse
    from mskguard.adapters.terraform.json_files import parse_configuration, parse_values

    return parse_configuration if path.name.endswith(CONFIGURATION) else parse_values


def _has_twin(name: str, names: set[str]) -> bool:
    """Whether OpenTofu's file of the same name stands in for this one."""
    for suffix in (".tf", ".tf.json"):
        if name.endswith(suffix):
            return name.removesuffix(suffix) + suffix.replace(".tf", ".tofu") in names
    return False
